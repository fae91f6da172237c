import type { Activity } from '#model/entities/activity.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import { finishAt, workAt, type WorkCalendar } from './calendar.ts'
import { commonCalendar } from './ms-project-calendar.ts'
import type { MsProjectFrame, MsProjectInput, MsProjectSpan, MsProjectTask } from './ms-project-input.ts'
import { msProjectLinks } from './ms-project-links.ts'
import { parsePauses } from './pauses.ts'
import type { ProjectFrame } from './prepare-activity.ts'

/** What MS Project's rules need of plans that follow them; null where a plan follows others. Calendars that tasks and resources have in common are
 *  added to `calendars`. */
export function prepareMsProject(
  frames: readonly ProjectFrame[],
  indexOf: ReadonlyMap<string, number>,
  calendars: WorkCalendar[],
): MsProjectInput | null {
  if (frames.length === 0) return null
  if (frames.some(({ plan }) => plan.project.schedulingRules !== 'msProject')) return null
  const common = new Map<string, number>()
  const tasks: MsProjectTask[] = []
  for (const frame of frames) {
    const assigned = assignmentsByActivity(frame)
    for (const activity of frame.plan.activities)
      tasks.push(taskOf(activity, assigned.get(activity.rowKey) ?? [], frame, calendars, common))
  }
  return {
    tasks,
    links: frames.flatMap(frame => msProjectLinks(frame, frames, indexOf, tasks)),
    projects: frames.map(projectOf),
  }
}

function projectOf({ plan: { project }, dataDate }: ProjectFrame): MsProjectFrame {
  return {
    start: project.plannedStart ?? dataDate,
    finish: project.scheduleFrom === 'finish' ? (project.mustFinishBy ?? Number.NaN) : Number.NaN,
    hasManyCriticalPaths: project.openEndsAreCritical,
  }
}

/** Assignments of people and machines, with the calendars they work in. */
type Work = { calendar: number; assignment: Assignment }

function assignmentsByActivity(frame: ProjectFrame): Map<string, Work[]> {
  const resources = new Map(frame.plan.resources.map(resource => [resource.rowKey as string, resource]))
  const found = new Map<string, Work[]>()
  for (const assignment of frame.plan.assignments) {
    const resource = resources.get(assignment.resourceKey)
    if (!resource || resource.kind === 'material' || resource.kind === 'other') continue
    const calendar = frame.calendarIndex.get(resource.calendarKey ?? '') ?? frame.defaultCalendar
    const known = found.get(assignment.activityKey)
    if (known) known.push({ calendar, assignment })
    else found.set(assignment.activityKey, [{ calendar, assignment }])
  }
  return found
}

function taskOf(
  activity: Activity,
  assigned: Work[],
  frame: ProjectFrame,
  calendars: WorkCalendar[],
  common: Map<string, number>,
): MsProjectTask {
  const own = frame.calendarIndex.get(activity.calendarKey ?? '')
  const calendar = own ?? frame.defaultCalendar
  const isStarted = activity.actualStart !== null
  const length = Math.max(0, isStarted ? remainingOf(activity) : activity.duration)
  const done = isStarted ? Math.max(0, activity.duration - length) : 0
  const pauses = (parsePauses(activity.pauses ?? '') ?? []).filter(
    pause => pause.after >= done && pause.after < done + length,
  )
  const paused = pauses.reduce((sum, pause) => sum + pause.length, 0)
  const work = activity.kind === 'resourceDependent' ? assigned : []
  const spans =
    length === 0 || activity.kind === 'wbsSummary'
      ? []
      : spansOf(work, own, calendar, length, isStarted, calendars, common).map(span => ({
          ...span,
          length: span.length + paused,
        }))
  const task: MsProjectTask = {
    calendar,
    spans,
    constraint: activity.constraintKind,
    constraintAt: activity.constraintAt ?? Number.NaN,
    deadline: activity.deadline ?? Number.NaN,
    levelledStart: activity.levelledStart ?? Number.NaN,
    externalStart: activity.externalEarlyStart ?? Number.NaN,
    externalFinish: activity.externalLateFinish ?? Number.NaN,
    resume: Number.NaN,
    mayBeSplit: frame.plan.project.progressMode === 'retainedLogic' && (activity.completeRatio ?? 0) > 0,
  }
  if (isStarted) task.resume = resumeOf(activity, done, spans[0]?.calendar ?? calendar, calendars)
  return task
}

function remainingOf({ remainingDuration, duration, completeRatio }: Activity): number {
  return remainingDuration ?? Math.round(duration * (1 - (completeRatio ?? 0)))
}

/** The reported resumption, else where the work done since the actual start ended. */
function resumeOf(
  activity: Activity,
  done: number,
  calendarIndex: number,
  calendars: readonly WorkCalendar[],
): number {
  if (activity.resumedAt !== null) return activity.resumedAt
  const start = activity.actualStart ?? Number.NaN
  const calendar = calendars[calendarIndex] as WorkCalendar
  return done === 0 ? start : finishAt(calendar, workAt(calendar, start) + done)
}

/** One span in the calendar of the resources; where they work in different calendars one for each, as long as its work takes at its units. A task with a
 *  calendar of its own is done when both work. Source: Microsoft, "Why Project schedules a task the way it does"; a task ends with its last
 *  assignment (Harris, Planning and Scheduling Using Microsoft Project). */
function spansOf(
  work: readonly Work[],
  own: number | undefined,
  calendar: number,
  length: number,
  isStarted: boolean,
  calendars: WorkCalendar[],
  common: Map<string, number>,
): MsProjectSpan[] {
  const indices = new Set(
    work.map(one => (own === undefined ? one.calendar : commonOf(own, one.calendar, calendars, common))),
  )
  if (indices.size === 0) return [{ calendar, length }]
  if (indices.size === 1) return [{ calendar: [...indices][0] as number, length }]
  return work.map(({ calendar: of, assignment }) => ({
    calendar: own === undefined ? of : commonOf(own, of, calendars, common),
    length: lengthOf(assignment, length, isStarted),
  }))
}

function lengthOf(
  { rate, plannedQuantity, remainingQuantity }: Assignment,
  most: number,
  isStarted: boolean,
): number {
  const hours = isStarted ? remainingQuantity : plannedQuantity
  if (hours === null || rate === null || rate <= 0) return most
  return Math.min(most, Math.round((hours / rate) * 60))
}

function commonOf(
  own: number,
  resource: number,
  calendars: WorkCalendar[],
  known: Map<string, number>,
): number {
  if (own === resource) return own
  const key = `${own} ${resource}`
  const before = known.get(key)
  if (before !== undefined) return before
  const made = commonCalendar(calendars[own] as WorkCalendar, calendars[resource] as WorkCalendar)
  const index = made === null ? own : calendars.push(made) - 1
  known.set(key, index)
  return index
}
