import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { finishAt, workAt } from './calendar.ts'
import type { PlannedSpans } from './planned-value-spans.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** Forecast finish of each activity, aligned with `plan.activities`, for one percentile of the project's finish. The working
 *  time from the status date to an activity's scheduled finish is stretched as the forecast stretches that of the project: an
 *  approximation that keeps order and logic but knows nothing of the single activity's own risk or float. Finished
 *  activities keep their actual finish; no other is before the status date. Null without a scheduled finish. */
export function forecastActivityFinishes(
  plan: Plan,
  schedule: Pick<ScheduleResult, 'finish'>,
  spans: Pick<PlannedSpans, 'calendarOf' | 'calendars'>,
  statusAt: PlanMinute,
  projectFinish: number,
  forecastFinish: number,
): (PlanMinute | null)[] {
  const left = projectFinish - statusAt
  const stretch = left > 0 ? Math.max(0, forecastFinish - statusAt) / left : 1
  const workNow = spans.calendars.map(calendar => workAt(calendar, statusAt))
  return plan.activities.map((activity, index) => {
    if (activity.actualFinish !== null) return activity.actualFinish
    const finish = schedule.finish[index] ?? Number.NaN
    if (Number.isNaN(finish)) return null
    if (finish <= statusAt) return statusAt
    const calendarIndex = spans.calendarOf[index] as number
    const calendar = spans.calendars[calendarIndex]
    if (!calendar) return null
    const now = workNow[calendarIndex] as number
    const work = Math.ceil((workAt(calendar, finish) - now) * stretch)
    return Math.max(statusAt, finishAt(calendar, now + work)) as PlanMinute
  })
}
