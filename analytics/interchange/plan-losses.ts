import { entityOf, type EntityName } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Field } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'
import { formatDay, formatMinute, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import type { NotUsed } from './not-used.ts'
import { exceptionRuns } from './exception-runs.ts'

/** What of a plan is not in a file made from it, told by the plan that reading the file gives: rows that are gone or new, and fields whose values
 *  are gone or others, each with how many and some examples. Row keys and where a plan came from are not compared; numbers are equal
 *  within the float noise of a decimal text. */
export function findLosses(before: Plan, after: Plan, file: string): NotUsed[] {
  const codes = { before: codesOf(before), after: codesOf(after) }
  const sheets = [
    ['project', [before.project], [after.project]] as const,
    ...planParts.map(part => [planSheets[part], rowsOf(before, part), rowsOf(after, part)] as const),
  ]
  return sheets.flatMap(([sheet, was, is]) =>
    compareSheet(sheet, named(sheet, was, codes.before), named(sheet, is, codes.after), file),
  )
}

const mostExamples = 5
const ignored = new Set(['source', 'isSample'])
/** The share of a value that a decimal text may be off. */
const noise = 1e-9

type Value = string | number | boolean | null
type Values = Map<string, Value>
/** Texts that stand for row keys: codes, or places where a sheet's codes may change. */
type Codes = ReadonlyMap<string, string>

function codesOf(plan: Plan): Codes {
  const codes = new Map<string, string>()
  for (const [i, { rowKey }] of plan.calendars.entries()) codes.set(`calendar ${rowKey}`, `#${i + 1}`)
  const coded = [
    ['activity', plan.activities],
    ['resource', plan.resources],
    ['costAccount', plan.costAccounts],
    ['baseline', plan.baselines],
  ] as const
  for (const [sheet, rows] of coded)
    for (const { rowKey, code } of rows) codes.set(`${sheet} ${rowKey}`, code)
  return codes
}

function rowsOf(plan: Plan, part: (typeof planParts)[number]): AnyRow[] {
  const rows: unknown = part === 'calendarExceptions' ? exceptionRuns(plan.calendarExceptions) : plan[part]
  return rows as AnyRow[]
}

/** Rows by what names them within their sheet, references as codes. */
function named(sheet: EntityName, rows: readonly object[], codes: Codes): Map<string, Values> {
  const fields = storedFields(entityOf(sheet)).filter(([name]) => !ignored.has(name))
  const found = new Map<string, Values>()
  for (const [i, row] of rows.entries()) {
    const values: Values = new Map(
      fields.map(([name, field]) => [
        name,
        valueOf(field, (row as Record<string, Value>)[name] ?? null, codes),
      ]),
    )
    const base = nameOf(sheet, values, i)
    let name = base
    for (let n = 2; found.has(name); n++) name = `${base} (${n})`
    found.set(name, values)
  }
  return found
}

function valueOf(field: Field<unknown>, value: Value, codes: Codes): Value {
  if (field.refersTo === null || value === null) return value
  return codes.get(`${field.refersTo} ${String(value)}`) ?? `? ${String(value)}`
}

const names: Partial<Record<EntityName, readonly string[]>> = {
  calendarException: ['calendarKey', 'fromDay'],
  link: ['predecessorKey', 'successorKey', 'kind'],
  assignment: ['activityKey', 'resourceKey'],
  budgetLine: ['costAccountKey', 'activityKey', 'kind', 'description'],
  costEntry: ['costAccountKey', 'activityKey', 'kind', 'voucher'],
  baselineActivity: ['baselineKey', 'activityKey'],
  progressRecord: ['activityKey', 'statusAt'],
  statusSnapshot: ['statusAt', 'origin'],
}

function nameOf(sheet: EntityName, values: Values, place: number): string {
  if (sheet === 'project') return 'project'
  // A calendar may be called by its name afterwards; formats keep the order.
  if (sheet === 'calendar') return `#${place + 1}`
  const { codeField, fields } = entityOf(sheet)
  const parts = codeField === null ? (names[sheet] ?? []) : [codeField]
  return parts.map(part => shown(fields[part] as Field<unknown>, values.get(part) ?? null)).join(' ')
}

function compareSheet(
  sheet: EntityName,
  before: ReadonlyMap<string, Values>,
  after: ReadonlyMap<string, Values>,
  file: string,
): NotUsed[] {
  const entity = entityOf(sheet)
  const lost = [...before.keys()].filter(name => !after.has(name))
  const added = [...after.keys()].filter(name => !before.has(name))
  const found = [...rowsLoss('export-rows-lost', sheet, lost), ...rowsLoss('export-rows-added', sheet, added)]
  for (const [name, field] of storedFields(entity)) {
    if (ignored.has(name)) continue
    const gone: string[] = []
    const changed: string[] = []
    for (const [row, was] of before) {
      const is = after.get(row)
      if (!is || isSame(was.get(name) ?? null, is.get(name) ?? null)) continue
      const value = shown(field, was.get(name) ?? null)
      if (isBlank(field, is.get(name) ?? null)) gone.push(`${rowLabel(row)}${value}`)
      else changed.push(`${rowLabel(row)}${value} → ${shown(field, is.get(name) ?? null)}`)
    }
    found.push(...fieldLoss('export-values-lost', sheet, name, field, gone))
    found.push(...fieldLoss('export-values-changed', sheet, name, field, changed))
  }
  return found.map(reason => ({ file, place: placeOf(reason), reason }))
}

function rowLabel(row: string): string {
  return row === 'project' ? '' : `${row}: `
}

function isBlank(field: Field<unknown>, value: Value): boolean {
  return value === null || (!field.nullable && value === field.initial)
}

function isSame(was: Value, is: Value): boolean {
  if (was === is) return true
  if (typeof was !== 'number' || typeof is !== 'number' || Number.isInteger(was)) return false
  return Math.abs(was - is) <= noise * Math.max(1, Math.abs(was))
}

function rowsLoss(
  code: 'export-rows-lost' | 'export-rows-added',
  sheet: EntityName,
  rows: string[],
): Problem[] {
  if (rows.length === 0) return []
  const data = {
    sheet: entityOf(sheet).sheet,
    count: rows.length,
    examples: rows.slice(0, mostExamples).map(row => row.slice(0, 80)),
  }
  return [{ code, at: { sheet }, data }]
}

function fieldLoss(
  code: 'export-values-lost' | 'export-values-changed',
  sheet: EntityName,
  name: string,
  field: Field<unknown>,
  values: string[],
): Problem[] {
  if (values.length === 0) return []
  const data = {
    sheet: entityOf(sheet).sheet,
    field: field.label,
    count: values.length,
    examples: values.slice(0, mostExamples).map(value => value.slice(0, 80)),
  }
  return [{ code, at: { sheet, field: name }, data }]
}

function placeOf({ at }: Problem): string {
  return at?.field === undefined ? (at?.sheet ?? '') : `${at.sheet}.${at.field}`
}

/** A value as people would read it in an example. */
function shown(field: Field<unknown>, value: Value): string {
  if (value === null) return '—'
  if (typeof value !== 'number') return String(value)
  switch (field.kind) {
    case 'start':
    case 'finish':
      return isDate(value) ? formatMinute(value as PlanMinute) : String(value)
    case 'day':
      return isDate(value * 1440) ? formatDay(value as PlanDay) : String(value)
    case 'quantity':
      return String(value / 1000)
    case 'unitPrice':
      return String(value / 10_000)
    case 'money':
      return String(value / 100)
    case 'work':
      return `${String(value / 60)} h`
    default:
      return String(value)
  }
}

/** Within what a date object can say: the years 1 to 9999. */
function isDate(minute: number): boolean {
  return minute >= -1035593280 && minute <= 4223371679
}
