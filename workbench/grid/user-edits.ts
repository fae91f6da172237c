import type { Book } from '../book/book.ts'
import { sheetById } from '../book/book.ts'
import { announceChange } from '../objects/change-events.ts'
import { refuseIfProtected } from '../objects/range-state.ts'
import type { Notices } from '../page/notices.ts'
import { textOf } from '../page/texts.ts'
import { followEdit } from './after-edit.ts'
import type { Area } from './area.ts'
import { type CellScalar, scalarOf } from './read-cells.ts'
import { acceptsTyped } from './validate-cell.ts'
import { type CellMatrix, cellOfValue, writeCells } from './write-cells.ts'

/** Puts a value into a cell as typing does; false when validation or protection refused it. */
export async function typeIntoCell(
  book: Book,
  area: Area,
  value: CellScalar,
  notices: Notices,
): Promise<boolean> {
  if (!mayEdit(book, area, notices)) return false
  const before = scalarOf(sheetById(book, area.sheetId).getCellRaw(area.row, area.column))
  const accepted = await book.log.attempt(
    () => write(book, area, [[value]]),
    () => acceptsTyped(book, notices, area.sheetId, area.row, area.column),
    () => followEdit(book, area),
  )
  if (accepted) announceChange(book, { area, before }, 'RangeEdited', 'Unknown')
  await book.settle()
  return accepted
}

/** Puts values into cells as a paste does: validation does not look at them. False when the sheet is protected. */
export async function pasteValues(
  book: Book,
  area: Area,
  values: CellScalar[][],
  notices: Notices,
): Promise<boolean> {
  if (!mayEdit(book, area, notices)) return false
  const before = scalarOf(sheetById(book, area.sheetId).getCellRaw(area.row, area.column))
  await book.log.attempt(
    () => write(book, area, values),
    () => Promise.resolve(true),
    () => followEdit(book, area),
  )
  announceChange(book, { area, before }, 'RangeEdited', 'Unknown')
  await book.settle()
  return true
}

/** Whether protection lets the cells be changed; where not, it is said. */
export function mayEdit(book: Book, area: Area, notices: Notices): boolean {
  try {
    refuseIfProtected({ book, area })
    return true
  } catch {
    notices.say(textOf(book.language, 'protectedText'))
    return false
  }
}

function write(book: Book, area: Area, values: CellScalar[][]): void {
  const sheet = sheetById(book, area.sheetId)
  const styles = book.grid.workbook.getStyles()
  const cells: Record<number, CellMatrix[number]> = {}
  for (const [r, line] of values.entries()) {
    const row: CellMatrix[number] = {}
    for (const [c, value] of line.entries()) {
      const old = sheet.getCellRaw(area.row + r, area.column + c)
      const format = old ? styles.getStyleByCell(old)?.n?.pattern : undefined
      const cell = cellOfValue(value, book.language, format === '@')
      if (!cell) continue
      if (format && format !== 'General') delete cell.s
      row[area.column + c] = cell
    }
    cells[area.row + r] = row
  }
  writeCells(book.grid, book.log, sheet, area, cells)
}
