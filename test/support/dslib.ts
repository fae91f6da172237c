import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { dslibTable, type DslibRow } from '#interchange/dslib-table.ts'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import type { Plan } from '#model/plan.ts'

const folder = path.resolve(import.meta.dirname, '../../../shared/data/dslib')
/** True when the empirical project data lie beside the project. */
export const hasDslib = existsSync(path.join(folder, 'tracking_periods.csv'))
/** What a skipped test says. */
export const withoutDslib = hasDslib ? '' : ' (skipped: no ../shared/data/dslib)'

/** Rows of one table of the release, cells as text. */
export function dslibRows(name: string): readonly DslibRow[] {
  const bytes = readFileSync(path.join(folder, name))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return dslibTable(name, text, []).rows
}

/** The projects of the release as plans, from the tables named. */
export function dslibPlans(tables: readonly string[]): Plan[] {
  const names = readdirSync(folder).filter(name => tables.some(table => name.startsWith(`${table}.csv`)))
  const files = new Map(names.map(name => [name, new Uint8Array(readFileSync(path.join(folder, name)))]))
  return readDslibFolder(files).plans
}
