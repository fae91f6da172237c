import { dayOf, formatDay, type PlanMinute } from '#model/plan-time.ts'
import type { Coverage, FeasibilitySubject } from './feasibility.ts'
import { activityPlace } from './plan-fault.ts'

/** Activities that start before their drawings are there. Started ones are passed over. */
export function findLateDrawings(subject: FeasibilitySubject): Coverage {
  const { plan, schedule } = subject
  const coverage: Coverage = { looked: new Set(), gaps: [] }
  for (const [index, { drawingsOn, actualStart, actualFinish, code }] of plan.activities.entries()) {
    const start = schedule.earlyStart[index] as number
    if (drawingsOn === null || actualStart !== null || actualFinish !== null || Number.isNaN(start)) continue
    coverage.looked.add(index)
    const startDay = dayOf(start as PlanMinute)
    if (drawingsOn <= startDay) continue
    coverage.gaps.push({
      activity: index,
      problem: {
        code: 'drawings-late',
        at: activityPlace(subject, index, 'drawingsOn'),
        data: {
          activity: code,
          start: formatDay(startDay),
          ready: formatDay(drawingsOn),
          days: drawingsOn - startDay,
        },
      },
    })
  }
  return coverage
}
