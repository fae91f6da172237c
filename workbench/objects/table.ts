import { sheetById, type TableLook } from '../book/book.ts'
import { type Area } from '../grid/area.ts'
import { bodyArea, type BookTable, findTable, headerArea } from '../grid/tables.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { invalidArgument, itemAlreadyExists, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { eventCalls } from './event-registration.ts'
import { areaArgument, gridRange } from './range-state.ts'
import { rangeRemote, type TableState, worksheetRemote } from './handles.ts'
import { configureTable, refuseProtectedTable, resizeTable, tableOf } from './table-state.ts'
import { clearTableFilters, tableAutoFilterRemote } from './table-filter.ts'
import { tableColumnsRemote } from './table-columns.ts'
import { tableRowsRemote } from './table-rows.ts'
import { tableSortRemote } from './table-sort.ts'
import { deleteCells } from './range-edits.ts'
import { applyTableStyle } from '../grid/table-theme.ts'

/** Excel's Table. */
defineKind<TableState>('Table', () => ({
  identify: s => ({ Id: s.tableId }),
  read: {
    Id: s => s.tableId,
    Name: s => tableOf(s).name,
    LegacyId: s => s.tableId,
    Style: s => tableOf(s).look.style,
    ShowHeaders: () => true,
    ShowTotals: s => tableOf(s).look.showTotals,
    ShowBandedRows: s => tableOf(s).look.showBandedRows,
    ShowBandedColumns: s => tableOf(s).look.showBandedColumns,
    ShowFilterButton: s => tableOf(s).look.showFilterButton,
    HighlightFirstColumn: s => tableOf(s).look.highlightFirstColumn,
    HighlightLastColumn: s => tableOf(s).look.highlightLastColumn,
  },
  write: {
    Name: (s, name) => renameTable(tableOf(s), name),
    Style: (s, style) => setLook(s, { style: String(style) }),
    ShowBandedRows: (s, on) => setLook(s, { showBandedRows: on === true }),
    ShowBandedColumns: (s, on) => setLook(s, { showBandedColumns: on === true }),
    ShowFilterButton: (s, on) => setLook(s, { showFilterButton: on === true }),
    HighlightFirstColumn: (s, on) => setLook(s, { highlightFirstColumn: on === true }),
    HighlightLastColumn: (s, on) => setLook(s, { highlightLastColumn: on === true }),
    ShowTotals: (s, on) => showTotals(s, on === true),
  },
  navigate: {
    Columns: s => tableColumnsRemote(s),
    Rows: s => tableRowsRemote(s),
    Sort: s => tableSortRemote(s),
    AutoFilter: s => tableAutoFilterRemote(s),
    Worksheet: s => worksheetRemote({ book: s.book, sheetId: tableOf(s).area.sheetId }),
  },
  call: {
    GetRange: s => range(s, tableOf(s).area),
    GetHeaderRowRange: s => range(s, headerArea(tableOf(s))),
    GetDataBodyRange: s => range(s, bodyArea(tableOf(s))),
    GetTotalRowRange: s => {
      const { area, look } = tableOf(s)
      if (!look.showTotals) throw itemNotFound('The table shows no totals.')
      return range(s, { ...area, row: area.row + area.rows - 1, rows: 1 })
    },
    Resize: (s, [given]) => {
      const table = tableOf(s)
      resizeTable(table, areaArgument(s.book, sheetById(s.book, table.area.sheetId), given))
    },
    ConvertToRange: s => {
      const { area } = tableOf(s)
      removeTable(s)
      return range(s, area)
    },
    Delete: async s => {
      const { area } = tableOf(s)
      removeTable(s)
      await deleteCells({ book: s.book, area }, 'Up')
    },
    ClearFilters: s => clearTableFilters(tableOf(s)),
    ReapplyFilters: () => null,
    ...eventCalls<TableState>(s => s.tableId, {
      DataChangedEvent: eventType.tableChanged,
      SelectionChangedEvent: eventType.tableSelectionChanged,
    }),
  },
}))

function range(state: TableState, area: Area): Remote {
  return rangeRemote({ book: state.book, area })
}

function renameTable(table: BookTable, name: unknown): void {
  refuseProtectedTable(table)
  if (
    typeof name !== 'string' ||
    !/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) ||
    /^[A-Za-z]{1,3}\d+$/.test(name)
  ) {
    throw invalidArgument(
      `"${String(name)}" cannot be a table's name: letters, digits, _ and . without blanks, not like a cell's address.`,
    )
  }
  const other = findTable(table.book, name)
  if (other && other.id !== table.id) throw itemAlreadyExists(`There is already a table "${name}".`)
  if (table.book.grid.api.getActiveWorkbook()?.getDefinedName(name))
    throw itemAlreadyExists(`There is already a name "${name}".`)
  if (name !== table.name) configureTable(table, { name }, { name: table.name })
}

function removeTable(state: TableState): void {
  const table = tableOf(state)
  refuseProtectedTable(table)
  clearTableFilters(table)
  const { book } = state
  const params = { unitId: book.grid.unitId, subUnitId: table.area.sheetId, tableId: table.id }
  const json = table.source.toJSON()
  const header = json.columns.map(column => column.displayName)
  book.log.apply(
    [{ id: 'sheet.mutation.delete-table', params }],
    [
      {
        id: 'sheet.mutation.add-table',
        params: { ...params, name: table.name, range: gridRange(table.area), header, options: {} },
      },
    ],
  )
  for (const to of [workbookTarget, table.area.sheetId]) {
    book.events.fire(eventType.tableDeleted, to, {
      tableId: table.id,
      tableName: table.name,
      worksheetId: table.area.sheetId,
      source: 'Local',
    })
  }
}

function setLook(state: TableState, change: Partial<TableLook>): void {
  const table = tableOf(state)
  refuseProtectedTable(table)
  const look = { ...table.look, ...change }
  state.book.parts.tableLooks.set(table.id, look)
  applyTableStyle(table, look)
}

function showTotals(state: TableState, on: boolean): void {
  const table = tableOf(state)
  refuseProtectedTable(table)
  if (on === table.look.showTotals) return
  state.book.parts.tableLooks.set(table.id, { ...table.look, showTotals: on })
  const { area } = table
  resizeTable(table, { ...area, rows: area.rows + (on ? 1 : -1) })
}
