import { sheetById, type Book } from '../book/book.ts'
import { intersectAreas, containsArea } from '../grid/area.ts'
import { type BookTable, findTable, tablesOfBook, tablesOfSheet } from '../grid/tables.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { invalidArgument, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { addTable } from './add-table.ts'
import { eventCalls } from './event-registration.ts'
import { areaArgument, type RangeState } from './range-state.ts'
import { tableRemote } from './handles.ts'

interface CollectionState {
  book: Book
  /** Null for the tables of the whole workbook. */
  sheetId: string | null
}

/** Excel's TableCollection, of the workbook or of a sheet. */
defineKind<CollectionState>('TableCollection', () => ({
  read: { Count: s => listed(s).length },
  items: s => listed(s).map(remote),
  index: (s, [key]) => remote(find(s, key) ?? missing(key)),
  call: {
    Add: (s, [address, hasHeaders]) => {
      const sheet = s.sheetId === null ? s.book.grid.workbook.getActiveSheet() : sheetById(s.book, s.sheetId)
      return remote(addTable(s.book, areaArgument(s.book, sheet, address), hasHeaders === true))
    },
    GetCount: s => listed(s).length,
    GetItem: (s, [key]) => remote(find(s, key) ?? missing(key)),
    GetItemAt: (s, [index]) => remote(listed(s)[Number(index)] ?? missing(index)),
    GetItemOrNullObject: (s, [key]) => {
      const table = find(s, key)
      return table && remote(table)
    },
    ...eventCalls<CollectionState>(s => s.sheetId ?? workbookTarget, {
      DataChangedEvent: eventType.tableChanged,
      AddedEvent: eventType.tableAdded,
      DeletedEvent: eventType.tableDeleted,
    }),
  },
}))

/** The tables that touch a range, or lie wholly inside it. */
defineKind<RangeState & { fully?: boolean }>('TableScopedCollection', () => ({
  items: s => scoped(s).map(remote),
  index: (s, [key]) =>
    remote(scoped(s).find(table => table.name === key || table.id === key) ?? missing(key)),
  call: {
    GetCount: s => scoped(s).length,
    GetFirst: s => remote(scoped(s)[0] ?? missing('first')),
    GetItemOrNullObject: (s, [key]) => {
      const table = scoped(s).find(each => each.name === key || each.id === key)
      return table ? remote(table) : null
    },
  },
}))

function scoped(state: RangeState & { fully?: boolean }): BookTable[] {
  return tablesOfSheet(state.book, state.area.sheetId).filter(table =>
    state.fully ? containsArea(state.area, table.area) : intersectAreas(table.area, state.area) !== null,
  )
}

function listed(state: CollectionState): BookTable[] {
  return state.sheetId === null ? tablesOfBook(state.book) : tablesOfSheet(state.book, state.sheetId)
}

function find(state: CollectionState, key: unknown): BookTable | null {
  const table = findTable(state.book, key)
  if (key !== null && typeof key !== 'string') throw invalidArgument("A table's key is its name or id.")
  return table && (state.sheetId === null || table.area.sheetId === state.sheetId) ? table : null
}

function remote(table: BookTable): Remote {
  return tableRemote({ book: table.book, tableId: table.id })
}

function missing(key: unknown): never {
  throw itemNotFound(`There is no table "${String(key)}".`)
}
