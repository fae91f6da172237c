import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { findAmountFaults, isOtherUnit } from './status-amount-faults.ts'

/** What a project stood at on one status date; cumulative amounts in minor units. */
export interface StatusPoint {
  rowKey: string
  statusAt: PlanMinute
  /** As it was then; null where it was not recorded. */
  budgetAtCompletion: number | null
  plannedValue: number
  earnedValue: number
  actualCost: number
  /** Earned schedule as an instant of the plan; null where it was not recorded. */
  earnedSchedule: PlanMinute | null
}

/** A status as it was stored or told: what of it a series is made of; `rowKey` names it in findings. */
export interface ToldStatus {
  rowKey: string
  statusAt: PlanMinute
  budgetAtCompletion: number | null
  plannedValue: number | null
  earnedValue: number | null
  actualCost: number | null
  earnedSchedule: PlanMinute | null
}

/** The statuses a forecast can use, in order of date, and what was wrong with the others. */
export interface StatusSeries {
  points: StatusPoint[]
  findings: Problem[]
}

/** Makes status snapshots fit for forecasting: orders them, leaves out those incomplete or with negative amounts,
 *  repeated dates and those after the data date or in another unit of money, counts planned and earned value at most as the
 *  budget, and reports each of these, falling amounts, costs out of proportion and missing periods. */
export function readStatusSeries(
  snapshots: readonly ToldStatus[],
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
    if (row.plannedValue < 0 || row.earnedValue < 0 || row.actualCost < 0) {
      findings.push({ code: 'status-value-negative', at, data: { date } })
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
      rowKey: row.rowKey,
      statusAt: row.statusAt,
      budgetAtCompletion: row.budgetAtCompletion,
      plannedValue: row.plannedValue,
      earnedValue: row.earnedValue,
      actualCost: row.actualCost,
      earnedSchedule: row.earnedSchedule,
    })
  }
  findings.push(...findAmountFaults(points, budget, currency), ...findGaps(points))
  return { points: capToBudget(points, budget), findings }
}

function outOfOrder(snapshots: readonly ToldStatus[]): Problem[] {
  const late = snapshots.filter((row, i) => i > 0 && row.statusAt < (snapshots[i - 1] as ToldStatus).statusAt)
  return late.map(row => ({
    code: 'status-dates-out-of-order',
    at: { sheet: 'statusSnapshot', rowKey: row.rowKey, field: 'statusAt' },
    data: { date: formatMinute(row.statusAt) },
  }))
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
        at: {
          sheet: 'statusSnapshot',
          rowKey: (points[index + 1] as StatusPoint).rowKey,
          field: 'statusAt',
        },
        data: { from, to, times: Math.round(gap / usual) },
      },
    ]
  })
}

function capToBudget(points: StatusPoint[], budget: MinorUnits | null): StatusPoint[] {
  if (budget === null || budget <= 0) return points
  return points.map(point => ({
    ...point,
    plannedValue: Math.min(budget, point.plannedValue),
    earnedValue: Math.min(budget, point.earnedValue),
  }))
}
