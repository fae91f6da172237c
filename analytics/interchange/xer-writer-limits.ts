import { entityOf, type EntityName } from '#model/entities.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { NotUsed } from './not-used.ts'

/** The longest texts P6 takes, in characters. Source: Oracle, "P6 EPPM XML schema" and the PMDB column lengths of PROJECT, PROJWBS, TASK, RSRC,
 *  CALENDAR and ACCOUNT. */
const limits: readonly { part: 'project' | keyof Plan; sheet: EntityName; field: string; most: number }[] = [
  { part: 'project', sheet: 'project', field: 'code', most: 40 },
  { part: 'project', sheet: 'project', field: 'name', most: 100 },
  { part: 'calendars', sheet: 'calendar', field: 'name', most: 255 },
  { part: 'wbs', sheet: 'wbs', field: 'name', most: 100 },
  { part: 'activities', sheet: 'activity', field: 'code', most: 40 },
  { part: 'activities', sheet: 'activity', field: 'name', most: 120 },
  { part: 'resources', sheet: 'resource', field: 'code', most: 40 },
  { part: 'resources', sheet: 'resource', field: 'name', most: 100 },
  { part: 'costAccounts', sheet: 'costAccount', field: 'code', most: 40 },
  { part: 'costAccounts', sheet: 'costAccount', field: 'name', most: 100 },
]

/** What is in a file for P6 but what P6 may refuse or cut: texts longer than it takes, and people and machines counted in another unit than its hours. */
export function p6Cautions(plan: Plan, file: string): NotUsed[] {
  return [...limits.flatMap(limit => longTexts(plan, limit)), ...otherUnits(plan)].map(reason => ({
    file,
    place: `${reason.at?.sheet}.${reason.at?.field}`,
    reason,
  }))
}

function longTexts(plan: Plan, { part, sheet, field, most }: (typeof limits)[number]): Problem[] {
  const rows = (part === 'project' ? [plan.project] : plan[part]) as readonly object[]
  const texts = rows
    .map(row => String((row as Record<string, unknown>)[field] as string))
    .filter(text => text.length > most)
  if (texts.length === 0) return []
  const entity = entityOf(sheet)
  const data = {
    sheet: entity.sheet,
    field: entity.fields[field]?.label ?? { zh: field, en: field },
    limit: most,
    count: texts.length,
    examples: texts.slice(0, 3).map(text => `${text.slice(0, 40)}…`),
  }
  return [{ code: 'export-text-long', at: { sheet, field }, data }]
}

/** P6 reads quantities of labour and nonlabour resources as hours. */
function otherUnits({ resources }: Plan): Problem[] {
  const counted = resources.filter(
    ({ kind, unit }) => (kind === 'labour' || kind === 'machine') && unit !== null && unit !== 'h',
  )
  if (counted.length === 0) return []
  const examples = counted.slice(0, 3).map(({ code, unit }) => `${code} (${unit})`)
  const data = { count: counted.length, examples }
  return [{ code: 'export-not-hours', at: { sheet: 'resource', field: 'unit' }, data }]
}
