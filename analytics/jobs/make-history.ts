import type { Plan } from '#model/plan.ts'

/** A plan as a finished project: its status, and its actual dates where the file gives only those of activities. */
export function makeHistory(plan: Plan): Plan {
  const { project, activities } = plan
  const starts = activities.flatMap(activity => activity.actualStart ?? [])
  const finishes = activities.flatMap(activity => activity.actualFinish ?? [])
  const isComplete = activities.every(
    activity => activity.actualFinish !== null || activity.kind === 'wbsSummary',
  )
  return {
    ...plan,
    project: {
      ...project,
      status: 'finished',
      actualStart: project.actualStart ?? least(starts),
      actualFinish: project.actualFinish ?? (isComplete ? greatest(finishes) : null),
    },
  }
}

function least<T extends number>(values: readonly T[]): T | null {
  return values.reduce<T | null>((best, value) => (best === null || value < best ? value : best), null)
}
function greatest<T extends number>(values: readonly T[]): T | null {
  return values.reduce<T | null>((best, value) => (best === null || value > best ? value : best), null)
}
