import { sheetById } from '../book/book.ts'
import { type Area, makeArea } from '../grid/area.ts'
import { bodyArea, type BookTable, headerNames } from '../grid/tables.ts'
import { invalidArgument, itemAlreadyExists, itemNotFound } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'
import { deleteCells, insertCells } from './range-edits.ts'
import { writeValues } from './range-values.ts'
import { rangeRemote, type TableState } from './handles.ts'
import { filterRemote } from './table-filter.ts'
import {
  columns,
  type ColumnState,
  indexOf,
  refuseProtectedTable,
  resizeTable,
  tableOf,
} from './table-state.ts'

const numbers = new Map<string, number>()

function numberOf(state: ColumnState): number {
  const key = `${state.tableId} ${state.columnId}`
  const known = numbers.get(key)
  if (known !== undefined) return known
  const used = [...numbers]
    .filter(([each]) => each.startsWith(`${state.tableId} `))
    .map(([, number]) => number)
  const number = Math.max(0, ...used) + 1
  numbers.set(key, number)
  return number
}

/** Excel's TableColumnCollection. */
export const tableColumnsRemote = defineKind<TableState>('TableColumnCollection', () => ({
  read: { Count: s => tableOf(s).area.columns },
  items: s => columns(s).map(column => tableColumnRemote(column)),
  index: (s, [key]) => tableColumnRemote(find(s, key) ?? missing(key)),
  call: {
    Add: async (s, [index, values, name]) => tableColumnRemote(await addColumn(s, index, values, name)),
    GetCount: s => tableOf(s).area.columns,
    GetItem: (s, [key]) => tableColumnRemote(find(s, key) ?? missing(key)),
    GetItemAt: (s, [index]) => tableColumnRemote(columns(s)[Number(index)] ?? missing(index)),
    GetItemOrNullObject: (s, [key]) => {
      const column = find(s, key)
      return column && tableColumnRemote(column)
    },
  },
}))

const tableColumnRemote = defineKind<ColumnState>('TableColumn', () => ({
  identify: s => ({ Id: numberOf(s) }),
  read: {
    Id: numberOf,
    Index: indexOf,
    Name: s => headerNames(tableOf(s))[indexOf(s)] ?? '',
    Values: s => readColumn(s),
  },
  write: {
    Name: (s, name) => {
      if (typeof name !== 'string' || name === '') throw invalidArgument('A column needs a name.')
      const names = headerNames(tableOf(s))
      if (names.some((each, index) => index !== indexOf(s) && each.toLowerCase() === name.toLowerCase()))
        throw itemAlreadyExists(`There is already a column "${name}".`)
      writeValues({ book: s.book, area: columnArea(s, { ...tableOf(s).area, rows: 1 }) }, [[name]])
    },
    Values: (s, values) => writeValues({ book: s.book, area: columnArea(s, tableOf(s).area) }, values),
  },
  navigate: { Filter: s => filterRemote(s) },
  call: {
    GetRange: s => rangeRemote({ book: s.book, area: columnArea(s, tableOf(s).area) }),
    GetHeaderRowRange: s =>
      rangeRemote({ book: s.book, area: columnArea(s, { ...tableOf(s).area, rows: 1 }) }),
    GetDataBodyRange: s => rangeRemote({ book: s.book, area: columnArea(s, bodyArea(tableOf(s))) }),
    GetTotalRowRange: s => {
      const { area, look } = tableOf(s)
      if (!look.showTotals) throw itemNotFound('The table shows no totals.')
      return rangeRemote({
        book: s.book,
        area: columnArea(s, { ...area, row: area.row + area.rows - 1, rows: 1 }),
      })
    },
    Delete: s => deleteCells({ book: s.book, area: columnArea(s, tableOf(s).area) }, 'Left'),
  },
}))

function columnArea(state: ColumnState, within: Area): Area {
  return { ...within, column: within.column + indexOf(state), columns: 1 }
}

function find(state: TableState, key: unknown): ColumnState | null {
  const all = columns(state)
  if (typeof key === 'number') return all.find(column => numberOf(column) === key) ?? null
  const wanted = String(key).toLowerCase()
  const index = headerNames(tableOf(state)).findIndex(name => name.toLowerCase() === wanted)
  return all[index] ?? null
}

function missing(key: unknown): never {
  throw itemNotFound(`There is no column "${String(key)}" in the table.`)
}

function readColumn(state: ColumnState): unknown {
  return rangeRemote({ book: state.book, area: columnArea(state, tableOf(state).area) }).read('Values')
}

async function addColumn(
  state: TableState,
  index: unknown,
  values: unknown,
  name: unknown,
): Promise<ColumnState> {
  const table: BookTable = tableOf(state)
  refuseProtectedTable(table)
  const at = index === null || index === undefined || index === -1 ? table.area.columns : Number(index)
  if (!Number.isInteger(at) || at < 0 || at > table.area.columns)
    throw invalidArgument(`There is no place ${String(index)} for a column.`)
  const { area } = table
  const room = makeArea(area.sheetId, area.row, area.column + at, area.rows, 1)
  if (at < area.columns) await insertCells({ book: state.book, area: room }, 'Right')
  const wider = { ...tableOf(state).area, column: area.column, columns: area.columns + 1 }
  if (tableOf(state).area.columns === area.columns) resizeTable(tableOf(state), wider)
  if (values !== null && values !== undefined) {
    const given = Array.isArray(values) ? (values as unknown[]) : [[values]]
    const height = Math.min(given.length, room.rows)
    writeValues({ book: state.book, area: { ...room, rows: Math.max(1, height) } }, values)
  }
  const column = columns(state)[at]
  if (!column) throw new Error('The grid did not add the column.')
  if (typeof name === 'string' && name !== '')
    writeValues({ book: state.book, area: { ...room, rows: 1 } }, [[name]])
  void sheetById
  return column
}
