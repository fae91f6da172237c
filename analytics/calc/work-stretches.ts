import type { Plan } from '#model/plan.ts'
import { compileCalendars, standardCalendar, workBetween } from './calendar.ts'

/** How long finished work took against its plan. */
export interface WorkStretches {
  /** Planned working minutes and actual over planned, aligned with the plan's activities; null for what is not finished. */
  activities: ({ planned: number; ratio: number } | null)[]
  /** Actual over planned working time of the whole project in its own calendar; null where a date of it is not known. */
  project: number | null
}

/** Actual against planned working time of a finished plan. Planned is what the current baseline froze, else the planned duration. */
export function workStretches(plan: Plan): WorkStretches {
  const calendars = compileCalendars(plan)
  const calendarOf = (key: string | null) =>
    calendars.get(key ?? plan.project.calendarKey ?? '') ?? standardCalendar
  const current = plan.baselines.find(baseline => baseline.isCurrent)?.rowKey
  const frozen = new Map(
    plan.baselineActivities
      .filter(row => row.baselineKey === current)
      .map(row => [row.activityKey as string, row]),
  )
  const activities = plan.activities.map(({ actualStart, actualFinish, rowKey, calendarKey, duration }) => {
    if (actualStart === null || actualFinish === null) return null
    const calendar = calendarOf(calendarKey)
    const before = frozen.get(rowKey)
    const planned =
      before && before.start !== null && before.finish !== null
        ? workBetween(calendar, before.start, before.finish)
        : duration
    return { planned, ratio: workBetween(calendar, actualStart, actualFinish) / planned }
  })
  const { plannedStart, plannedFinish, actualStart, actualFinish } = plan.project
  if (plannedStart === null || plannedFinish === null || actualStart === null || actualFinish === null)
    return { activities, project: null }
  const planned = workBetween(calendarOf(null), plannedStart, plannedFinish)
  const project = planned > 0 ? workBetween(calendarOf(null), actualStart, actualFinish) / planned : null
  return { activities, project }
}
