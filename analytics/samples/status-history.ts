import type { WorkCalendar } from '#calc/calendar.ts'
import { rollUpCosts } from '#calc/cost-roll-up.ts'
import { measureEarnedValue } from '#calc/earned-value.ts'
import { planSpans } from '#calc/planned-value-spans.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { snapshotRow } from '#calc/status-forecast-rows.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { RowKey } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { periodNameOf } from './month-cut-offs.ts'
import { progressAt } from './progress-at.ts'
import type { RealCourse } from './real-course.ts'

/** One status snapshot per cut-off, measured on the plan as it stood then. With `isReplanned` the network was calculated at
 *  each cut-off and its finish is kept; else only the actual finish is known, once it is. */
export function statusHistory(
  plan: Plan,
  course: RealCourse,
  calendars: ReadonlyMap<string, WorkCalendar>,
  cutOffs: readonly PlanMinute[],
  isReplanned: boolean,
): StatusSnapshot[] {
  const noDates = new Float64Array(plan.activities.length).fill(Number.NaN)
  const spans = planSpans(plan, { start: noDates, finish: noDates }, calendars)
  return cutOffs.map(statusAt => {
    const then = progressAt(plan, course, calendars, statusAt)
    const earned = measureEarnedValue(then, rollUpCosts(then, statusAt), spans, statusAt)
    const finish = isReplanned ? plannedFinish(then) : then.project.actualFinish
    return {
      ...snapshotRow(then, earned, statusAt, finish),
      rowKey: `${plan.project.projectId}:calculated:${statusAt}` as RowKey<'statusSnapshot'>,
      periodName: periodNameOf(statusAt),
    }
  })
}

function plannedFinish(plan: Plan): PlanMinute {
  return calculateSchedule(prepareSchedule([plan])).projectFinish[0] as PlanMinute
}
