import { readXlsx, type CellValue } from 'hucre/xlsx'
import { AppError } from '#model/problems.ts'
import { isZip, zipEntries } from './zip-entries.ts'

/** A sheet's cells from A1 on; a cell formatted as a date is a Date whose UTC fields are what the sheet shows. */
export interface SheetCells {
  name: string
  rows: readonly (readonly CellValue[])[]
}

/** The sheets of an .xlsx workbook. Throws `file-is-not-what-it-says`, `file-truncated`, `file-too-large` or `file-unreadable`. */
export async function readSheets(bytes: Uint8Array, fileName: string): Promise<SheetCells[]> {
  const file = fileName.replace(/^.*[\\/]/, '')
  if (bytes.length === 0) throw new AppError('file-empty', { file })
  if (!isZip(bytes)) throw new AppError('file-is-not-what-it-says', { file, kind: '.xlsx' })
  zipEntries(file, bytes)
  try {
    const workbook = await readXlsx(bytes)
    return workbook.sheets.map(({ name, rows }) => ({ name, rows }))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('file-unreadable', { file, reason }, { cause })
  }
}

/** `B7` of a row and column counted from 0. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last
}

/** The serial of a date cell: days since 1899-12-30 with the time of day as a fraction. */
export function serialOf(date: Date): number {
  return date.getTime() / 86_400_000 + 25569
}
