import type { Activity } from '#model/entities/activity.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import type { Resource } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { standardCalendar, workBetween, type WorkCalendar } from './calendar.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** A stretch of time in which one assignment works evenly. Minutes of plan time; thousandths of the resource's unit. */
export interface WorkSegment {
  /** Place of the activity in the plan. */
  activity: number
  resourceKey: string
  calendar: WorkCalendar
  start: number
  finish: number
  quantity: number
  /** In use at one time; null where that means nothing. */
  rate: number | null
}

/** Segments of all assignments whose activity has dates: one of an activity not started or finished, done and remaining of
 *  one in progress. */
export function workSegments(
  plan: Plan,
  schedule: Pick<ScheduleResult, 'start' | 'finish' | 'earlyStart' | 'earlyFinish'>,
  calendars: ReadonlyMap<string, WorkCalendar>,
  statusAt: PlanMinute | null,
): WorkSegment[] {
  const activityIndex = new Map(plan.activities.map((activity, index) => [activity.rowKey as string, index]))
  const resources = new Map(plan.resources.map(resource => [resource.rowKey as string, resource]))
  const projectCalendar = plan.project.calendarKey ?? plan.calendars[0]?.rowKey ?? null
  const minutesPerDayOf = new Map(
    plan.calendars.map(row => [row.rowKey as string, row.minutesPerDay as number]),
  )
  const segments: WorkSegment[] = []
  for (const assignment of plan.assignments) {
    const index = activityIndex.get(assignment.activityKey)
    const resource = resources.get(assignment.resourceKey)
    const activity = index === undefined ? undefined : plan.activities[index]
    if (index === undefined || !activity || !resource) continue
    const calendarKey =
      (activity.kind === 'resourceDependent' ? resource.calendarKey : null) ??
      activity.calendarKey ??
      projectCalendar
    const calendar = (calendarKey === null ? undefined : calendars.get(calendarKey)) ?? standardCalendar
    const dates = {
      start: schedule.start[index] as number,
      finish: schedule.finish[index] as number,
      restStart: schedule.earlyStart[index] as number,
      statusAt,
    }
    if (Number.isNaN(dates.start) || Number.isNaN(dates.finish)) continue
    const minutes = (calendarKey === null ? undefined : minutesPerDayOf.get(calendarKey)) ?? 480
    for (const segment of segmentsOf(activity, assignment, resource, calendar, dates, minutes))
      segments.push({ ...segment, activity: index })
  }
  return segments
}

function segmentsOf(
  activity: Activity,
  assignment: Assignment,
  resource: Resource,
  calendar: WorkCalendar,
  dates: { start: number; finish: number; restStart: number; statusAt: PlanMinute | null },
  minutesPerDay: number,
): Omit<WorkSegment, 'activity'>[] {
  const { start, finish } = dates
  const work = workBetween(calendar, start, finish)
  const time = isUsedByTime(resource) ? work / (hourUnits.test(resource.unit ?? '') ? 60 : minutesPerDay) : 0
  const planned = assignment.plannedQuantity ?? Math.round((assignment.rate ?? 0) * time)
  const whole = activity.actualFinish === null ? planned : (assignment.actualQuantity ?? planned)
  const rate = assignment.rate ?? (time > 0 && whole > 0 ? Math.round(whole / time) : null)
  const segment = (from: number, to: number, quantity: number): Omit<WorkSegment, 'activity'> => ({
    resourceKey: resource.rowKey,
    calendar,
    start: from,
    finish: to,
    quantity,
    rate,
  })
  if (activity.actualStart === null || activity.actualFinish !== null || dates.statusAt === null)
    return [segment(start, finish, whole)]
  const turn = Math.min(finish, Math.max(start, dates.statusAt))
  const restStart = Number.isNaN(dates.restStart) ? turn : Math.min(finish, Math.max(turn, dates.restStart))
  const doneShare = activity.completeRatio ?? (work > 0 ? workBetween(calendar, start, turn) / work : 0)
  const done = assignment.actualQuantity ?? Math.round(planned * doneShare)
  const rest = assignment.remainingQuantity ?? Math.max(0, planned - done)
  return [segment(start, turn, done), segment(restStart, finish, rest)]
}

function isUsedByTime(resource: Resource): boolean {
  return resource.kind === 'labour' || resource.kind === 'machine'
}
/** Units counted in hours; all others of labour and machines count days (工日, 台班). */
const hourUnits = /^(h|hr|hrs|hours?|工时|小时|人时|台时)$/i
