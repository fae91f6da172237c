import type { EntityName } from './entities.ts'
import type { Plan } from './plan.ts'

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
  risks: 'risk',
  statusSnapshots: 'statusSnapshot',
} as const satisfies Record<Exclude<keyof Plan, 'project'>, EntityName>

export type PlanPart = keyof typeof planSheets
export const planParts = Object.keys(planSheets) as PlanPart[]
