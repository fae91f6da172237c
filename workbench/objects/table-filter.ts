import type { BookTable } from '../grid/tables.ts'
import { notImplemented } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'
import { rangeRemote, type TableState } from './handles.ts'
import { columns, type ColumnState, indexOf, tableOf } from './table-state.ts'
import { filterOfCriteria } from './filter-criteria.ts'

/** The filter of one column of a table. */
export const filterRemote = defineKind<ColumnState>('Filter', () => ({
  read: { Criteria: s => criteria.get(keyOf(s)) ?? null },
  call: {
    Apply: (s, [given]) => apply(s, given),
    ApplyValuesFilter: (s, [values]) => apply(s, { filterOn: 'Values', values }),
    ApplyCustomFilter: (s, [criterion1, criterion2, operator]) =>
      apply(s, { filterOn: 'Custom', criterion1, criterion2, operator }),
    ApplyTopItemsFilter: (s, [count]) => apply(s, { filterOn: 'TopItems', criterion1: count }),
    Clear: s => setFilter(tableOf(s), indexOf(s), undefined, () => criteria.delete(keyOf(s))),
  },
}))

/** The filter of a whole table. */
export const tableAutoFilterRemote = defineKind<TableState>('AutoFilter', () => ({
  read: {
    Enabled: s => tableOf(s).look.showFilterButton,
    IsDataFiltered: s =>
      columns(s).some((_, index) => tableOf(s).source.getTableFilterColumn(index) !== undefined),
    Criteria: s => columns(s).map(column => criteria.get(keyOf(column)) ?? null),
  },
  call: {
    Apply: (s, [, index, given]) => {
      const column = columns(s)[Number(index)]
      if (column && given) apply(column, given)
    },
    ClearCriteria: s => clearTableFilters(tableOf(s)),
    ClearColumnCriteria: (s, [index]) => setFilter(tableOf(s), Number(index), undefined, () => undefined),
    GetRange: s => rangeRemote({ book: s.book, area: tableOf(s).area }),
    GetRangeOrNullObject: s => rangeRemote({ book: s.book, area: tableOf(s).area }),
    Reapply: () => null,
    Remove: () => {
      throw notImplemented('AutoFilter.Remove() of a table')
    },
  },
}))

const criteria = new Map<string, unknown>()

function keyOf(state: ColumnState): string {
  return `${state.tableId} ${state.columnId}`
}

function apply(state: ColumnState, given: unknown): void {
  setFilter(tableOf(state), indexOf(state), filterOfCriteria(given), () => criteria.set(keyOf(state), given))
}

function setFilter(table: BookTable, column: number, filter: object | undefined, done: () => void): void {
  const { book } = table
  const before = table.source.getTableFilterColumn(column)
  const params = (tableFilter: object | undefined) => ({
    unitId: book.grid.unitId,
    subUnitId: table.area.sheetId,
    tableId: table.id,
    column,
    tableFilter,
  })
  book.log.apply(
    [{ id: 'sheet.mutation.set-table-filter', params: params(filter) }],
    [{ id: 'sheet.mutation.set-table-filter', params: params(before) }],
  )
  done()
}

/** Shows all rows of the table again. */
export function clearTableFilters(table: BookTable): void {
  for (let column = 0; column < table.area.columns; column++) {
    if (table.source.getTableFilterColumn(column) !== undefined)
      setFilter(table, column, undefined, () => undefined)
  }
}
