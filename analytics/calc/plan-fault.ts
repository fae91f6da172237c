import type { Activity } from '#model/entities/activity.ts'
import type { Link } from '#model/entities/link.ts'
import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem, ProblemCode, ProblemPlace } from '#model/problems.ts'
import { compileCalendars, continuousCalendar, standardCalendar, type WorkCalendar } from './calendar.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** One kind of fault and every row that has it; `count` of `of` rows looked at. */
export interface PlanFault {
  code: ProblemCode
  name: Words
  result: 'pass' | 'fail' | 'not run'
  count: number
  of: number
  items: Problem[]
  /** Why it did not run, or what was left out; null when there is nothing to say. */
  reason: Words | null
}

/** Limits that a company may set otherwise. */
export interface FaultLimits {
  /** Lags beyond this many working days are named. Source: GAO Schedule Assessment Guide, GAO-16-89G, best practice 2: long lags hide work. */
  longLagDays: number
  /** Activities without duration in a row that are named. */
  zeroChain: number
}
const usualLimits: FaultLimits = { longLagDays: 20, zeroChain: 3 }

/** What the search for faults looks at, gathered once. Links to missing activities are not in it. */
export interface FaultSubject {
  plan: Plan
  input: ScheduleInput
  schedule: ScheduleResult
  limits: FaultLimits
  links: Link[]
  /** Places of both ends of each link among the activities. */
  from: Int32Array
  to: Int32Array
  /** 1 for work and milestones; levels of effort and summaries drive nothing. */
  drives: Uint8Array
  /** By `statuses`. */
  status: Uint8Array
  /** Calendar in which the lag of link k is counted. */
  lagCalendarOf: (k: number) => WorkCalendar
  /** A lag in working (or elapsed) minutes; percent are of the predecessor's duration. */
  lagOf: (k: number) => number
  minutesPerDay: (index: number) => number
}

/** Gathers it; the plan's activities come first in `input`, which may hold further projects; `schedule` is of this plan. */
export function gatherFaultSubject(
  plan: Plan,
  input: ScheduleInput,
  schedule: ScheduleResult,
  limits: FaultLimits = usualLimits,
): FaultSubject {
  const indexOf = new Map<string, number>()
  for (let i = 0; i < plan.activities.length; i++) indexOf.set((plan.activities[i] as Activity).rowKey, i)
  const links: Link[] = []
  const from = new Int32Array(plan.links.length)
  const to = new Int32Array(plan.links.length)
  for (const link of plan.links) {
    const p = indexOf.get(link.predecessorKey)
    const s = indexOf.get(link.successorKey)
    if (p === undefined || s === undefined) continue
    from[links.length] = p
    to[links.length] = s
    links.push(link)
  }
  const compiled = compileCalendars(plan)
  const perDay = new Map(plan.calendars.map(({ rowKey, minutesPerDay }) => [rowKey as string, minutesPerDay]))
  const own = plan.project.calendarKey ?? ''
  const keyOf = (index: number) => (plan.activities[index] as Activity).calendarKey ?? own
  const calendarOf = (key: string) => compiled.get(key) ?? compiled.get(own) ?? standardCalendar
  return {
    plan,
    input,
    schedule,
    limits,
    links,
    from: from.subarray(0, links.length),
    to: to.subarray(0, links.length),
    drives: input.activities.shape
      .slice(0, plan.activities.length)
      .map(shape => (shape < shapes.levelOfEffort ? 1 : 0)),
    status: input.activities.status.slice(0, plan.activities.length),
    lagCalendarOf: k => {
      if ((links[k] as Link).lagKind === 'elapsed') return continuousCalendar
      switch (plan.project.lagCalendar) {
        case 'predecessor':
          return calendarOf(keyOf(from[k] as number))
        case 'successor':
          return calendarOf(keyOf(to[k] as number))
        case 'project':
          return calendarOf(own)
        case 'twentyFourHours':
          return continuousCalendar
      }
    },
    lagOf: k => {
      const { lag, lagKind } = links[k] as Link
      if (lagKind !== 'percent') return lag
      return Math.round(((plan.activities[from[k] as number] as Activity).duration * lag) / 100_000)
    },
    minutesPerDay: index => perDay.get(keyOf(index)) || perDay.get(own) || 480,
  }
}

/** A kind of fault that was looked for in `of` rows. */
export function faultOf(
  code: ProblemCode,
  name: Words,
  of: number,
  items: Problem[],
  reason?: Words,
): PlanFault {
  const result = items.length > 0 ? 'fail' : 'pass'
  return { code, name, result, count: items.length, of, items, reason: reason ?? null }
}

/** The place of an activity's cell. */
export function activityPlace(
  { plan }: Pick<FaultSubject, 'plan'>,
  index: number,
  field: string,
): ProblemPlace {
  const { rowKey, code } = plan.activities[index] as Activity
  return { sheet: 'activity', rowKey, code, field }
}

/** The place of a link: people meet it in the predecessors of its successor. */
export function linkPlace(subject: FaultSubject, k: number): ProblemPlace {
  return activityPlace(subject, subject.to[k] as number, 'predecessors')
}

const marks = { finishToStart: 'FS', startToStart: 'SS', finishToFinish: 'FF', startToFinish: 'SF' } as const

/** `A1020 FS+3d → A1030`. */
export function linkName(subject: FaultSubject, k: number): string {
  const { plan, links, from, to } = subject
  const { kind, lag, lagKind } = links[k] as Link
  const [p, s] = [
    plan.activities[from[k] as number] as Activity,
    plan.activities[to[k] as number] as Activity,
  ]
  return `${p.code} ${marks[kind]}${lag === 0 ? '' : lagText(lag, lagKind, subject.minutesPerDay(from[k] as number))} → ${s.code}`
}

function lagText(lag: number, kind: Link['lagKind'], minutesPerDay: number): string {
  const sign = lag > 0 ? '+' : ''
  if (kind === 'percent') return `${sign}${lag / 1000}%`
  return kind === 'elapsed' ? `${sign}${daysOf(lag, 1440)}ed` : `${sign}${daysOf(lag, minutesPerDay)}d`
}

/** Days to one decimal. */
export function daysOf(minutes: number, minutesPerDay: number): number {
  return Math.round((minutes / minutesPerDay) * 10) / 10
}

/** `2026-03-02T08:00` of a date; a dash where it is not known. */
export function dateText(minute: number): string {
  return Number.isNaN(minute) ? '—' : formatMinute(minute as PlanMinute)
}
