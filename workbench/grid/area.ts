import { invalidArgument, invalidReference } from '../protocol/office-error.ts'

/** The size of a sheet, as in Excel. */
export const sheetRows = 1_048_576
/** The size of a sheet, as in Excel. */
export const sheetColumns = 16_384

/** A rectangle of cells; indexes from 0. */
export interface Area {
  readonly sheetId: string
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/** Column letters of an index: 0 is `A`. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** Index of column letters: `A` is 0. */
export function columnIndex(letters: string): number {
  let index = 0
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

/** An area without its sheet: `A1`, `A1:B2`, `A:C`, `2:5`, with or without `$`. Null when the text is no such reference. */
export function parseReference(text: string): Omit<Area, 'sheetId'> | null {
  const plain = text.replaceAll('$', '').trim().toUpperCase()
  const cells = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(plain)
  if (cells) {
    const [, c1 = '', r1 = '', c2 = c1, r2 = r1] = cells
    return normalized(Number(r1) - 1, columnIndex(c1), Number(r2) - 1, columnIndex(c2))
  }
  const columns = /^([A-Z]{1,3}):([A-Z]{1,3})$/.exec(plain)
  if (columns)
    return normalized(0, columnIndex(columns[1] ?? ''), sheetRows - 1, columnIndex(columns[2] ?? ''))
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(plain)
  if (rows) return normalized(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, sheetColumns - 1)
  return null
}

function normalized(r1: number, c1: number, r2: number, c2: number): Omit<Area, 'sheetId'> | null {
  const row = Math.min(r1, r2)
  const column = Math.min(c1, c2)
  const rows = Math.abs(r2 - r1) + 1
  const columns = Math.abs(c2 - c1) + 1
  if (row < 0 || row + rows > sheetRows || column + columns > sheetColumns) return null
  return { row, column, rows, columns }
}

/** Splits `'My sheet'!A1` into the sheet's name (null when none) and the rest. */
export function splitSheetName(address: string): { sheetName: string | null; reference: string } {
  const text = address.startsWith('=') ? address.slice(1) : address
  const bang = text.lastIndexOf('!')
  if (bang < 0) return { sheetName: null, reference: text }
  const name = text.slice(0, bang)
  const sheetName =
    name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name
  return { sheetName, reference: text.slice(bang + 1) }
}

/** `A1:B2`, `A:C` or `2:5` as Excel writes it. */
export function formatReference(area: Omit<Area, 'sheetId'>): string {
  const lastColumn = area.column + area.columns - 1
  const lastRow = area.row + area.rows
  if (area.rows === sheetRows) return `${columnLetters(area.column)}:${columnLetters(lastColumn)}`
  if (area.columns === sheetColumns) return `${area.row + 1}:${lastRow}`
  const first = `${columnLetters(area.column)}${area.row + 1}`
  return area.rows === 1 && area.columns === 1 ? first : `${first}:${columnLetters(lastColumn)}${lastRow}`
}

/** The sheet's name as it stands before `!`, in quotes where needed. */
export function quoteSheetName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) ? name : `'${name.replaceAll("'", "''")}'`
}

/** A part of an area by offsets; fails with `InvalidArgument` where it leaves the sheet. */
export function makeArea(sheetId: string, row: number, column: number, rows: number, columns: number): Area {
  const whole = [row, column, rows, columns]
  if (!whole.every(Number.isInteger) || rows < 1 || columns < 1)
    throw invalidArgument('A range needs whole, positive sizes.')
  if (row < 0 || column < 0 || row + rows > sheetRows || column + columns > sheetColumns) {
    throw invalidArgument('The range leaves the sheet.')
  }
  return { sheetId, row, column, rows, columns }
}

/** The cells both areas share; null when they share none. */
export function intersectAreas(a: Area, b: Area): Area | null {
  if (a.sheetId !== b.sheetId) return null
  const row = Math.max(a.row, b.row)
  const column = Math.max(a.column, b.column)
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column
  return rows > 0 && columns > 0 ? { sheetId: a.sheetId, row, column, rows, columns } : null
}

/** Whether `inner` lies within `outer`. */
export function containsArea(outer: Area, inner: Area): boolean {
  const shared = intersectAreas(outer, inner)
  return shared !== null && shared.rows === inner.rows && shared.columns === inner.columns
}

/** The area of a reference on a sheet, or `InvalidArgument`. */
export function areaOfReference(sheetId: string, reference: string): Area {
  const parsed = parseReference(reference)
  if (!parsed) throw invalidReference(`"${reference}" is not an address.`)
  return { sheetId, ...parsed }
}
