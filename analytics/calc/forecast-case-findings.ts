import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import { roundToMinor, type MinorUnits } from '#model/money.ts'
import { parseMinute } from '#model/plan-time.ts'
import type { ProblemCode } from '#model/problems.ts'
import type { ForecastCase } from './forecast-case.ts'
import { readStatusSeries } from './status-series.ts'

/** What is wrong with the periods of a case, each code once: the same findings as for the statuses of a stored plan. */
export function findingsOfCase({ project, periods, activities }: ForecastCase): ProblemCode[] {
  const money = (amount: number | null) => (amount === null ? null : roundToMinor(amount, currency))
  const snapshots = periods.flatMap(({ statusDate, pv, ev, ac }) => {
    const statusAt = parseMinute(statusDate.length === 10 ? `${statusDate}T00:00` : statusDate.slice(0, 16))
    if (statusAt === null) return []
    const amounts = { plannedValue: money(pv), earnedValue: money(ev), actualCost: money(ac) }
    return [
      { statusAt, rowKey: statusDate, budgetAtCompletion: null, ...amounts } as unknown as StatusSnapshot,
    ]
  })
  const budget = money(project.bac) as MinorUnits
  const { points, findings } = readStatusSeries(snapshots, budget, null, currency)
  const codes = findings.map(finding => finding.code)
  if (points.length === 1) codes.push('single-status')
  const last = points.at(-1)
  if (last && last.earnedValue > 0 && last.actualCost <= 0) codes.push('progress-without-cost')
  if (!activities || activities.length === 0) codes.push('case-without-activities')
  return [...new Set(codes)]
}
/** Cases name no currency; two decimals serve. */
const currency = 'CNY'
