import { type WorkCalendar, workAt } from '#calc/calendar.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import type { Ratio, Thousandths, WorkMinutes } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { RealCourse } from './real-course.ts'

/** The plan as it was reported at a data date: actual dates, progress in whole percent, remaining work as the planner judges it
 *  by the plan, quantities used. Nothing of what came later is in it. */
export function progressAt(
  plan: Plan,
  course: RealCourse,
  calendars: ReadonlyMap<string, WorkCalendar>,
  statusAt: PlanMinute,
): Plan {
  const perDay = new Map(plan.calendars.map(row => [row.rowKey as string, row.minutesPerDay]))
  const ratioOf = new Map<string, number>()
  const activities = plan.activities.map((known, index) => {
    const activity = { ...known, ...notStarted }
    const calendar = calendars.get(activity.calendarKey ?? '') as WorkCalendar
    const start = course.start[index] as PlanMinute
    const finish = course.finish[index] as PlanMinute
    const reported = report(
      activity,
      start,
      finish,
      statusAt,
      calendar,
      perDay.get(activity.calendarKey ?? '') ?? 480,
    )
    ratioOf.set(activity.rowKey, reported.completeRatio ?? 0)
    return reported
  })
  const isDone = activities.every(row => row.actualFinish !== null)
  const first = activities.find(row => row.kind === 'startMilestone')
  const last = activities.at(-1)
  return {
    ...plan,
    project: {
      ...plan.project,
      status: isDone ? 'finished' : 'running',
      dataDate: statusAt,
      actualStart: first?.actualStart ?? null,
      actualFinish: isDone ? (last?.actualFinish ?? null) : null,
    },
    activities,
    assignments: plan.assignments.map(row => used(row, ratioOf.get(row.activityKey) ?? 0)),
    costEntries: plan.costEntries.filter(entry => (entry.bookedOn + 1) * 1440 <= statusAt),
  }
}

const notStarted = { actualStart: null, actualFinish: null, remainingDuration: null, completeRatio: null }

function report(
  activity: Activity,
  start: PlanMinute,
  finish: PlanMinute,
  statusAt: PlanMinute,
  calendar: WorkCalendar,
  perDay: number,
): Activity {
  if (finish <= statusAt)
    return {
      ...activity,
      actualStart: activity.kind === 'finishMilestone' ? null : start,
      actualFinish: finish,
      remainingDuration: 0 as WorkMinutes,
      completeRatio: 1 as Ratio,
    }
  if (start >= statusAt || activity.duration === 0) return activity
  const done = workAt(calendar, statusAt) - workAt(calendar, start)
  const ratio = done / (workAt(calendar, finish) - workAt(calendar, start))
  if (done <= 0) return activity
  const percent = Math.min(99, Math.max(1, Math.round(ratio * 100)))
  const restDays = Math.max(1, Math.round((activity.duration / perDay) * (1 - percent / 100)))
  return {
    ...activity,
    actualStart: start,
    remainingDuration: (restDays * perDay) as WorkMinutes,
    completeRatio: (percent / 100) as Ratio,
  }
}

function used(assignment: Assignment, ratio: number): Assignment {
  if (assignment.plannedQuantity === null || ratio === 0)
    return { ...assignment, actualQuantity: null, remainingQuantity: null }
  const actual = Math.round((assignment.plannedQuantity / 1000) * ratio) * 1000
  return {
    ...assignment,
    actualQuantity: actual as Thousandths,
    remainingQuantity: (assignment.plannedQuantity - actual) as Thousandths,
  }
}
