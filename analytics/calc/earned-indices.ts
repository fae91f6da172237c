import { roundMoney, type MinorUnits } from '#model/money.ts'

/** Budget, planned value, earned value and actual cost at one data date, in minor units. */
export interface EarnedAmounts {
  budgetAtCompletion: MinorUnits
  plannedValue: MinorUnits
  earnedValue: MinorUnits
  actualCost: MinorUnits
}

/** What the four amounts say. Money in minor units; a ratio with a zero divisor is null, and so is all that hangs on it. */
export interface EarnedIndices {
  /** CV = EV - AC and SV = EV - PV. */
  costVariance: MinorUnits
  scheduleVariance: MinorUnits
  /** CPI = EV / AC and SPI = EV / PV. */
  costPerformance: number | null
  schedulePerformance: number | null
  completeRatio: number | null
  estimates: CostEstimates
  /** VAC = BAC - EAC, with the estimate at the cost performance so far (BAC / CPI). */
  varianceAtCompletion: MinorUnits | null
  /** TCPI = (BAC - EV) / (BAC - AC): the cost performance the rest needs to end within budget; null once the budget is
   *  spent. Below 0 nothing can be said, so also null. */
  toCompletePerformance: number | null
  /** TCPI to end at BAC / CPI. */
  toCompletePerformanceEstimate: number | null
}

/** Estimates at completion in minor units, by what the rest of the work is assumed to cost. */
interface CostEstimates {
  /** (a) AC + (BAC - EV): the rest as budgeted. */
  asBudgeted: MinorUnits
  /** (b) BAC / CPI: the rest at the cost performance so far. */
  atCostPerformance: MinorUnits | null
  /** (c) AC + (BAC - EV) / (CPI x SPI): catching up costs money too. */
  atCostAndSchedule: MinorUnits | null
  /** (d) AC + (BAC - EV) / (0.8 CPI + 0.2 SPI). */
  atWeightedPerformance: MinorUnits | null
  /** (e) AC + what the remaining work is now estimated at, activity by activity. */
  bottomUp: MinorUnits | null
}

/** Earned-value indices and estimates. `bottomUpRemaining` is the present estimate of the remaining work in minor units.
 *  Sources: EIA-748; PMI, Practice Standard for Earned Value Management; formulas (a)-(e) as in the product's feature list 3.1. */
export function earnedIndices(
  amounts: EarnedAmounts,
  bottomUpRemaining: MinorUnits | null = null,
): EarnedIndices {
  const { budgetAtCompletion: budget, plannedValue, earnedValue, actualCost } = amounts
  const rest = budget - earnedValue
  const costPerformance = divide(earnedValue, actualCost)
  const schedulePerformance = divide(earnedValue, plannedValue)
  const both =
    costPerformance === null || schedulePerformance === null
      ? null
      : {
          product: costPerformance * schedulePerformance,
          mix: 0.8 * costPerformance + 0.2 * schedulePerformance,
        }
  const estimates: CostEstimates = {
    asBudgeted: roundMoney(actualCost + rest),
    atCostPerformance: estimateWith(actualCost, rest, costPerformance),
    atCostAndSchedule: estimateWith(actualCost, rest, both?.product ?? null),
    atWeightedPerformance: estimateWith(actualCost, rest, both?.mix ?? null),
    bottomUp: bottomUpRemaining === null ? null : roundMoney(actualCost + bottomUpRemaining),
  }
  const estimate = estimates.atCostPerformance
  return {
    costVariance: roundMoney(earnedValue - actualCost),
    scheduleVariance: roundMoney(earnedValue - plannedValue),
    costPerformance,
    schedulePerformance,
    completeRatio: divide(earnedValue, budget),
    estimates,
    varianceAtCompletion: estimate === null ? null : roundMoney(budget - estimate),
    toCompletePerformance: positive(divide(rest, budget - actualCost)),
    toCompletePerformanceEstimate: estimate === null ? null : positive(divide(rest, estimate - actualCost)),
  }
}

/** a / b; null where b is 0. */
export function divide(a: number, b: number): number | null {
  return b === 0 ? null : a / b
}

/** AC + rest / factor in minor units, rounded once; null where the factor is absent or not above 0, or the amount is beyond money. */
function estimateWith(actualCost: number, rest: number, factor: number | null): MinorUnits | null {
  if (factor === null || factor <= 0) return null
  const value = actualCost + rest / factor
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? roundMoney(value) : null
}

function positive(ratio: number | null): number | null {
  return ratio === null || ratio < 0 ? null : ratio
}
