import { roundMoney, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { priceAssignment } from './cost-amount.ts'
import type { CostRollUp } from './cost-roll-up.ts'

/** What the remaining work is now estimated to cost, from the bottom up: remaining quantity times price where an assignment
 *  says what remains, else the budget not yet earned. In minor units, rounded once. `earnedShares` are aligned with the cells,
 *  `earnedRatios` with the activities. For estimate (e): AC + this. */
export function estimateRemainingCost(
  plan: Plan,
  costs: CostRollUp,
  earnedShares: Float64Array,
  earnedRatios: Float64Array,
): MinorUnits {
  const { cells } = costs
  let remaining = 0
  for (let cell = 0; cell < cells.length; cell++)
    remaining += (cells.budget[cell] as number) * (1 - (earnedShares[cell] as number))
  const prices = new Map(plan.resources.map(resource => [resource.rowKey as string, resource.price]))
  const activityIndex = new Map(plan.activities.map((activity, index) => [activity.rowKey as string, index]))
  plan.assignments.forEach((assignment, index) => {
    const price = prices.get(assignment.resourceKey) ?? null
    const activity = activityIndex.get(assignment.activityKey)
    if (assignment.remainingQuantity === null || price === null || activity === undefined) return
    const budgeted = (costs.assignmentBudget[index] ?? 0) * (1 - (earnedRatios[activity] as number))
    remaining +=
      priceAssignment(assignment, assignment.remainingQuantity, price, plan.project.currency) - budgeted
  })
  return roundMoney(Math.max(0, remaining))
}
