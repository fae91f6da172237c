import { type Area, containsArea, intersectAreas } from '../grid/area.ts'
import { type BookTable, findTable, tablesOfSheet } from '../grid/tables.ts'
import { accessDenied, invalidArgument, itemNotFound, OfficeError } from '../protocol/office-error.ts'
import { writeHeaders } from './add-table.ts'
import type { TableState } from './handles.ts'
import { gridRange } from './range-state.ts'

/** A column of a table, known by the grid's id of it. */
export interface ColumnState extends TableState {
  columnId: string
}

/** The table, or `ItemNotFound` where it has been deleted. */
export function tableOf(state: TableState): BookTable {
  const table = findTable(state.book, state.tableId)
  if (!table) throw itemNotFound('The table has been deleted.')
  return table
}

/** Fails where the table's sheet is protected. */
export function refuseProtectedTable(table: BookTable): void {
  if (table.book.parts.protection.has(table.area.sheetId)) throw accessDenied('The worksheet is protected.')
}

/** Changes a table's entry in the grid. */
export function configureTable(table: BookTable, config: object, before: object): void {
  const { book } = table
  const params = { unitId: book.grid.unitId, subUnitId: table.area.sheetId, tableId: table.id }
  book.log.apply(
    [{ id: 'sheet.mutation.set-sheet-table', params: { ...params, config } }],
    [{ id: 'sheet.mutation.set-sheet-table', params: { ...params, config: before } }],
  )
}

/** Gives the table another area; the header row stays where it is. */
export function resizeTable(table: BookTable, area: Area): void {
  refuseProtectedTable(table)
  if (area.row !== table.area.row || area.sheetId !== table.area.sheetId)
    throw invalidArgument('The header row stays where it is when a table is resized.')
  if (area.rows < 2) throw invalidArgument('A table needs a header row and at least one row.')
  if (!intersectAreas(area, table.area)) throw invalidArgument('The new area must overlap the table.')
  for (const other of tablesOfSheet(table.book, area.sheetId)) {
    if (other.id !== table.id && intersectAreas(other.area, area))
      throw new OfficeError('InvalidOperation', 'A table cannot overlap another table.')
  }
  configureTable(
    table,
    { updateRange: { newRange: gridRange(area) } },
    { updateRange: { newRange: gridRange(table.area) } },
  )
  if (!containsArea(table.area, area)) writeHeaders(table.book, area)
}

/** The columns of a table from left to right. */
export function columns(state: TableState): ColumnState[] {
  const { source, area } = tableOf(state)
  return Array.from({ length: area.columns }, (_, index) => ({
    book: state.book,
    tableId: state.tableId,
    columnId: source.getTableColumnByIndex(index)?.id ?? `at ${index}`,
  }))
}

/** Where in its table a column stands. */
export function indexOf(state: ColumnState): number {
  const index = columns(state).findIndex(column => column.columnId === state.columnId)
  if (index < 0) throw itemNotFound('The column has been deleted.')
  return index
}
