import type { Coverage, FeasibilitySubject } from './feasibility.ts'
import { activityPlace, dateText } from './plan-fault.ts'

/** Activities that start when too little of a limited crew, machine or subcontractor is free. */
export function findCapacityGaps(subject: FeasibilitySubject): Coverage {
  const coverage: Coverage = { looked: new Set(), gaps: [] }
  for (const resource of subject.plan.resources) {
    const { available } = resource
    if (available === null || resource.kind === 'material') continue
    // Segments come by start, so what is in use when one starts is the most there is while it lasts.
    let inUse: { finish: number; rate: number }[] = []
    for (const { activity, start, finish, rate } of subject.segmentsOf.get(resource.rowKey) ?? []) {
      if (rate === null || rate === 0) continue
      coverage.looked.add(activity)
      inUse = inUse.filter(other => other.finish > start)
      const free = available - inUse.reduce((sum, other) => sum + other.rate, 0)
      if (rate <= free) {
        inUse.push({ finish, rate })
        continue
      }
      const place = activityPlace(subject, activity, 'start')
      coverage.gaps.push({
        activity,
        problem: {
          code: 'capacity-short',
          at: place,
          data: {
            activity: place.code ?? '',
            resource: resource.name,
            from: dateText(start),
            needed: rate / 1000,
            free: free / 1000,
            available: available / 1000,
          },
        },
      })
    }
  }
  return coverage
}
