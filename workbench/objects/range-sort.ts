import type { ICellData, Nullable } from '@univerjs/core'
import { type CellScalar, scalarOf } from '../grid/read-cells.ts'
import { type CellMatrix, writeCells } from '../grid/write-cells.ts'
import { invalidArgument, notImplemented } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'
import { announceChange } from './change-events.ts'
import { clipToGrid, type RangeState, refuseIfProtected, sheetOf } from './range-state.ts'
import { plainText } from '../protocol/plain-text.ts'

interface SortField {
  key: number
  ascending: boolean
}

/** Excel's RangeSort. */
export const rangeSortRemote = defineKind<RangeState>('RangeSort', () => ({
  call: {
    Apply: (s, [fields, matchCase, hasHeaders, orientation]) => {
      if (orientation === 'Columns') throw notImplemented('RangeSort.Apply() by columns')
      sortArea(s, fields, matchCase === true, hasHeaders === true)
    },
  },
}))

/** Sorts the rows of the area; equal rows keep their order, empty cells come last. */
export function sortArea(state: RangeState, given: unknown, matchCase: boolean, hasHeaders: boolean): void {
  refuseIfProtected(state)
  const whole = clipToGrid(state)
  if (!whole) return
  const fields = readFields(given, whole.columns)
  const area = hasHeaders ? { ...whole, row: whole.row + 1, rows: whole.rows - 1 } : whole
  const sheet = sheetOf(state)
  const matrix = sheet.getCellMatrix()
  const rows = Array.from({ length: area.rows }, (_, index) => {
    const line: Nullable<ICellData>[] = []
    for (let column = area.column; column < area.column + area.columns; column++)
      line.push(matrix.getValue(area.row + index, column))
    return line
  })
  const sorted = [...rows].sort((a, b) => {
    for (const { key, ascending } of fields) {
      const order = compare(scalarOf(a[key]), scalarOf(b[key]), ascending, matchCase, state.book.language)
      if (order !== 0) return order
    }
    return 0
  })
  const cells: Record<number, CellMatrix[number]> = {}
  for (const [index, line] of sorted.entries()) {
    if (line === rows[index]) continue
    const row: CellMatrix[number] = {}
    for (const [at, cell] of line.entries()) {
      row[area.column + at] = {
        v: cell?.v ?? null,
        t: cell?.t ?? null,
        f: cell?.f ?? null,
        si: cell?.si ?? null,
        p: cell?.p ?? null,
        s: cell?.s ?? null,
      }
    }
    cells[area.row + index] = row
  }
  if (Object.keys(cells).length === 0) return
  writeCells(state.book.grid, state.book.log, sheet, area, cells)
  announceChange(state.book, { area }, 'RangeEdited', 'ThisLocalAddin')
}

function readFields(given: unknown, columns: number): SortField[] {
  if (!Array.isArray(given) || given.length === 0) throw invalidArgument('Sorting needs at least one field.')
  return (given as { key?: unknown; ascending?: unknown; sortOn?: unknown }[]).map(field => {
    if (field.sortOn !== undefined && field.sortOn !== null && field.sortOn !== 'Value')
      throw notImplemented(`Sorting on ${plainText(field.sortOn)}`)
    const key = Number(field.key)
    if (!Number.isInteger(key) || key < 0 || key >= columns)
      throw invalidArgument(`There is no column ${String(field.key)} to sort by.`)
    return { key, ascending: field.ascending !== false }
  })
}

function rank(value: CellScalar): number {
  if (value === '') return 3
  return typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2
}

function compare(
  a: CellScalar,
  b: CellScalar,
  ascending: boolean,
  matchCase: boolean,
  language: string,
): number {
  if (a === '' || b === '') return rank(a) === rank(b) ? 0 : a === '' ? 1 : -1
  const sign = ascending ? 1 : -1
  if (rank(a) !== rank(b)) return sign * (rank(a) - rank(b))
  if (typeof a === 'string' && typeof b === 'string')
    return sign * a.localeCompare(b, language, { sensitivity: matchCase ? 'variant' : 'accent' })
  return sign * (Number(a) - Number(b))
}
