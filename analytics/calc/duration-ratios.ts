import type { Plan } from '#model/plan.ts'
import { compileCalendars, standardCalendar, workBetween } from './calendar.ts'
import type { DurationRatio } from './simulate-ranges.ts'

/** Shorter work says little: a day more or less doubles it. */
const shortest = 960
/** Ratios beyond these are slips of the pen, not durations. */
const widest = { least: 0.2, most: 5 }

/** Actual over planned working time of every finished activity of a finished plan; planned is what the current baseline froze, else the planned
 *  duration. */
export function durationRatios(plan: Plan): DurationRatio[] {
  const calendars = compileCalendars(plan)
  const current = plan.baselines.find(baseline => baseline.isCurrent)?.rowKey
  const frozen = new Map(
    plan.baselineActivities
      .filter(row => row.baselineKey === current)
      .map(row => [row.activityKey as string, row]),
  )
  return plan.activities.flatMap(activity => {
    const { actualStart, actualFinish, rowKey, name } = activity
    if (actualStart === null || actualFinish === null) return []
    const calendar = calendars.get(activity.calendarKey ?? plan.project.calendarKey ?? '') ?? standardCalendar
    const before = frozen.get(rowKey)
    const planned =
      before && before.start !== null && before.finish !== null
        ? workBetween(calendar, before.start, before.finish)
        : activity.duration
    const ratio = workBetween(calendar, actualStart, actualFinish) / planned
    if (!(planned >= shortest) || !(ratio >= widest.least && ratio <= widest.most)) return []
    return [{ name, sector: plan.project.sector, ratio }]
  })
}
