import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'

/** The plan with no start held by an accepted levelling; what is given stays as it is. */
export function releaseLevelledStarts(plan: Plan): Plan {
  return { ...plan, activities: plan.activities.map(activity => ({ ...activity, levelledStart: null })) }
}

/** Whether an activity waits for a start that was accepted from a levelling; one that has begun no longer does. */
export function isHeldByLevelling({
  levelledStart,
  actualStart,
}: Pick<Activity, 'levelledStart' | 'actualStart'>): boolean {
  return levelledStart !== null && actualStart === null
}
