import { roundToMinor } from '#model/money.ts'
import { parseMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { ForecastCase } from './forecast-case.ts'
import type { ForecastSituation } from './forecast-situation.ts'
import { isOtherUnit } from './status-amount-faults.ts'
import { findStatusDateFaults } from './status-date-faults.ts'
import { readStatusSeries, type ToldStatus } from './status-series.ts'

/** What is wrong with the periods and the curve of a case, each with its place in the case: the same findings as for the statuses
 *  of a stored plan. Planned value or actual cost missing beside an earned value is stood in for. `activities` are those that
 *  could be used. */
export function findingsOfCase(
  { project, periods, baselinePv }: ForecastCase,
  activities: ForecastSituation['activities'],
): Problem[] {
  const budget = roundToMinor(project.bac, currency)
  const dated = periods.flatMap(period => {
    const at = minuteOf(period.statusDate)
    return at === null ? [] : [{ ...period, at }]
  })
  const { findings } = readStatusSeries(dated.flatMap(snapshotOf), budget, null, currency)
  const used = dated.filter(period => period.ev !== null)
  const last = used.reduce<(typeof used)[number] | null>(
    (latest, period) => (latest === null || period.at >= latest.at ? period : latest),
    null,
  )
  return [
    ...findings.map(inCase),
    ...used.flatMap(({ statusDate, pv, ac }): Problem[] =>
      pv === null || ac === null
        ? [{ code: 'case-amount-assumed', at: placeOf(statusDate), data: { date: statusDate } }]
        : [],
    ),
    ...(last ? findingsOfLast(last, project, used.length) : []),
    ...findingsOfCurve(baselinePv ?? null, project.bac),
    ...(activities.length > 0
      ? []
      : [{ code: 'case-without-activities' as const, at: { part: 'activities' } }]),
  ]
}

/** A period for the series; none where planned value or actual cost must be stood in for, which is said apart. */
function snapshotOf({
  at,
  statusDate,
  pv,
  ev,
  ac,
}: ForecastCase['periods'][number] & { at: PlanMinute }): ToldStatus[] {
  if (ev !== null && (pv === null || ac === null)) return []
  const money = (amount: number | null) => (amount === null ? null : roundToMinor(amount, currency))
  const amounts = { plannedValue: money(pv), earnedValue: money(ev), actualCost: money(ac) }
  return [{ statusAt: at, rowKey: statusDate, budgetAtCompletion: null, earnedSchedule: null, ...amounts }]
}

function findingsOfLast(
  { at, statusDate, ev, ac }: ForecastCase['periods'][number] & { at: PlanMinute },
  { bac, baselineStart, baselineEnd }: ForecastCase['project'],
  count: number,
): Problem[] {
  const isOpen = ev !== null && ev < bac
  const found = findStatusDateFaults(at, minuteOf(baselineStart), minuteOf(baselineEnd), isOpen)
  if (count === 1) found.push({ code: 'single-status' })
  if (ev !== null && ev > 0 && ac !== null && ac <= 0)
    found.push({ code: 'progress-without-cost', data: { earnedValue: ev } })
  return found.map(problem => ({ ...problem, at: placeOf(statusDate) }))
}

function findingsOfCurve(curve: ForecastCase['baselinePv'], budget: number): Problem[] {
  const total = curve?.at(-1)?.pv ?? null
  return isOtherUnit(total, budget)
    ? [{ code: 'case-curve-out-of-scale', at: { part: 'baselinePv' }, data: { total, budget } }]
    : []
}

/** Cases name no currency; two decimals serve. */
const currency = 'CNY'

function minuteOf(text: string): PlanMinute | null {
  return parseMinute(text.length === 10 ? `${text}T00:00` : text.slice(0, 16))
}

/** A period is named by its date: places in the list change when others are left out. */
function placeOf(statusDate: string) {
  return { part: `periods ${statusDate}` }
}

/** The findings of a series name its rows; in a case those are the periods. */
function inCase(problem: Problem): Problem {
  if (problem.at?.sheet !== 'statusSnapshot') return problem
  const { rowKey, field } = problem.at
  const letters = field === undefined ? undefined : names[field]
  return {
    ...problem,
    at: { part: ['periods', rowKey, letters].filter(word => word !== undefined).join(' ') },
  }
}
const names: Record<string, string> = { plannedValue: 'pv', earnedValue: 'ev', actualCost: 'ac' }
