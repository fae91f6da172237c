import { CellValueType, type ICellData, type Nullable, type Worksheet } from '@univerjs/core'
import { OfficeError } from '../protocol/office-error.ts'
import { type Area, sheetColumns, sheetRows } from './area.ts'

/** A cell's value as an add-in sees it; an empty cell is `''`. */
export type CellScalar = string | number | boolean

/** How many cells one call may read or write. */
const cellLimit = 5_000_000

/** Refuses areas that Excel refuses for being too large. */
export function checkCellLimit(area: Area): void {
  if (area.rows * area.columns > cellLimit) {
    throw new OfficeError('RangeExceedsLimit', `The range has more than ${cellLimit} cells.`)
  }
}

/** Calls `make` for every cell of the area, row by row. */
export function mapCells<T>(
  sheet: Worksheet,
  area: Area,
  make: (cell: Nullable<ICellData>, row: number, column: number) => T,
): T[][] {
  checkCellLimit(area)
  const matrix = sheet.getCellMatrix()
  const result: T[][] = []
  for (let row = area.row; row < area.row + area.rows; row++) {
    const cells = matrix.getRow(row)
    const line: T[] = []
    for (let column = area.column; column < area.column + area.columns; column++) {
      line.push(make(cells?.[column], row, column))
    }
    result.push(line)
  }
  return result
}

/** The value of a cell. */
export function scalarOf(cell: Nullable<ICellData>): CellScalar {
  if (!cell) return ''
  const value = cell.v
  if (value === undefined || value === null) return cell.p ? richText(cell) : ''
  if (cell.t === CellValueType.BOOLEAN)
    return value === true || value === 1 || value === '1' || value === 'TRUE'
  return value
}

function richText(cell: ICellData): string {
  return (cell.p?.body?.dataStream ?? '').replace(/\r?\n?$/, '').replaceAll('\r', '\n')
}

/** The formula of a cell, or its value where it has none. */
export function formulaOf(
  sheet: Worksheet,
  cell: Nullable<ICellData>,
  formulaAt: (row: number, column: number) => string | null,
  row: number,
  column: number,
): CellScalar {
  if (cell && (cell.f || cell.si)) return formulaAt(row, column) ?? cell.f ?? scalarOf(cell)
  void sheet
  return scalarOf(cell)
}

const errorText = /^#(N\/A|VALUE!|REF!|DIV\/0!|NUM!|NAME\?|NULL!|BUSY!|SPILL!|CALC!|CONNECT!|GETTING_DATA)$/

/** Excel's name of the value's type. */
export function valueTypeOf(value: CellScalar): string {
  if (value === '') return 'Empty'
  if (typeof value === 'number') return 'Double'
  if (typeof value === 'boolean') return 'Boolean'
  return errorText.test(value) ? 'Error' : 'String'
}

/** The smallest area from the first used cell to the last; null on an empty sheet. Formats alone do not count with `valuesOnly`. */
export function usedArea(sheet: Worksheet, within: Area, valuesOnly: boolean): Area | null {
  let top = Infinity
  let bottom = -1
  let left = Infinity
  let right = -1
  const lastRow = Math.min(within.row + within.rows, sheetRows) - 1
  const lastColumn = Math.min(within.column + within.columns, sheetColumns) - 1
  sheet.getCellMatrix().forRow((row, columns) => {
    if (row < within.row || row > lastRow) return
    for (const column of columns) {
      if (column < within.column || column > lastColumn) continue
      const cell = sheet.getCellRaw(row, column)
      if (!cell || !(hasContent(cell) || (!valuesOnly && cell.s))) continue
      if (row < top) top = row
      if (row > bottom) bottom = row
      if (column < left) left = column
      if (column > right) right = column
    }
  })
  if (bottom < 0) return null
  return {
    sheetId: within.sheetId,
    row: top,
    column: left,
    rows: bottom - top + 1,
    columns: right - left + 1,
  }
}

/** Whether the cell holds a value or a formula. */
export function hasContent(cell: Nullable<ICellData>): boolean {
  return (
    !!cell &&
    ((cell.v !== undefined && cell.v !== null && cell.v !== '') || !!cell.f || !!cell.si || !!cell.p)
  )
}
