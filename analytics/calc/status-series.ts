import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'

/** What a project stood at on one status date; cumulative amounts in minor units. */
export interface StatusPoint {
  statusAt: PlanMinute
  plannedValue: number
  earnedValue: number
  actualCost: number
  /** Earned schedule as an instant of the plan; null where it was not recorded. */
  earnedSchedule: PlanMinute | null
}

/** The statuses a forecast can use, in order of date, and what was wrong with the others. */
export interface StatusSeries {
  points: StatusPoint[]
  findings: Problem[]
}

/** Makes status snapshots fit for forecasting: orders them, leaves out incomplete ones, repeated dates and those after the
 *  data date or in another unit of money, counts earned value at most as the budget, and reports each of these and falling
 *  amounts and missing periods. */
export function readStatusSeries(
  snapshots: readonly StatusSnapshot[],
  budget: MinorUnits | null,
  dataDate: PlanMinute | null,
  currency: string,
): StatusSeries {
  const findings: Problem[] = []
  const inTime = snapshots.filter(row => dataDate === null || row.statusAt <= dataDate)
  if (inTime.length < snapshots.length && dataDate !== null)
    findings.push({
      code: 'status-after-data-date',
      at: { sheet: 'statusSnapshot', field: 'statusAt' },
      data: { count: snapshots.length - inTime.length, dataDate: formatMinute(dataDate) },
    })
  findings.push(...outOfOrder(inTime))
  const points: StatusPoint[] = []
  for (const row of [...inTime].sort((a, b) => a.statusAt - b.statusAt)) {
    const at = { sheet: 'statusSnapshot', rowKey: row.rowKey }
    const date = formatMinute(row.statusAt)
    if (row.plannedValue === null || row.earnedValue === null || row.actualCost === null) {
      findings.push({ code: 'status-value-missing', at, data: { date } })
      continue
    }
    if (isOtherUnit(row.budgetAtCompletion, budget)) {
      findings.push({
        code: 'status-unit-changed',
        at,
        data: {
          date,
          then: moneyToMajor(row.budgetAtCompletion as MinorUnits, currency),
          now: moneyToMajor(budget as MinorUnits, currency),
        },
      })
      continue
    }
    if (points.at(-1)?.statusAt === row.statusAt) {
      points.pop()
      findings.push({ code: 'status-date-repeated', at, data: { date } })
    }
    points.push({
      statusAt: row.statusAt,
      plannedValue: row.plannedValue,
      earnedValue: row.earnedValue,
      actualCost: row.actualCost,
      earnedSchedule: row.earnedSchedule,
    })
  }
  findings.push(...findFalls(points, currency), ...findGaps(points))
  return { points: capEarned(points, budget, currency, findings), findings }
}

/** A budget five times another was not raised but told in another currency or in thousands. */
const otherUnit = 5

function isOtherUnit(then: number | null, now: number | null): boolean {
  if (then === null || now === null || then <= 0 || now <= 0) return false
  return then > now * otherUnit || now > then * otherUnit
}

function outOfOrder(snapshots: readonly StatusSnapshot[]): Problem[] {
  const late = snapshots.filter(
    (row, i) => i > 0 && row.statusAt < (snapshots[i - 1] as StatusSnapshot).statusAt,
  )
  return late.map(row => ({
    code: 'status-dates-out-of-order',
    at: { sheet: 'statusSnapshot', rowKey: row.rowKey, field: 'statusAt' },
    data: { date: formatMinute(row.statusAt) },
  }))
}

function findFalls(points: readonly StatusPoint[], currency: string): Problem[] {
  const findings: Problem[] = []
  const major = (amount: number) => moneyToMajor(amount as MinorUnits, currency)
  points.forEach((point, index) => {
    const before = points[index - 1]
    if (!before) return
    const date = formatMinute(point.statusAt)
    if (point.actualCost < before.actualCost)
      findings.push({
        code: 'actual-cost-falls',
        at: { sheet: 'statusSnapshot', field: 'actualCost' },
        data: { date, actualCost: major(point.actualCost), before: major(before.actualCost) },
      })
    if (point.earnedValue < before.earnedValue)
      findings.push({
        code: 'earned-value-falls',
        at: { sheet: 'statusSnapshot', field: 'earnedValue' },
        data: { date, earnedValue: major(point.earnedValue), before: major(before.earnedValue) },
      })
  })
  return findings
}

/** A gap well beyond the usual one means periods nobody reported. */
const gapFactor = 2.5

function findGaps(points: readonly StatusPoint[]): Problem[] {
  const gaps = points.slice(1).map((point, index) => point.statusAt - (points[index] as StatusPoint).statusAt)
  if (gaps.length < 3) return []
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] as number
  return gaps.flatMap((gap, index) => {
    if (gap <= usual * gapFactor) return []
    const from = formatMinute((points[index] as StatusPoint).statusAt)
    const to = formatMinute((points[index + 1] as StatusPoint).statusAt)
    return [
      {
        code: 'status-period-missing' as const,
        at: { sheet: 'statusSnapshot', field: 'statusAt' },
        data: { from, to, times: Math.round(gap / usual) },
      },
    ]
  })
}

function capEarned(
  points: StatusPoint[],
  budget: MinorUnits | null,
  currency: string,
  findings: Problem[],
): StatusPoint[] {
  if (budget === null || budget <= 0) return points
  return points.map(point => {
    if (point.earnedValue <= budget) return point
    if (point.earnedValue > budget * 1.0005)
      findings.push({
        code: 'earned-above-budget',
        at: { sheet: 'statusSnapshot', field: 'earnedValue' },
        data: {
          date: formatMinute(point.statusAt),
          earnedValue: moneyToMajor(point.earnedValue as MinorUnits, currency),
          budget: moneyToMajor(budget, currency),
        },
      })
    return { ...point, earnedValue: budget }
  })
}
