import { costKinds, type CostKind } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { compileCalendars } from './calendar.ts'
import { rollUpCosts } from './cost-roll-up.ts'
import { measureEarnedValue } from './earned-value.ts'
import { planSpans } from './planned-value-spans.ts'
import type { ScheduleResult } from './schedule-result.ts'
import { findingsOfPresent } from './status-findings.ts'

export const costKindNames = Object.keys(costKinds) as CostKind[]

/** What is spent and what is still to come, by cost kind in the order of `costKindNames`; minor units. */
export interface SimulatedCosts {
  spent: number
  /** Budget still to earn, as the plan has it. */
  remaining: number
  /** Does not follow time. */
  fixed: Float64Array
  /** Follows the time from the data date to the end of the project. */
  byProject: Float64Array
  /** Follows the duration of an activity: amount for its planned remaining duration. */
  byActivity: { kind: number; activity: number; amount: number }[]
}

/** Actual cost and remaining budget of a plan; null where it has neither. Budget of activities without remaining duration, of summaries
 *  and of no activity follows the project. `timeShares` say how much of each kind is paid by time. */
export function readCosts(
  plan: Plan,
  schedule: ScheduleResult,
  remainingMinutes: ArrayLike<number>,
  statusAt: PlanMinute,
  timeShares: readonly number[],
): { costs: SimulatedCosts | null; findings: Problem[] } {
  const rollUp = rollUpCosts(plan, statusAt)
  if (rollUp.cells.length === 0) return { costs: null, findings: [] }
  const spans = planSpans(plan, schedule, compileCalendars(plan))
  const earned = measureEarnedValue(plan, rollUp, spans, statusAt)
  const { budgetAtCompletion, earnedValue, actualCost } = earned.project
  const remaining = Math.max(0, budgetAtCompletion - earnedValue)
  if (budgetAtCompletion === 0 && actualCost === 0) return { costs: null, findings: [] }
  const findings = findingsOfPresent(plan, earned, statusAt)
  if (actualCost <= 0 && earnedValue > 0)
    findings.push({ code: 'simulated-cost-without-actuals', data: { project: plan.project.code } })
  const costs: SimulatedCosts = {
    spent: actualCost <= 0 ? earnedValue : actualCost,
    remaining,
    fixed: new Float64Array(costKindNames.length),
    byProject: new Float64Array(costKindNames.length),
    byActivity: [],
  }
  const indexOf = new Map(plan.activities.map((activity, index) => [activity.rowKey as string, index]))
  const amounts = amountsByKind(plan, rollUp.assignmentBudget)
  let attached = 0
  const unattached = new Float64Array(costKindNames.length)
  for (const { kind, activityKey, amount } of amounts) {
    const activity = activityKey === null ? undefined : indexOf.get(activityKey)
    const left = activity === undefined ? 0 : amount * (1 - (earned.ratios[activity] ?? 0))
    if (activity === undefined || !((remainingMinutes[activity] ?? 0) > 0)) {
      if (activity === undefined || plan.activities[activity]?.actualFinish === null)
        unattached[kind] = (unattached[kind] as number) + amount
      continue
    }
    attached += left
    const byTime = left * (timeShares[kind] as number)
    costs.fixed[kind] = (costs.fixed[kind] as number) + left - byTime
    if (byTime !== 0) costs.byActivity.push({ kind, activity, amount: byTime })
  }
  spreadRest(costs, unattached, remaining - attached, timeShares)
  return { costs, findings }
}

/** What no activity carries, in the proportions of the budgets concerned, so that everything adds up to what is still to earn. */
function spreadRest(
  costs: SimulatedCosts,
  unattached: Float64Array,
  rest: number,
  timeShares: readonly number[],
): void {
  const whole = unattached.reduce((sum, amount) => sum + amount, 0)
  const other = costKindNames.indexOf('other')
  for (let kind = 0; kind < unattached.length; kind++) {
    const share = whole > 0 ? (unattached[kind] as number) / whole : kind === other ? 1 : 0
    const amount = rest * share
    const byTime = amount * (timeShares[kind] as number)
    costs.fixed[kind] = (costs.fixed[kind] as number) + amount - byTime
    costs.byProject[kind] = (costs.byProject[kind] as number) + byTime
  }
}

/** Every budgeted amount with its kind, by place in `costKindNames`, and the activity that carries it. */
export function amountsByKind(plan: Plan, assignmentBudget: readonly (number | null)[]) {
  const kindOf = new Map(plan.resources.map(resource => [resource.rowKey as string, resource.kind]))
  const found: { kind: number; activityKey: string | null; amount: number }[] = []
  plan.assignments.forEach(({ activityKey, resourceKey }, index) => {
    const amount = assignmentBudget[index] ?? null
    if (amount !== null)
      found.push({ kind: costKindNames.indexOf(kindOf.get(resourceKey) ?? 'other'), activityKey, amount })
  })
  for (const { kind, activityKey, amount } of plan.budgetLines)
    found.push({ kind: costKindNames.indexOf(kind), activityKey, amount })
  return found
}
