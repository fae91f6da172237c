import type { Book } from '../book/book.ts'
import type { Area } from '../grid/area.ts'
import { makeRemote, type Remote } from '../protocol/remote.ts'

/** Cells of one sheet of the book. */
export interface RangeState {
  book: Book
  area: Area
}

/** A worksheet, known by its id. */
export interface SheetState {
  book: Book
  sheetId: string
}

/** A table, looked up by its id each time. */
export interface TableState {
  book: Book
  tableId: string
}

/** Names or tables of the workbook (null) or of one sheet. */
export interface ScopeState {
  book: Book
  sheetId: string | null
}

/** A range object. */
export function rangeRemote(state: RangeState): Remote {
  return makeRemote('Range', state)
}

/** Several ranges as one object. */
export function rangeAreasRemote(state: { book: Book; areas: Area[] }): Remote {
  return makeRemote('RangeAreas', state)
}

/** A worksheet object. */
export function worksheetRemote(state: SheetState): Remote {
  return makeRemote('Worksheet', state)
}

/** A table object. */
export function tableRemote(state: TableState): Remote {
  return makeRemote('Table', state)
}

/** The tables of the workbook or of a sheet. */
export function tableCollectionRemote(state: ScopeState): Remote {
  return makeRemote('TableCollection', state)
}

/** The names of the workbook or of a sheet. */
export function nameCollectionRemote(state: ScopeState): Remote {
  return makeRemote('NamedItemCollection', state)
}

/** The tables that touch a range. */
export function tableScopeRemote(state: RangeState): Remote {
  return makeRemote('TableScopedCollection', state)
}
