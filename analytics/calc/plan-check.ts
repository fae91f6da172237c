import type { Activity } from '#model/entities/activity.ts'
import type { BaselineActivity } from '#model/entities/baseline.ts'
import type { Link } from '#model/entities/link.ts'
import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { compileCalendars, standardCalendar, type WorkCalendar } from './calendar.ts'
import { prepareSchedule, type ScheduleInput } from './schedule.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** What one check of a plan found. `metric` and `threshold` are ratios or counts as the check's words say. */
export interface PlanCheck {
  number: number
  name: Words
  result: 'pass' | 'fail' | 'not run'
  metric: number | null
  threshold: number
  /** How many rows failed, of how many looked at. */
  count: number
  of: number
  /** Codes of the failing activities; of links `A1020FS→A1030`. */
  items: string[]
  /** Why it did not run, or what was left out of it; null when there is nothing to say. */
  reason: Words | null
}

/** Limits that a company may set otherwise; ratios of 1, days of work. */
export interface CheckLimits {
  missingLogic: number
  lags: number
  finishToStart: number
  hardConstraints: number
  highFloat: number
  highDuration: number
  missedActivities: number
  longDays: number
  pathIndex: number
  executionIndex: number
}

/** Source: DCMA 14-point assessment, Earned Value Management System Program Analysis Pamphlet, DCMA-EA PAM 200.1, section 4, October 2012. */
export const dcmaLimits: CheckLimits = {
  missingLogic: 0.05,
  lags: 0.05,
  finishToStart: 0.9,
  hardConstraints: 0.05,
  highFloat: 0.05,
  highDuration: 0.05,
  missedActivities: 0.05,
  longDays: 44,
  pathIndex: 0.95,
  executionIndex: 0.95,
}

/** What the checks of a plan look at, gathered once. */
export interface CheckedPlan {
  plan: Plan
  input: ScheduleInput
  schedule: ScheduleResult
  limits: CheckLimits
  dataDate: number | null
  /** Indices of unfinished activities that are worked on: no levels of effort, no summaries. */
  open: number[]
  /** How many unfinished levels of effort and summaries were left out. */
  leftOut: number
  links: Link[]
  /** Links to and from the activities of other plans. */
  crossing: Link[]
  activityOf: ReadonlyMap<string, Activity>
  baselineOf: ReadonlyMap<string, BaselineActivity>
  calendarOf: (activity: Activity) => { calendar: WorkCalendar; minutesPerDay: number }
}

/** Gathers what the checks need of a plan and its schedule; `schedule` is aligned with the plan's activities. */
export function gatherChecked(
  plan: Plan,
  schedule: ScheduleResult,
  { limits, others }: { limits: CheckLimits; others: readonly Plan[] },
): CheckedPlan {
  const calendars = compileCalendars(plan)
  const perDay = new Map(
    plan.calendars.map(calendar => [calendar.rowKey as string, calendar.minutesPerDay as number]),
  )
  const isSpan = ({ kind }: Activity) => kind === 'levelOfEffort' || kind === 'wbsSummary'
  const unfinished = plan.activities.flatMap((activity, index) =>
    activity.actualFinish === null ? [index] : [],
  )
  const open = unfinished.filter(index => !isSpan(plan.activities[index] as Activity))
  const activityOf = new Map(plan.activities.map(activity => [activity.rowKey as string, activity]))
  const current = plan.baselines.find(baseline => baseline.isCurrent)
  const baselined = plan.baselineActivities.filter(row => row.baselineKey === current?.rowKey)
  return {
    plan,
    input: prepareSchedule([plan, ...others]),
    schedule,
    limits,
    dataDate: plan.project.dataDate,
    open,
    leftOut: unfinished.length - open.length,
    links: plan.links.filter(
      link => activityOf.has(link.predecessorKey) && activityOf.has(link.successorKey),
    ),
    crossing: crossingLinks(plan, others, activityOf),
    activityOf,
    baselineOf: new Map(baselined.map(row => [row.activityKey as string, row])),
    calendarOf: activity => {
      const key = activity.calendarKey ?? plan.project.calendarKey ?? ''
      return { calendar: calendars.get(key) ?? standardCalendar, minutesPerDay: perDay.get(key) ?? 480 }
    },
  }
}

function crossingLinks(plan: Plan, others: readonly Plan[], own: ReadonlyMap<string, Activity>): Link[] {
  const foreign = new Set(others.flatMap(other => other.activities.map(one => one.rowKey as string)))
  return [plan, ...others]
    .flatMap(one => one.links)
    .filter(
      ({ predecessorKey, successorKey }) =>
        (own.has(predecessorKey) && foreign.has(successorKey)) ||
        (foreign.has(predecessorKey) && own.has(successorKey)),
    )
}

/** A check that ran: it fails when the metric is over the threshold, or under it where more is better. */
export function ran(
  check: Pick<PlanCheck, 'number' | 'name' | 'metric' | 'threshold' | 'count' | 'of' | 'items'>,
  { moreIsBetter = false, reason = null }: { moreIsBetter?: boolean; reason?: Words | null } = {},
): PlanCheck {
  const { metric, threshold } = check
  const passes = metric === null || (moreIsBetter ? metric >= threshold : metric <= threshold)
  return { ...check, result: passes ? 'pass' : 'fail', reason }
}

/** A check that could not run, and why. */
export function notRun(number: number, name: Words, threshold: number, reason: Words): PlanCheck {
  return { number, name, result: 'not run', metric: null, threshold, count: 0, of: 0, items: [], reason }
}

/** A share; null of nothing. */
export function shareOf(count: number, of: number): number | null {
  return of === 0 ? null : count / of
}
