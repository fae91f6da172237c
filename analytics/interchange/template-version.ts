import { AppError } from '#model/problems.ts'
import type { SheetCells } from './xlsx-sheets.ts'

/** The format this program writes and the newest it reads; raised when a sheet changes its meaning. */
export const templateVersion = 1
/** How a workbook says its format, in a cell of the first rows of a sheet. */
export const templateMark = (version: number): string => `plumbline-template ${version}`

const markText = /^plumbline-template (\d+)$/

/** Throws `file-from-newer-version` for a workbook of a newer format; one that does not say its format may be anybody's. */
export function checkTemplateVersion(file: string, sheets: readonly SheetCells[]): void {
  for (const { rows } of sheets)
    for (const row of rows.slice(0, 3))
      for (const cell of row) {
        const version = typeof cell === 'string' ? Number(markText.exec(cell.trim())?.[1] ?? 0) : 0
        if (version > templateVersion)
          throw new AppError('file-from-newer-version', { file, version, known: templateVersion })
      }
}
