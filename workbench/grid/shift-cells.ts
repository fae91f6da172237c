import type { ICellData, Nullable } from '@univerjs/core'
import { FormulaDataModel } from '@univerjs/preset-sheets-core'
import { sheetById, type Book } from '../book/book.ts'
import { type Area, sheetRows } from './area.ts'
import { usedArea } from './read-cells.ts'
import { type CellMatrix, writeCells } from './write-cells.ts'

/** Removes the area's cells and moves those below it, in its columns, up. Formulas that move keep pointing at their own row. */
export function shiftUp(book: Book, area: Area): void {
  move(book, area, area.row + area.rows, -area.rows)
}

/** Makes the area empty by moving its cells, and those below it in its columns, down. */
export function shiftDown(book: Book, area: Area): void {
  move(book, area, area.row, area.rows)
}

function move(book: Book, area: Area, from: number, by: number): void {
  const sheet = sheetById(book, area.sheetId)
  const columns = { ...area, row: area.row, rows: sheetRows - area.row }
  const used = usedArea(sheet, columns, false)
  if (!used) return
  const last = used.row + used.rows - 1
  const cells: Record<number, CellMatrix[number]> = {}
  const model = book.grid.univer.__getInjector().get(FormulaDataModel)
  const bottom = by > 0 ? last + by : last
  for (let row = area.row; row <= bottom; row++) {
    const source = row - by
    const isMoved = source >= from && source <= last
    const line: CellMatrix[number] = {}
    for (let column = area.column; column < area.column + area.columns; column++) {
      const cell = isMoved ? sheet.getCellRaw(source, column) : null
      const formula =
        cell?.f || cell?.si
          ? model.getFormulaStringByCell(source, column, area.sheetId, book.grid.unitId)
          : null
      line[column] = copyOf(
        cell,
        formula ? book.grid.api.getFormula().moveFormulaRefOffset(formula, 0, by) : null,
      )
    }
    cells[row] = line
  }
  writeCells(book.grid, book.log, sheet, { ...area, rows: bottom - area.row + 1 }, cells)
}

function copyOf(cell: Nullable<ICellData>, formula: string | null): ICellData {
  return {
    v: formula ? null : (cell?.v ?? null),
    t: formula ? null : (cell?.t ?? null),
    f: formula,
    si: null,
    p: cell?.p ?? null,
    ...(cell?.s ? { s: cell.s } : {}),
  }
}
