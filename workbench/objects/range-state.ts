import type { Worksheet } from '@univerjs/core'
import { type Book, sheetById, sheetByName } from '../book/book.ts'
import {
  type Area,
  formatReference,
  parseReference,
  quoteSheetName,
  sheetColumns,
  sheetRows,
  splitSheetName,
} from '../grid/area.ts'
import { accessDenied, invalidArgument, invalidReference, itemNotFound } from '../protocol/office-error.ts'
import { isRemote } from '../protocol/remote.ts'
import type { RangeState } from './handles.ts'

export type { RangeState } from './handles.ts'

/** The sheet a range lies on. */
export function sheetOf(state: RangeState): Worksheet {
  return sheetById(state.book, state.area.sheetId)
}

/** The part of the area that the grid has cells for. */
export function clipToGrid(state: RangeState): Area | null {
  const sheet = sheetOf(state)
  const rows = Math.min(state.area.row + state.area.rows, sheet.getRowCount()) - state.area.row
  const columns = Math.min(state.area.column + state.area.columns, sheet.getColumnCount()) - state.area.column
  return rows > 0 && columns > 0 ? { ...state.area, rows, columns } : null
}

/** The area as the grid's own services take it. */
export function gridRange(area: Area): {
  startRow: number
  endRow: number
  startColumn: number
  endColumn: number
} {
  return {
    startRow: area.row,
    endRow: area.row + area.rows - 1,
    startColumn: area.column,
    endColumn: area.column + area.columns - 1,
  }
}

/** The area of a range of the grid. */
export function areaOfGridRange(
  sheetId: string,
  range: { startRow: number; endRow: number; startColumn: number; endColumn: number },
): Area {
  const row = Number.isNaN(range.startRow) ? 0 : range.startRow
  const column = Number.isNaN(range.startColumn) ? 0 : range.startColumn
  return {
    sheetId,
    row,
    column,
    rows: Number.isNaN(range.endRow) ? sheetRows - row : range.endRow - row + 1,
    columns: Number.isNaN(range.endColumn) ? sheetColumns - column : range.endColumn - column + 1,
  }
}

/** `Sheet1!A1:B2`. */
export function addressOf(state: RangeState): string {
  return `${quoteSheetName(sheetOf(state).getName())}!${formatReference(state.area)}`
}

/** The area that an address or a name stands for, `sheet` being meant where the address names none. */
export function areaOfAddress(book: Book, sheet: Worksheet, address: string): Area {
  const { sheetName, reference } = splitSheetName(address)
  const target = sheetName === null ? sheet : sheetByName(book, sheetName)
  if (!target) throw invalidReference(`There is no sheet "${sheetName ?? ''}".`)
  if (reference.includes(',')) throw invalidArgument('One range cannot have several areas.')
  const parsed = parseReference(reference)
  if (parsed) return { sheetId: target.getSheetId(), ...parsed }
  const named = areaOfName(book, reference)
  if (named) return named
  throw invalidArgument(`"${address}" is neither an address nor a name of this workbook.`)
}

function areaOfName(book: Book, name: string): Area | null {
  const defined = book.grid.api.getActiveWorkbook()?.getDefinedName(name)
  if (defined) {
    const { sheetName, reference } = splitSheetName(defined.getFormulaOrRefString())
    const sheet = sheetName === null ? null : sheetByName(book, sheetName)
    const parsed = parseReference(reference)
    return sheet && parsed ? { sheetId: sheet.getSheetId(), ...parsed } : null
  }
  return null
}

/** A range given as an argument: a range object or an address. */
export function areaArgument(book: Book, sheet: Worksheet, value: unknown): Area {
  if (typeof value === 'string') return areaOfAddress(book, sheet, value)
  if (isRemote(value) && value.kind === 'Range') return (value.state as RangeState).area
  throw invalidArgument('A range or an address is expected.')
}

/** Fails where the sheet is protected and one of the cells is locked (all are, unless they were unlocked). */
export function refuseIfProtected(state: RangeState): void {
  if (!state.book.parts.protection.has(state.area.sheetId)) return
  const area = clipToGrid(state)
  if (area && isUnlocked(state, area)) return
  throw accessDenied('The worksheet is protected.')
}

function isUnlocked(state: RangeState, area: Area): boolean {
  const sheet = sheetOf(state)
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      if (sheet.getCellRaw(row, column)?.custom?.['unlocked'] !== true) return false
    }
  }
  return true
}

/** The sheet, or `ItemNotFound`. */
export function requireSheet(book: Book, key: unknown): Worksheet {
  const sheet = findSheet(book, key)
  if (!sheet) throw itemNotFound(`There is no worksheet "${String(key)}".`)
  return sheet
}

/** A sheet by id or name; null when there is none. */
export function findSheet(book: Book, key: unknown): Worksheet | null {
  if (typeof key !== 'string' || key === '') return null
  return book.grid.workbook.getSheetBySheetId(key) ?? sheetByName(book, key)
}
