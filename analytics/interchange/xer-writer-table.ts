import type { PlanMinute } from '#model/plan-time.ts'

/** One table of P6 as it is written: texts by column. */
export interface P6Table {
  name: string
  columns: readonly string[]
  rows: (readonly string[])[]
}
export type P6Row = Readonly<Record<string, string | number | null>>

/** A table of rows given by column; a column that a row does not name stays blank. */
export function p6Table(name: string, columns: readonly string[], rows: readonly P6Row[]): P6Table {
  return {
    name,
    columns,
    rows: rows.map(row => columns.map(column => cellText(row[column] ?? null))),
  }
}

/** `2026-03-02 08:00`; null outside the years 100 to 9999, which no planner’s program holds. */
export function p6Date(minute: PlanMinute | number | null): string | null {
  if (minute === null || !Number.isFinite(minute) || minute < firstMinute || minute > lastMinute) return null
  return new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
/** 0100-01-01 and 9999-12-31T23:59 in minutes from 1970. */
const firstMinute = -983524320
const lastMinute = 4223371679

/** Minutes as P6's hours. */
export function p6Hours(minutes: number | null): number | null {
  return minutes === null || Number.isNaN(minutes) ? null : minutes / 60
}

export function p6Flag(value: boolean): 'Y' | 'N' {
  return value ? 'Y' : 'N'
}

/** Tabs and line breaks would end a cell of a .xer file. */
function cellText(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return plainNumber(value)
  return value.replace(/[\t\r\n\u2028\u2029]+/g, ' ')
}

/** Shortest digits that give the number back, never with an exponent. */
function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(value !== 0 && Math.abs(value) < 1 ? 15 : 0) : text
}
