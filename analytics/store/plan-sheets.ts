import type { EntityName } from '#model/entities.ts'
import type { Plan } from '#model/plan.ts'

/** Which sheet each part of a plan is stored in; `project` is its one row. Sheets that others refer to come first. */
export const planSheets = {
  calendars: 'calendar',
  calendarExceptions: 'calendarException',
  wbs: 'wbs',
  activities: 'activity',
  links: 'link',
  resources: 'resource',
  assignments: 'assignment',
  costAccounts: 'costAccount',
  budgetLines: 'budgetLine',
  costEntries: 'costEntry',
  baselines: 'baseline',
  baselineActivities: 'baselineActivity',
  progressRecords: 'progressRecord',
  statusSnapshots: 'statusSnapshot',
} as const satisfies Record<Exclude<keyof Plan, 'project'>, EntityName>

export type PlanPart = keyof typeof planSheets
export const planParts = Object.keys(planSheets) as PlanPart[]

/** A row of any part of a plan, where only its identity matters. */
export interface AnyRow {
  projectId: string
  rowKey: string
}
/** The rows of one part, by sheet. */
export function rowsBySheet(plan: Plan): [EntityName, readonly AnyRow[]][] {
  return [
    ['project', [plan.project]],
    ...planParts.map((part): [EntityName, readonly AnyRow[]] => [planSheets[part], plan[part]]),
  ]
}
