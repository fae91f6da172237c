import { lagDaysOf } from '#calc/lag-days.ts'
import { formatLinkText, lagToText, type TextLink } from '#calc/link-text.ts'
import { constraintDateField, constraintKindFields } from '#model/constraint-date.ts'
import type { CellValue, Language } from '#model/contract.ts'
import { entityOf, type EntityName } from '#model/entities.ts'
import type { Field } from '#model/field.ts'
import { showCell, type CellContext, type RawCell } from '#model/parse-cell.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'
import type { Plan } from '#model/plan.ts'
import { formatDay, formatMinute, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import { templateContexts } from './template-context.ts'
import { templateColumns, templateSheets } from './template-workbook.ts'

/** One sheet of a filled template: cells row by row under the template's columns. */
export interface PlanSheetCells {
  entity: EntityName
  columns: [string, Field<unknown>][]
  rows: RawCell[][]
}

/** The rows of a plan as the cells of our template, links as texts beside their successors. Dates are Excel serials, or texts such as
 *  `2026-03-02 08:00` where `dates` says so. */
export function planSheetCells(
  plan: Plan,
  language: Language,
  dates: 'serial' | 'text' = 'serial',
): PlanSheetCells[] {
  const { project, calendars, calendarExceptions } = plan
  const contexts = templateContexts(project.currency, calendars, calendarExceptions, project.calendarKey)
  const codes = codesOf(plan)
  const predecessors = predecessorTexts(plan, codes)
  const calendarOf = new Map<string, string | null>(
    plan.activities.map(activity => [activity.rowKey, activity.calendarKey]),
  )
  return templateSheets.map(entity => {
    const columns = templateColumns(entityOf(entity))
    const rows = rowsOf(plan, entity).map(row => {
      const context = contexts.of(calendarKeyOf(row, calendarOf), language)
      return columns.map(([name, field]): RawCell => {
        if (name === 'predecessors') return predecessors.get(String(row['rowKey'])) ?? null
        const value = row[name] ?? null
        if (value === null) return null
        if (field.refersTo !== null) return codes.get(`${field.refersTo} ${String(value)}`) ?? null
        const read = constraintDateField(field, row[constraintKindFields.get(name) ?? ''] ?? null)
        return dates === 'text' && isDate(read)
          ? dateText(read, value, context)
          : showCell(read, value, context)
      })
    })
    return { entity, columns, rows }
  })
}

type PlainRow = Readonly<Record<string, CellValue>>

function rowsOf(plan: Plan, entity: EntityName): PlainRow[] {
  if (entity === 'project') return [plan.project as unknown as PlainRow]
  const part = planParts.find(one => planSheets[one] === entity)
  return part ? (plan[part] as unknown as PlainRow[]) : []
}

/** The calendar a row goes by when it is read: its own, or that of its activity. */
function calendarKeyOf(row: PlainRow, ofActivity: ReadonlyMap<string, string | null>): string | null {
  if (typeof row['calendarKey'] === 'string') return row['calendarKey']
  const activity = row['activityKey']
  return typeof activity === 'string' ? (ofActivity.get(activity) ?? null) : null
}

function codesOf(plan: Plan): Map<string, string> {
  const codes = new Map<string, string>()
  for (const part of planParts) {
    const { codeField } = entityOf(planSheets[part])
    if (codeField === null) continue
    for (const row of plan[part] as unknown as PlainRow[])
      codes.set(`${planSheets[part]} ${String(row['rowKey'])}`, String(row[codeField]))
  }
  return codes
}

function predecessorTexts(
  { activities, links, calendars, project }: Plan,
  codes: ReadonlyMap<string, string>,
): Map<string, string> {
  const lagDays = lagDaysOf(activities, calendars, project.calendarKey)
  const texts = new Map<string, TextLink[]>()
  for (const link of links) {
    const code = codes.get(`activity ${link.predecessorKey}`)
    if (code === undefined) continue
    const own = texts.get(link.successorKey) ?? []
    texts.set(link.successorKey, own)
    own.push({ code, kind: link.kind, lag: lagToText(link, lagDays.of(link.predecessorKey).perDay) })
  }
  return new Map([...texts].map(([key, own]) => [key, formatLinkText(own)]))
}

function isDate({ kind }: Field<unknown>): boolean {
  return kind === 'day' || kind === 'start' || kind === 'finish'
}

/** A day where that says it all, else day and time. */
function dateText(field: Field<unknown>, value: CellValue, context: CellContext): string {
  if (field.kind === 'day') return formatDay(value as PlanDay)
  const serial = showCell(field, value, context)
  const isDay = typeof serial === 'number' && Number.isInteger(serial)
  return isDay ? formatDay((serial - 25569) as PlanDay) : formatMinute(value as PlanMinute).replace('T', ' ')
}
