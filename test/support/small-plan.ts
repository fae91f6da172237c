import { rowMaker } from '#interchange/row-maker.ts'
import type { ScheduleResult } from '#calc/schedule-result.ts'
import { entities } from '#model/entities.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import type { BaselineActivity } from '#model/entities/baseline.ts'
import type { BudgetLine } from '#model/entities/budget-line.ts'
import type { CostAccount } from '#model/entities/cost-account.ts'
import type { CostEntry } from '#model/entities/cost-entry.ts'
import type { Project } from '#model/entities/project.ts'
import type { Resource } from '#model/entities/resource.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { Plan } from '#model/plan.ts'
import { parseDay, parseMinute, type PlanDay, type PlanMinute } from '#model/plan-time.ts'

type Given<Row> = Partial<{ [K in keyof Row]: unknown }> & { rowKey: string }

/** Rows a test gives of each sheet: fields it does not name are empty, keys are what it says. */
export interface SmallPlan {
  project?: Partial<{ [K in keyof Project]: unknown }>
  activities?: Given<Activity>[]
  resources?: Given<Resource>[]
  assignments?: Given<Assignment>[]
  costAccounts?: Given<CostAccount>[]
  budgetLines?: Given<BudgetLine>[]
  costEntries?: Given<CostEntry>[]
  baselineActivities?: Given<BaselineActivity>[]
  statusSnapshots?: Given<StatusSnapshot>[]
}

/** A plan of a few rows. Planned dates go into a current baseline when `baselineActivities` are given. */
export function smallPlan(given: SmallPlan): Plan {
  const projectId = 'P' as Project['projectId']
  const make = <E extends { name: string }>(entity: E, rows: readonly { rowKey: string }[] | undefined) =>
    (rows ?? []).map(({ rowKey, ...values }) =>
      rowMaker(entity)(projectId, rowKey as never, { code: rowKey, ...values } as never),
    )
  const hasBaseline = given.baselineActivities !== undefined
  return {
    project: rowMaker(entities.project)(projectId, projectId, {
      code: 'P',
      name: 'P',
      ...given.project,
    } as never),
    calendars: [],
    calendarExceptions: [],
    wbs: [],
    activities: make(entities.activity, given.activities),
    links: [],
    resources: make(entities.resource, given.resources),
    assignments: make(entities.assignment, given.assignments),
    costAccounts: make(entities.costAccount, given.costAccounts),
    budgetLines: make(entities.budgetLine, given.budgetLines),
    costEntries: make(entities.costEntry, given.costEntries),
    baselines: hasBaseline
      ? make(entities.baseline, [{ rowKey: 'B', number: 1, isCurrent: true } as never])
      : [],
    baselineActivities: make(
      entities.baselineActivity,
      given.baselineActivities?.map(row => ({ baselineKey: 'B', ...row })),
    ),
    progressRecords: [],
    risks: [],
    statusSnapshots: make(entities.statusSnapshot, given.statusSnapshots),
  } as Plan
}

/** A schedule that says of each activity when it starts and finishes; early dates are the same. */
export function schedule(dates: readonly (readonly [string, string])[]): ScheduleResult {
  const minutes = (place: 0 | 1) => Float64Array.from(dates, pair => parseMinute(pair[place]) as number)
  const start = minutes(0)
  const finish = minutes(1)
  const zeros = new Float64Array(dates.length)
  return {
    start,
    finish,
    earlyStart: start,
    earlyFinish: finish,
    lateStart: start,
    lateFinish: finish,
    totalFloat: zeros,
    freeFloat: zeros,
    isCritical: new Uint8Array(dates.length),
    floatPaths: null,
    projectFinish: Float64Array.of(dates.length > 0 ? Math.max(...finish) : Number.NaN),
    findings: [],
  } as ScheduleResult
}

/** The minute of a text such as 2026-03-02T08:00. */
export const minute = (text: string): PlanMinute => parseMinute(text) as PlanMinute
/** The day of a text such as 2026-03-02. */
export const day = (text: string): PlanDay => parseDay(text) as PlanDay
