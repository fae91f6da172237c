import { mostMajor } from '#model/money.ts'
import { AppError, type Problem } from '#model/problems.ts'
import { parseCsv } from './csv.ts'
import type { NotUsed } from './not-used.ts'

export type DslibValue = string | number | boolean | null
/** A row of a DSLIB table, by column name of the tidied release; `line` names it to people. */
export interface DslibRow {
  line: number
  /** The sheet of a workbook the row stands on. */
  sheet?: string
  cells: Readonly<Record<string, DslibValue>>
}
/** One table of the release, whether it came from a .csv file or from sheets of a raw workbook. */
export interface DslibTable {
  file: string
  columns: readonly string[]
  rows: readonly DslibRow[]
  /** How people find a cell: row and column of a .csv, sheet and cell of a workbook. */
  placeOf: (row: DslibRow, column: string) => string
}

export const noTable: DslibTable = { file: '', columns: [], rows: [], placeOf: () => '' }

/** A table of comma-separated text with a header row; empty cells are null. Throws `file-truncated` when the text ends inside a row; a row
 *  inside the file that is too short or too long is noted. */
export function dslibTable(file: string, text: string, notUsed: NotUsed[]): DslibTable {
  const { records, closed } = parseCsv(text)
  const columns = records[0] ?? []
  const isCut = !closed || (records.at(-1)?.length ?? 0) < columns.length
  if (isCut) throw new AppError('file-truncated', { file, place: `row ${records.length}` })
  const rows = records.slice(1).map((record, index): DslibRow => {
    const cells: Record<string, DslibValue> = {}
    for (let i = 0; i < columns.length; i++) cells[columns[i] as string] = record[i] || null
    const row = { line: index + 2, cells }
    if (record.length !== columns.length) notUsed.push(wrongWidth(file, row, record.length, columns.length))
    return row
  })
  return { file, columns, rows, placeOf: (row, column) => `row ${row.line}, ${column}` }
}

function wrongWidth(file: string, row: DslibRow, found: number, expected: number): NotUsed {
  return { file, place: `row ${row.line}`, reason: { code: 'row-width', data: { found, expected } } }
}

/** Says of every column that no reader looked at how many values it held. */
export function unreadColumns(table: DslibTable, read: ReadonlySet<string>): NotUsed[] {
  return table.columns
    .filter(column => !read.has(column))
    .map(column => ({ column, count: table.rows.filter(row => row.cells[column] !== null).length }))
    .filter(({ count }) => count > 0)
    .map(({ column, count }) => ({
      file: table.file,
      place: column,
      reason: { code: 'column-not-used', data: { column, count } },
    }))
}

/** Notes something that was not taken over, at a row and column. */
export function noteAt(
  notUsed: NotUsed[],
  table: DslibTable,
  row: DslibRow,
  column: string,
  reason: Problem,
): void {
  notUsed.push({ file: table.file, place: table.placeOf(row, column), reason })
}

export function textOf(row: DslibRow, column: string): string | null {
  const value = row.cells[column] ?? null
  const text = value === null ? '' : String(value).trim()
  return text === '' ? null : text
}

/** The number of a cell; null when it is blank, no number or too large to be kept, which is then noted. */
export function numberOf(
  table: DslibTable,
  row: DslibRow,
  column: string,
  notUsed: NotUsed[],
): number | null {
  const value = row.cells[column] ?? null
  if (value === null || value === '') return null
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number === 'number' && Math.abs(number) <= mostMajor) return number
  noteAt(notUsed, table, row, column, { code: 'value-unreadable', data: { column, value: String(value) } })
  return null
}
