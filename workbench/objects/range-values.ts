import { FormulaDataModel } from '@univerjs/preset-sheets-core'
import {
  checkCellLimit,
  formulaOf,
  mapCells,
  scalarOf,
  valueTypeOf,
  type CellScalar,
} from '../grid/read-cells.ts'
import { type CellMatrix, cellOfValue, writeCells } from '../grid/write-cells.ts'
import { invalidArgument } from '../protocol/office-error.ts'
import { type RangeState, refuseIfProtected, sheetOf } from './range-state.ts'
import { announceChange, type CellChange } from './change-events.ts'

/** The values of the range, formulas worked out. */
export async function readValues(state: RangeState): Promise<CellScalar[][]> {
  await state.book.settle()
  const spilled = spilledCells(state)
  if (!spilled) return mapCells(sheetOf(state), state.area, scalarOf)
  return mapCells(sheetOf(state), state.area, (cell, row, column) => {
    const value = scalarOf(cell)
    return value === '' ? scalarOf(spilled[row]?.[column]) : value
  })
}

/** The formulas of the range; values where there are none. */
export function readFormulas(state: RangeState): CellScalar[][] {
  const model = state.book.grid.univer.__getInjector().get(FormulaDataModel)
  const sheet = sheetOf(state)
  const formulaAt = (row: number, column: number) =>
    model.getFormulaStringByCell(row, column, sheet.getSheetId(), state.book.grid.unitId) ?? null
  return mapCells(sheet, state.area, (cell, row, column) => formulaOf(sheet, cell, formulaAt, row, column))
}

function spilledCells(state: RangeState): CellMatrix | null {
  const { univer, unitId } = state.book.grid
  const spilled = univer.__getInjector().get(FormulaDataModel).getArrayFormulaCellData()[unitId]?.[
    state.area.sheetId
  ]
  return spilled && Object.keys(spilled).length > 0 ? (spilled as CellMatrix) : null
}

/** What the cells show. */
export async function readText(state: RangeState): Promise<string[][]> {
  await state.book.settle()
  const sheet = sheetOf(state)
  return mapCells(sheet, state.area, (raw, row, column) => {
    if (!raw) return ''
    const shown = sheet.getCell(row, column)
    const value = scalarOf(raw)
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
    return String(shown?.v ?? value)
  })
}

/** Excel's names of the values' types. */
export async function readValueTypes(state: RangeState): Promise<string[][]> {
  return (await readValues(state)).map(row => row.map(valueTypeOf))
}

/** The number formats of the range; `General` where none was set. */
export function readNumberFormats(state: RangeState): string[][] {
  const styles = state.book.grid.workbook.getStyles()
  return mapCells(
    sheetOf(state),
    state.area,
    cell => (cell ? styles.getStyleByCell(cell)?.n?.pattern : undefined) ?? 'General',
  )
}

/** Sets values or formulas: a scalar for all cells, or a block of exactly the range's shape. */
export function writeValues(state: RangeState, given: unknown): void {
  checkCellLimit(state.area)
  refuseIfProtected(state)
  const sheet = sheetOf(state)
  const styles = state.book.grid.workbook.getStyles()
  const matrix = sheet.getCellMatrix()
  const { area } = state
  const block = shaped(given, area.rows, area.columns)
  const cells: Record<number, CellMatrix[number]> = {}
  const change: CellChange = { area, before: scalarOf(matrix.getValue(area.row, area.column)) }
  for (let r = 0; r < area.rows; r++) {
    const line: CellMatrix[number] = {}
    const given = block(r)
    const old = matrix.getRow(area.row + r)
    for (let c = 0; c < area.columns; c++) {
      const before = old?.[area.column + c]
      const format = before?.s ? styles.getStyleByCell(before)?.n?.pattern : undefined
      const cell = cellOfValue(given(c), state.book.language, format === '@')
      if (!cell) continue
      if (format && format !== 'General' && cell.s) delete cell.s
      if (!before && cell.v === null && !cell.f) continue
      line[area.column + c] = cell
    }
    cells[area.row + r] = line
  }
  writeCells(state.book.grid, state.book.log, sheet, area, cells)
  announceChange(state.book, change, 'RangeEdited', 'ThisLocalAddin')
}

/** Gives the cell at row and column of a scalar or block; fails with `InvalidArgument` when the block has another shape. */
export function shaped(
  given: unknown,
  rows: number,
  columns: number,
): (row: number) => (column: number) => unknown {
  if (!Array.isArray(given)) {
    if (typeof given === 'object' && given !== null) throw invalidArgument('A cell cannot hold an object.')
    return () => () => given
  }
  if (given.length !== rows) throw shapeError(given.length, null, rows, columns)
  for (const line of given as unknown[]) {
    if (!Array.isArray(line) || line.length !== columns) {
      throw shapeError(given.length, Array.isArray(line) ? line.length : null, rows, columns)
    }
  }
  return row => {
    const line = given[row] as unknown[]
    return column => line[column]
  }
}

function shapeError(rows: number, columns: number | null, wantedRows: number, wantedColumns: number): Error {
  return invalidArgument(
    `The number of rows or columns in the input array doesn't match the size or dimensions of the range: ` +
      `${rows} x ${columns ?? '?'} given, ${wantedRows} x ${wantedColumns} expected.`,
  )
}

/** Sets number formats: one for all cells, or a block. */
export function writeNumberFormats(state: RangeState, given: unknown): void {
  checkCellLimit(state.area)
  refuseIfProtected(state)
  const { area } = state
  const block = shaped(given, area.rows, area.columns)
  const cells: Record<number, CellMatrix[number]> = {}
  for (let r = 0; r < area.rows; r++) {
    const line: CellMatrix[number] = {}
    for (let c = 0; c < area.columns; c++) {
      const format = block(r)(c)
      if (format === null || format === undefined) continue
      if (typeof format !== 'string') throw invalidArgument('A number format is text.')
      line[area.column + c] = { s: { n: format === 'General' ? null : { pattern: format } } }
    }
    cells[area.row + r] = line
  }
  writeCells(state.book.grid, state.book.log, sheetOf(state), area, cells)
}
