import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'
import { dayOf, formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem, ProblemPlace } from '#model/problems.ts'
import { shapes, statuses, type ActivityColumns, type Shape } from './schedule-input.ts'

/** A plan with what its activities need to be prepared. */
export interface ProjectFrame {
  plan: Plan
  calendarIndex: Map<string, number>
  defaultCalendar: number
  dataDate: number
  /** Calendars of the resources of an activity, by its row key. */
  resourceCalendars: Map<string, Set<number>>
}

/** Writes one activity into the columns and returns the calendars of its resources where they decide its dates, else null. */
export function prepareActivity(
  activity: Activity,
  frame: ProjectFrame,
  index: number,
  columns: ActivityColumns,
  findings: Problem[],
): number[] | null {
  const calendar = frame.calendarIndex.get(activity.calendarKey ?? '') ?? frame.defaultCalendar
  const status =
    activity.actualFinish !== null
      ? statuses.finished
      : activity.actualStart !== null
        ? statuses.active
        : statuses.notStarted
  const remaining = status === statuses.finished ? 0 : remainingOf(activity, status)
  const own = activity.kind === 'resourceDependent' ? frame.resourceCalendars.get(activity.rowKey) : undefined
  const resourceCalendars = own && [...own].some(one => one !== calendar) ? [...own] : null
  const shape = shapeOf(activity, status, remaining, frame, resourceCalendars !== null)
  columns.code[index] = activity.code
  columns.rowKey[index] = activity.rowKey
  columns.wbs[index] = activity.wbs
  columns.calendar[index] = calendar
  columns.status[index] = status
  columns.shape[index] = shape
  columns.remaining[index] =
    shape === shapes.work || shape === shapes.resourceWork || shape === shapes.levelOfEffort ? remaining : 0
  columns.actualStart[index] = activity.actualStart ?? Number.NaN
  columns.actualFinish[index] = activity.actualFinish ?? Number.NaN
  columns.startMin[index] = frame.dataDate
  if (status === statuses.notStarted) {
    raise(columns.startMin, index, frame.plan.project.plannedStart)
    raise(columns.startMin, index, activity.levelledStart)
  } else if (frame.plan.project.progressMode === 'actualDates') {
    raise(columns.startMin, index, activity.actualStart)
    raise(columns.finishMin, index, activity.actualFinish)
  }
  if (status === statuses.active) raise(columns.startMin, index, activity.resumedAt)
  if (status !== statuses.finished) {
    lower(columns.finishMax, index, activity.deadline)
    constrain(activity.constraintKind, activity.constraintAt, status, index, columns)
    constrain(activity.secondConstraintKind, activity.secondConstraintAt, status, index, columns)
    if (frame.plan.project.usesExpectedFinish && activity.expectedFinish !== null)
      columns.expectedFinish[index] = activity.expectedFinish
  }
  findOddDates(activity, frame.dataDate, findings)
  return shape === shapes.resourceWork ? resourceCalendars : null
}

/** Remaining duration as reported, else planned; of work under way without a report, the part not complete by whatever measure. */
function remainingOf(activity: Activity, status: number): number {
  const reported = activity.remainingDuration
  if (reported !== null) return Math.max(0, reported)
  const done = status === statuses.active ? (activity.completeRatio ?? 0) : 0
  return Math.max(0, Math.round(activity.duration * (1 - done)))
}

function shapeOf(
  activity: Activity,
  status: number,
  remaining: number,
  frame: ProjectFrame,
  hasOwnCalendars: boolean,
): Shape {
  if (activity.kind === 'levelOfEffort') return shapes.levelOfEffort
  if (activity.kind === 'wbsSummary') return shapes.wbsSummary
  if (status === statuses.finished)
    return frame.plan.project.progressMode === 'actualDates' ? shapes.finishedAsRecorded : shapes.finished
  if (activity.kind === 'startMilestone') return shapes.startMilestone
  if (activity.kind === 'finishMilestone') return shapes.finishMilestone
  if (remaining === 0) return shapes.instant
  return hasOwnCalendars ? shapes.resourceWork : shapes.work
}

function constrain(
  kind: Activity['constraintKind'],
  date: number | null,
  status: number,
  index: number,
  columns: ActivityColumns,
): void {
  if (kind === 'asLateAsPossible') columns.asLateAsPossible[index] = 1
  if (kind === null || date === null) return
  const isStarted = status !== statuses.notStarted
  switch (kind) {
    case 'asLateAsPossible':
      break
    case 'startOn':
      if (isStarted) break
      raise(columns.startMin, index, date)
      lower(columns.startMax, index, date)
      break
    case 'startOnOrAfter':
      if (!isStarted) raise(columns.startMin, index, date)
      break
    case 'startOnOrBefore':
      if (!isStarted) lower(columns.startMax, index, date)
      break
    case 'finishOn':
      raise(columns.finishMin, index, date)
      lower(columns.finishMax, index, date)
      break
    case 'finishOnOrAfter':
      raise(columns.finishMin, index, date)
      break
    case 'finishOnOrBefore':
      lower(columns.finishMax, index, date)
      break
    case 'mandatoryStart':
      if (!isStarted) columns.mandatoryStart[index] = date
      break
    case 'mandatoryFinish':
      columns.mandatoryFinish[index] = date
      break
  }
}

function findOddDates(activity: Activity, dataDate: number, findings: Problem[]): void {
  const { actualStart, actualFinish } = activity
  if (actualStart !== null && actualFinish !== null && actualFinish < actualStart) {
    findings.push({
      code: 'finish-before-start',
      at: placeOf(activity, 'actualFinish'),
      data: { activity: activity.code, start: formatMinute(actualStart), finish: formatMinute(actualFinish) },
    })
  }
  if (actualStart !== null) findAhead(activity, 'actualStart', actualStart, dataDate, findings)
  if (actualFinish !== null) findAhead(activity, 'actualFinish', actualFinish, dataDate, findings)
}

function findAhead(
  activity: Activity,
  field: 'actualStart' | 'actualFinish',
  date: PlanMinute,
  dataDate: number,
  findings: Problem[],
): void {
  if (dayOf(date) <= dayOf(dataDate as PlanMinute)) return
  findings.push({
    code: 'date-after-data-date',
    at: placeOf(activity, field),
    data: {
      activity: activity.code,
      date: formatMinute(date),
      dataDate: formatMinute(dataDate as PlanMinute),
    },
  })
}

function placeOf(activity: Activity, field: string): ProblemPlace {
  return { sheet: 'activity', rowKey: activity.rowKey, code: activity.code, field }
}

function raise(bounds: Float64Array, index: number, date: number | null): void {
  if (date !== null && date > (bounds[index] as number)) bounds[index] = date
}

function lower(bounds: Float64Array, index: number, date: number | null): void {
  if (date !== null && date < (bounds[index] as number)) bounds[index] = date
}
