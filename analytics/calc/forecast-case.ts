import { mostMajor } from '#model/money.ts'
import { formatMinute, lastPlanMinute, parseMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { findingsOfCase } from './forecast-case-findings.ts'
import { situationFeatures } from './forecast-features.ts'
import type { ForecastModel } from './forecast-model.ts'
import { forecastSituation } from './forecast-range.ts'
import type { ForecastSituation, SituationActivity } from './forecast-situation.ts'
import { textbookForecast } from './forecast-textbook.ts'
import { orderPercentiles, type Percentiles } from './percentile.ts'

/** A project at one status date as JSON: what `forecast --cases` reads. Dates are `YYYY-MM-DDTHH:MM`; money is in major units;
 *  any value may be missing but the budget, the planned dates and one period. */
export interface ForecastCase {
  id: string
  project: {
    projectId?: string | null
    familyId?: string | null
    sector?: string | null
    bac: number
    baselineStart: string
    baselineEnd: string
  }
  baselinePv?: { date: string; pv: number }[] | null
  periods: { statusDate: string; pv: number | null; ev: number | null; ac: number | null }[]
  activities?: CaseActivity[] | null
}
interface CaseActivity {
  id?: string | null
  baselineStart?: string | null
  baselineEnd?: string | null
  durationHours?: number | null
  cost?: number | null
  status?: 'finished' | 'inProgress' | 'notStarted' | null
  actualStart?: string | null
  actualDurationHours?: number | null
  actualCost?: number | null
}
/** The answer to one case: finish as `YYYY-MM-DDTHH:MM`, cost in the case's money. */
export interface ForecastCaseAnswer {
  id: string
  /** Null where the forecast goes beyond the year 9999. */
  finish: Percentiles<string> | null
  /** Null where the forecast goes beyond what amounts can hold. */
  cost: Percentiles<number> | null
  method: string
  /** What could not be used or is to be minded. */
  findings: Problem[]
}

/** Forecasts one case with a model that must not have learned from the case's family. Without a model (too little history)
 *  index forecasts with a general range are given. No finish is before the latest date of any period and no cost below the
 *  latest actual cost, earned value known for it or not. Null when `situationOfCase` finds nothing to forecast from. */
export function forecastCase(given: ForecastCase, model: ForecastModel): ForecastCaseAnswer | null {
  const situation = situationOfCase(given)
  const start = instant(given.project.baselineStart)
  if (!situation || start === null) return null
  const features = situationFeatures(situation)
  const learned = forecastSituation(features, model)
  const found = learned ?? textbookForecast(features)
  const days = (minute: number) => (minute - start) / minutesPerDay
  const duration = orderPercentiles(found.duration, Math.max(...datesOf(given.periods).map(days)))
  const cost = orderPercentiles(found.cost, latestCost(given.periods) ?? 0)
  const findings = findingsOfCase(given, situation.activities)
  const isDate = Math.ceil(start + duration.p90 * minutesPerDay) <= lastPlanMinute
  if (!isDate) findings.push({ code: 'finish-out-of-range' })
  const isAmount = cost.p90 <= mostMajor
  if (!isAmount) findings.push({ code: 'cost-out-of-range' })
  const date = (at: number) => formatMinute(Math.ceil(start + at * minutesPerDay) as PlanMinute)
  return {
    id: given.id,
    finish: isDate ? mapLevels(duration, date) : null,
    cost: isAmount ? mapLevels(cost, amount => Math.round(amount * 100) / 100) : null,
    method: learned ? `reference-class:${learned.basis}:${learned.projects}` : 'textbook-range:0',
    findings,
  }
}
const minutesPerDay = 1440

/** The situation a case describes; null without planned dates, budget or any period. */
export function situationOfCase(given: ForecastCase): ForecastSituation | null {
  const { project, periods } = given
  const start = instant(project.baselineStart)
  const end = instant(project.baselineEnd)
  const last = lastPeriod(periods)
  if (start === null || end === null || end <= start || !(project.bac > 0) || !last) return null
  const days = (minute: number) => (minute - start) / minutesPerDay
  const earnedValue = Math.min(Math.max(0, last.ev ?? 0), project.bac)
  const plannedDuration = days(end)
  const elapsed = Math.max(0, days(last.at))
  return {
    sector: project.sector ?? null,
    plannedDuration,
    elapsed,
    earnedSchedule: earnedScheduleOnCurve(given, earnedValue, plannedDuration, days),
    budget: project.bac,
    plannedValue: Math.min(project.bac, last.pv ?? plannedOnCurve(given, elapsed, days) ?? earnedValue),
    earnedValue,
    actualCost: spentAt(last, earnedValue, periods),
    earlier: earlierPeriods(periods, last.at),
    activities: (given.activities ?? []).flatMap(
      (activity, index) => activityOf(activity, index, days) ?? [],
    ),
  }
}

/** What was spent by the period the forecast is made from. Costs that nobody booked are taken as what was earned: a forecast from
 *  zero cost would promise the rest for nothing. */
function spentAt(
  { ac }: { ac: number | null },
  earnedValue: number,
  periods: ForecastCase['periods'],
): number {
  if (ac !== null && ac > 0) return ac
  return Math.max(earnedValue, ac ?? latestCost(periods) ?? 0)
}

function datesOf(periods: ForecastCase['periods']): number[] {
  return periods.flatMap(({ statusDate }) => instant(statusDate) ?? [])
}

/** Actual cost of the latest period that has one; null where none has. */
function latestCost(periods: ForecastCase['periods']): number | null {
  const booked = periods.filter(({ ac, statusDate }) => ac !== null && instant(statusDate) !== null)
  const last = booked.reduce<(typeof booked)[number] | null>(
    (latest, period) =>
      latest === null || (instant(period.statusDate) as number) >= (instant(latest.statusDate) as number)
        ? period
        : latest,
    null,
  )
  return last?.ac ?? null
}

/** The latest period with a date and an earned value, wherever it stands in the list. */
function lastPeriod(periods: ForecastCase['periods']) {
  let last: { at: number; pv: number | null; ev: number | null; ac: number | null } | null = null
  for (const { statusDate, pv, ev, ac } of periods) {
    const at = instant(statusDate)
    if (at === null || ev === null) continue
    if (last === null || at >= last.at) last = { at, pv, ev, ac }
  }
  return last
}

/** Periods before a date, in order, of which earned value and cost are known; of a repeated date the last. */
function earlierPeriods(periods: ForecastCase['periods'], before: number): ForecastSituation['earlier'] {
  const byDate = new Map<number, { earnedValue: number; actualCost: number }>()
  for (const { statusDate, ev, ac } of periods) {
    const at = instant(statusDate)
    if (at === null || at >= before || ev === null || ac === null) continue
    byDate.set(at, { earnedValue: ev, actualCost: ac })
  }
  return [...byDate].sort(([a], [b]) => a - b).map(([, amounts]) => amounts)
}

function earnedScheduleOnCurve(
  given: ForecastCase,
  earnedValue: number,
  plannedDuration: number,
  days: (minute: number) => number,
): number {
  const curve = pointsOf(given, days)
  const total = curve.at(-1)?.value ?? 0
  if (total <= 0) return plannedDuration * (earnedValue / given.project.bac)
  const wanted = earnedValue * (total / given.project.bac)
  const next = curve.findIndex(point => point.value >= wanted)
  if (next <= 0) return next < 0 ? plannedDuration : 0
  const before = curve[next - 1] as CurvePoint
  const after = curve[next] as CurvePoint
  const share = after.value > before.value ? (wanted - before.value) / (after.value - before.value) : 0
  return before.day + (after.day - before.day) * share
}

function plannedOnCurve(
  given: ForecastCase,
  elapsed: number,
  days: (minute: number) => number,
): number | null {
  const curve = pointsOf(given, days)
  const total = curve.at(-1)?.value ?? 0
  if (total <= 0) return null
  const next = curve.findIndex(point => point.day > elapsed)
  if (next < 0) return given.project.bac
  const before = curve[next - 1]
  const after = curve[next] as CurvePoint
  if (!before) return 0
  const share = (elapsed - before.day) / (after.day - before.day)
  return (before.value + (after.value - before.value) * share) * (given.project.bac / total)
}

interface CurvePoint {
  day: number
  value: number
}
function pointsOf(given: ForecastCase, days: (minute: number) => number): CurvePoint[] {
  return (given.baselinePv ?? [])
    .flatMap(({ date, pv }) => {
      const at = instant(date)
      return at === null ? [] : [{ day: days(at), value: pv }]
    })
    .sort((a, b) => a.day - b.day)
}

function activityOf(
  given: CaseActivity,
  index: number,
  days: (minute: number) => number,
): SituationActivity | null {
  const start = instant(given.baselineStart ?? null)
  const finish = instant(given.baselineEnd ?? null)
  if (start === null || finish === null || finish < start || !given.status) return null
  const actualStart = instant(given.actualStart ?? null)
  return {
    key: given.id ?? String(index),
    plannedStart: days(start),
    plannedFinish: days(finish),
    plannedWork: given.durationHours ?? 0,
    budget: given.cost ?? 0,
    state: given.status,
    actualStart: actualStart === null ? null : days(actualStart),
    actualWork: given.actualDurationHours ?? null,
    actualCost: given.actualCost ?? null,
  }
}

function instant(text: string | null): number | null {
  if (!text) return null
  return parseMinute(text.length === 10 ? `${text}T00:00` : text.slice(0, 16))
}

function mapLevels<T, R>(levels: Percentiles<T>, change: (value: T) => R): Percentiles<R> {
  return {
    p10: change(levels.p10),
    p50: change(levels.p50),
    p80: change(levels.p80),
    p90: change(levels.p90),
  }
}
