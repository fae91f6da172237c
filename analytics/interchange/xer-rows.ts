import { minutesPerDay, parseMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { NotUsed } from './not-used.ts'
import type { XerFile, XerTable } from './xer-file.ts'

/** One row with typed access to its columns; what cannot be read is named and counts as blank. */
export interface XerRow {
  line: number
  /** The text of a column, blanks cut off; '' where the column or value is missing. */
  text(column: string): string
  /** Hours as whole minutes. */
  minutes(column: string): number | null
  number(column: string): number | null
  /** A date between 1970 and 2200. */
  date(column: string): PlanMinute | null
}

/** Reads tables row by row and remembers which columns were asked for, so that the rest can be named. */
export class XerReader {
  readonly file: XerFile
  readonly notUsed: NotUsed[]
  readonly #read = new Map<string, Set<string>>()
  readonly #choices = new Map<string, { problem: Problem; count: number }>()

  constructor(file: XerFile) {
    this.file = file
    this.notUsed = file.notUsed
  }

  /** The rows of a table; none when the file has no such table. */
  *rows(name: string): Generator<XerRow> {
    const read = this.#read.get(name) ?? new Set<string>()
    this.#read.set(name, read)
    const table = this.file.tables.get(name)
    if (!table) return
    for (const [i, row] of table.rows.entries())
      yield new TableRow(this, table, row, table.lines[i] as number, read)
  }

  /** Takes note of something left out, at a line of the file. */
  leaveOut(problem: Problem, line: number): void {
    const reason = { ...problem, at: { file: this.file.name, line, ...problem.at } }
    this.notUsed.push({ file: this.file.name, place: `line ${line}`, reason })
  }

  /** The meaning of a coded value; an unknown code gives the fallback and is counted by table, column and value. */
  choice<T extends string>(
    row: XerRow,
    table: string,
    column: string,
    choices: Record<string, T>,
    fallback: T,
  ): T {
    const value = row.text(column)
    const known = Object.hasOwn(choices, value) ? choices[value] : undefined
    if (known !== undefined || value === '') return known ?? fallback
    const key = `${table}.${column}=${value}`
    const seen = this.#choices.get(key)
    if (seen) seen.count++
    else {
      const problem: Problem = {
        code: 'xer-choice-unknown',
        at: { file: this.file.name, line: row.line },
        data: { table, column, value, used: fallback },
      }
      this.#choices.set(key, { problem, count: 1 })
    }
    return fallback
  }

  /** Everything met and not taken over: lines, unknown choices, whole tables and columns that hold values nobody asked for. */
  allNotUsed(): NotUsed[] {
    const file = this.file.name
    const found = [...this.notUsed]
    for (const { problem, count } of this.#choices.values())
      found.push({
        file,
        place: `line ${problem.at?.line}`,
        reason: { ...problem, data: { ...problem.data, count } },
      })
    for (const table of this.file.tables.values()) {
      const read = this.#read.get(table.name)
      if (!read) {
        if (table.rows.length > 0)
          found.push({
            file,
            place: table.name,
            reason: {
              code: 'xer-table-not-used',
              at: { file, line: table.line, part: table.name },
              data: { table: table.name, count: table.rows.length },
            },
          })
        continue
      }
      const columns: string[] = []
      for (const [column, index] of table.columns) {
        if (read.has(column)) continue
        const count = table.rows.reduce((sum, row) => sum + ((row[index] ?? '') === '' ? 0 : 1), 0)
        if (count > 0) columns.push(`${column} (${count})`)
      }
      if (columns.length > 0) {
        const reason = {
          code: 'xer-columns-not-used',
          at: { file, line: table.line, part: table.name },
          data: { table: table.name, columns },
        } as const
        found.push({ file, place: table.name, reason })
      }
    }
    return found
  }
}

/** A row that notes which of its columns were asked for. */
class TableRow implements XerRow {
  readonly line: number
  readonly #reader: XerReader
  readonly #table: XerTable
  readonly #values: string[]
  readonly #read: Set<string>

  constructor(reader: XerReader, table: XerTable, values: string[], line: number, read: Set<string>) {
    this.line = line
    this.#reader = reader
    this.#table = table
    this.#values = values
    this.#read = read
  }

  text(column: string): string {
    this.#read.add(column)
    const index = this.#table.columns.get(column)
    return index === undefined ? '' : (this.#values[index] ?? '').trim()
  }

  number(column: string): number | null {
    const value = this.text(column)
    if (value === '') return null
    const parsed = numberPattern.test(value) ? Number(value.replace(',', '.')) : Number.NaN
    return Number.isFinite(parsed) ? parsed : this.#unreadable(column, value)
  }

  minutes(column: string): number | null {
    const hours = this.number(column)
    const minutes = hours === null ? null : Math.round(hours * 60)
    if (minutes === null || Math.abs(minutes) <= mostMinutes) return minutes === 0 ? 0 : minutes
    return this.#unreadable(column, this.text(column))
  }

  date(column: string): PlanMinute | null {
    const value = this.text(column)
    if (value === '') return null
    const date = parseMinute(value)
    if (date === null) return this.#unreadable(column, value)
    if (date >= 0 && date < lastMinute) return date
    const data = { table: this.#table.name, column, date: value }
    this.#reader.leaveOut({ code: 'xer-date-far', data }, this.line)
    return null
  }

  #unreadable(column: string, value: string): null {
    const data = { table: this.#table.name, column, value: value.slice(0, 60) }
    this.#reader.leaveOut({ code: 'xer-value-unreadable', data }, this.line)
    return null
  }
}

const numberPattern = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i
/** The most a stored duration or lag can hold. */
const mostMinutes = 2_147_483_647
/** 2201-01-01. */
const lastMinute = 84_371 * minutesPerDay
