import { roundMoney, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { WorkCalendar } from './calendar.ts'
import { apportionCosts, type Apportioning } from './cost-apportion.ts'
import { estimateRemainingCost } from './cost-remaining.ts'
import type { CostRollUp } from './cost-roll-up.ts'
import { earnedIndices, type EarnedAmounts, type EarnedIndices } from './earned-indices.ts'
import { earnedRatios } from './earned-ratio.ts'
import { cellRatios, plannedValueCurve, type PlannedValueCurve } from './planned-value-curve.ts'
import type { PlannedSpans } from './planned-value-spans.ts'

/** Earned value at one data date. All money is in minor units; activities' and accounts' amounts sum to the project's. */
export interface EarnedValue {
  curve: PlannedValueCurve
  /** Time is counted in its working minutes where one clock is needed for the whole project. */
  calendar: WorkCalendar
  /** Aligned with `plan.activities`; null for an activity no cost row names. Summaries hold their own rows only. */
  activities: (EarnedAmounts | null)[]
  /** Aligned with `plan.costAccounts`. */
  accounts: EarnedAmounts[]
  /** What no account covers. */
  unallocated: EarnedAmounts
  project: EarnedAmounts
  indices: EarnedIndices
  /** Earned share of each activity, 0..1. */
  ratios: Float64Array
  findings: Problem[]
}

/** Planned value, earned value, actual cost and indices of each activity, each account and the project at `statusAt`. */
export function measureEarnedValue(
  plan: Plan,
  costs: CostRollUp,
  spans: PlannedSpans,
  statusAt: PlanMinute,
): EarnedValue {
  const { cells } = costs
  const apportioning: Apportioning = apportionCosts(
    plan,
    cells,
    costs.accountOfActivity,
    spans.workFinish.map((finish, index) => Math.max(0, finish - (spans.workStart[index] as number)) || 0),
  )
  const curve = plannedValueCurve(cells, spans, apportioning)
  const earned = earnedRatios(plan, curve.sharesAt(statusAt))
  const planned = curve.cellsAt(statusAt)
  const earnedShares = cellRatios(cells, apportioning, earned.ratios)

  const activities: (EarnedAmounts | null)[] = plan.activities.map(() => null)
  const accounts = plan.costAccounts.map(noAmounts)
  const unallocated = noAmounts()
  const project = noAmounts()
  for (let cell = 0; cell < cells.length; cell++) {
    const amounts = {
      budgetAtCompletion: cells.budget[cell] as MinorUnits,
      plannedValue: planned[cell] as MinorUnits,
      earnedValue: roundMoney((cells.budget[cell] as number) * (earnedShares[cell] as number)),
      actualCost: cells.actual[cell] as MinorUnits,
    }
    const activity = cells.activity[cell] as number
    if (activity >= 0) add((activities[activity] ??= noAmounts()), amounts)
    add(accounts[cells.account[cell] as number] ?? unallocated, amounts)
    add(project, amounts)
  }
  return {
    curve,
    calendar: spans.projectCalendar,
    activities,
    accounts,
    unallocated,
    project,
    indices: earnedIndices(project, estimateRemainingCost(plan, costs, earnedShares, earned.ratios)),
    ratios: earned.ratios,
    findings: earned.findings,
  }
}

function noAmounts(): EarnedAmounts {
  const none = 0 as MinorUnits
  return { budgetAtCompletion: none, plannedValue: none, earnedValue: none, actualCost: none }
}

function add(to: EarnedAmounts, amounts: EarnedAmounts): void {
  to.budgetAtCompletion = (to.budgetAtCompletion + amounts.budgetAtCompletion) as MinorUnits
  to.plannedValue = (to.plannedValue + amounts.plannedValue) as MinorUnits
  to.earnedValue = (to.earnedValue + amounts.earnedValue) as MinorUnits
  to.actualCost = (to.actualCost + amounts.actualCost) as MinorUnits
}
