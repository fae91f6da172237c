import type { Plan } from '#model/plan.ts'
import { minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import { workBetween, type WorkCalendar } from './calendar.ts'
import type { CostRollUp } from './cost-roll-up.ts'
import type { SituationActivity } from './forecast-situation.ts'
import type { PlannedSpans } from './planned-value-spans.ts'

/** The activities of a running plan as a forecast sees them: planned span, planned work and what is known of their course at
 *  the status date. Summaries, level of effort and activities without dates are left out. Days from the planned start. */
export function situationActivities(
  plan: Plan,
  costs: CostRollUp,
  spans: PlannedSpans,
  statusAt: PlanMinute,
  plannedStart: number,
): SituationActivity[] {
  const budget = new Float64Array(plan.activities.length)
  const actual = new Float64Array(plan.activities.length)
  const { cells } = costs
  for (let cell = 0; cell < cells.length; cell++) {
    const activity = cells.activity[cell] as number
    if (activity < 0) continue
    budget[activity] = (budget[activity] as number) + (cells.budget[cell] as number)
    actual[activity] = (actual[activity] as number) + (cells.actual[cell] as number)
  }
  const days = (minute: number) => (minute - plannedStart) / minutesPerDay
  return plan.activities.flatMap((activity, index) => {
    if (activity.kind === 'wbsSummary' || activity.kind === 'levelOfEffort') return []
    const start = spans.start[index] as number
    const finish = spans.finish[index] as number
    if (Number.isNaN(start) || Number.isNaN(finish)) return []
    const calendar = spans.calendars[spans.calendarOf[index] as number] as WorkCalendar
    const begun =
      activity.actualStart !== null && activity.actualStart <= statusAt ? activity.actualStart : null
    const ended = begun !== null && activity.actualFinish !== null && activity.actualFinish <= statusAt
    return [
      {
        key: activity.rowKey,
        plannedStart: days(start),
        plannedFinish: days(finish),
        plannedWork: (spans.workFinish[index] as number) - (spans.workStart[index] as number),
        budget: budget[index] as number,
        state: ended
          ? ('finished' as const)
          : begun !== null
            ? ('inProgress' as const)
            : ('notStarted' as const),
        actualStart: begun === null ? null : days(begun),
        actualWork: ended ? workBetween(calendar, begun, activity.actualFinish as number) : null,
        actualCost: ended && (actual[index] as number) > 0 ? (actual[index] as number) : null,
      },
    ]
  })
}
