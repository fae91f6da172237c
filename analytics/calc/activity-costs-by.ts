import type { Plan } from '#model/plan.ts'
import { minutesPerDay } from '#model/plan-time.ts'

/** What had been booked on each activity by an instant, in minor units by row key; activities without any booking are not in it. */
export function activityCostsBy(plan: Plan, until: number): Map<string, number> {
  const costs = new Map<string, number>()
  for (const { activityKey, bookedOn, amount } of plan.costEntries) {
    if (activityKey === null || bookedOn * minutesPerDay >= until) continue
    costs.set(activityKey, (costs.get(activityKey) ?? 0) + amount)
  }
  return costs
}
