import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import { formatMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { StatusPoint } from './status-series.ts'

/** A budget five times another was not raised but told in another currency or in thousands. */
const otherUnit = 5
/** Nothing is built for a twentieth of its budget. */
const fewestPerEarned = 20
/** Sums of rounded amounts may be above the budget by this share. */
const roundingShare = 0.0005

/** True when two amounts of the same thing differ by more than prices do: another currency, or thousands. */
export function isOtherUnit(then: number | null, now: number | null): boolean {
  if (then === null || now === null || then <= 0 || now <= 0) return false
  return then > now * otherUnit || now > then * otherUnit
}

/** Amounts of statuses in order of date that cannot all be right: cumulative ones that fall, planned or earned value above the
 *  budget, and actual cost of another size than budget and earned value. Minor units; `budget` null when it is not known. */
export function findAmountFaults(
  points: readonly StatusPoint[],
  budget: MinorUnits | null,
  currency: string,
): Problem[] {
  const major = (amount: number) => moneyToMajor(amount as MinorUnits, currency)
  return points.flatMap((point, index) => {
    const { statusAt, rowKey, plannedValue, earnedValue, actualCost } = point
    const date = formatMinute(statusAt)
    const found: Problem[] = []
    const add = (code: Problem['code'], field: string, data: NonNullable<Problem['data']>) =>
      found.push({ code, at: { sheet: 'statusSnapshot', rowKey, field }, data: { date, ...data } })
    const before = points[index - 1]
    if (before && actualCost < before.actualCost)
      add('actual-cost-falls', 'actualCost', {
        actualCost: major(actualCost),
        before: major(before.actualCost),
      })
    if (before && earnedValue < before.earnedValue)
      add('earned-value-falls', 'earnedValue', {
        earnedValue: major(earnedValue),
        before: major(before.earnedValue),
      })
    if (budget === null || budget <= 0) return found
    if (earnedValue > budget * (1 + roundingShare))
      add('earned-above-budget', 'earnedValue', { earnedValue: major(earnedValue), budget: major(budget) })
    if (plannedValue > budget * (1 + roundingShare))
      add('planned-above-budget', 'plannedValue', {
        plannedValue: major(plannedValue),
        budget: major(budget),
      })
    const isTooSmall = actualCost > 0 && actualCost * fewestPerEarned < Math.min(budget, earnedValue)
    if (actualCost > budget * otherUnit || isTooSmall)
      add('actual-cost-out-of-scale', 'actualCost', {
        actualCost: major(actualCost),
        earnedValue: major(earnedValue),
        budget: major(budget),
      })
    return found
  })
}
