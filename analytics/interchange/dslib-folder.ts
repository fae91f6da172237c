import { gunzipSync } from 'fflate'
import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import {
  dslibPlan,
  dslibTableNames,
  type DslibProjectRows,
  type DslibTableName,
  type DslibTables,
} from './dslib-plan.ts'
import { dslibTable, noTable, textOf, unreadColumns, type DslibRow } from './dslib-table.ts'
import type { NotUsed } from './not-used.ts'

/** Columns that the readers look at; the values of all others are counted as not used. */
export const readColumns: Record<DslibTableName, string> = {
  projects: 'project_id family_id name sector bac_eur',
  activities:
    'project_id activity_id name wbs kind predecessors successors baseline_start baseline_end duration_text resource_demand resource_cost fixed_cost variable_cost total_cost',
  resources: 'project_id resource_id name type availability cost_per_use cost_per_unit',
  calendars: 'project_id working_hours_start working_days',
  holidays: 'project_id date',
  risk_profiles: 'project_id activity_id profile optimistic most_probable pessimistic',
  tracking_periods: 'project_id period period_name status_date pv ev ac es_date spi cpi spi_t',
  tracking_sheets: 'project_id period status_date',
  tracking_activities:
    'project_id period activity_id actual_start actual_duration_text remaining_duration_text actual_cost pct_complete status ev pv',
}
/** The tables without which there is no project. */
const needed: readonly DslibTableName[] = ['projects', 'activities']
const known = new Set<string>([...dslibTableNames, 'issues'])
/** What the release's list of issues says that the tables themselves do not show. */
const listedIssues = new Set(['no_risk_sheet', 'date_in_number_cell'])

/** The projects of a DSLIB folder as plans with their history. `files` holds the folder's files by name, plain or gzipped; files of other
 *  names are listed as not used. Throws `file-kind-unknown` when a table that every project needs is missing, `file-unreadable` for bytes
 *  that cannot be unpacked.
 *  Source: the operations research and scheduling group's empirical project data, Batselier & Vanhoucke (2015), IJPM 33(3), 697-710. */
export function readDslibFolder(files: ReadonlyMap<string, Uint8Array>): {
  plans: Plan[]
  notUsed: NotUsed[]
} {
  const notUsed: NotUsed[] = []
  const texts = new Map([...files].map(([name, bytes]) => [tableName(name), { name, bytes }]))
  for (const [table, { name }] of texts)
    if (!known.has(table))
      notUsed.push({ file: name, place: name, reason: { code: 'file-kind-unknown', data: { file: name } } })
  for (const name of needed)
    if (!texts.has(name)) throw new AppError('file-kind-unknown', { file: `${name}.csv` })
  const tables = Object.fromEntries(
    dslibTableNames.map(name => {
      const file = texts.get(name)
      return [name, file ? dslibTable(file.name, textOfFile(file.name, file.bytes), notUsed) : noTable]
    }),
  ) as DslibTables
  const grouped = groupByProject(tables)
  const plans = tables.projects.rows.map(row => {
    const code = textOf(row, 'project_id') ?? ''
    return dslibPlan(code, tables, rowsOf(grouped, code), notUsed)
  })
  notUsed.push(...listed(texts.get('issues'), notUsed))
  for (const name of dslibTableNames)
    notUsed.push(...unreadColumns(tables[name], new Set(readColumns[name].split(' '))))
  return { plans, notUsed }
}

/** True when file names look like a DSLIB folder. */
export function isDslibFolder(names: Iterable<string>): boolean {
  const tables = new Set([...names].map(tableName))
  return needed.every(name => tables.has(name))
}

function tableName(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.csv(\.gz)?$/, '')
}

function textOfFile(name: string, bytes: Uint8Array): string {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return new TextDecoder().decode(bytes)
  try {
    return new TextDecoder().decode(gunzipSync(bytes))
  } catch (cause) {
    throw new AppError('file-truncated', { file: name, place: `${bytes.length} B` }, { cause })
  }
}

type Grouped = Record<DslibTableName, Map<string, DslibRow[]>>

function groupByProject(tables: DslibTables): Grouped {
  return Object.fromEntries(
    dslibTableNames.map(name => {
      const groups = new Map<string, DslibRow[]>()
      for (const row of tables[name].rows) {
        const code = textOf(row, 'project_id') ?? ''
        const group = groups.get(code)
        if (group) group.push(row)
        else groups.set(code, [row])
      }
      return [name, groups]
    }),
  ) as Grouped
}

function rowsOf(grouped: Grouped, code: string): DslibProjectRows {
  return Object.fromEntries(
    dslibTableNames.map(name => [name, grouped[name].get(code) ?? []]),
  ) as unknown as DslibProjectRows
}

function listed(issues: { name: string; bytes: Uint8Array } | undefined, notUsed: NotUsed[]): NotUsed[] {
  if (!issues) return []
  return dslibTable(issues.name, textOfFile(issues.name, issues.bytes), notUsed)
    .rows.filter(row => listedIssues.has(textOf(row, 'problem') ?? ''))
    .map(row => {
      const place = [textOf(row, 'project_id'), textOf(row, 'place')].filter(Boolean).join(', ')
      return textOf(row, 'problem') === 'no_risk_sheet'
        ? {
            file: issues.name,
            place,
            reason: { code: 'sheet-missing', data: { file: place, sheet: 'Risk Analysis' } },
          }
        : {
            file: issues.name,
            place,
            reason: {
              code: 'dates-in-number-cells',
              data: { count: Number(textOf(row, 'count')), value: textOf(row, 'example') },
            },
          }
    })
}
