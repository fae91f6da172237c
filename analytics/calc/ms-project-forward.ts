import { startAt, workAt, type WorkCalendar } from './calendar.ts'
import type { MsProjectLink, MsProjectTask } from './ms-project-input.ts'
import { finishBy, finishFrom, lagged, startFor, startFrom } from './ms-project-span.ts'
import type { MsProjectState } from './ms-project-state.ts'
import { linkKinds, statuses } from './schedule-input.ts'

/** Early dates after MS Project's rules: unstarted work from the project's start and its predecessors, work under way from where it resumes, finished work
 *  where it was. Constraints win over links, as with "tasks will always honor their constraint dates". `delayed` gives starts of
 *  tasks that are as late as possible; NaN elsewhere. */
export function forward(
  state: MsProjectState,
  starts: Float64Array,
  finishes: Float64Array,
  delayed: Float64Array | null,
): void {
  const { input, tasks, calendars } = state
  const { status, actualStart, actualFinish, project } = input.activities
  for (const u of state.order) {
    const task = tasks[u] as MsProjectTask
    if (status[u] === statuses.finished) {
      finishes[u] = actualFinish[u] as number
      starts[u] = Number.isNaN(actualStart[u]) ? (finishes[u] as number) : (actualStart[u] as number)
      continue
    }
    const [start, finish] = boundsOf(state, u, starts, finishes)
    if (status[u] === statuses.active) {
      const from = task.mayBeSplit
        ? later(task.resume, later(start, startForBound(state, task, finish)))
        : task.resume
      starts[u] = actualStart[u] as number
      finishes[u] = finishFrom(
        calendars,
        task,
        task.spans.length === 0 ? from : startFrom(calendars, task, from),
      )
      continue
    }
    const base = state.projectStart[project[u] as number] as number
    const linked = later(start, task.externalStart)
    const held = later(task.levelledStart, delayed?.[u] ?? Number.NaN)
    const dates = placed(state, task, base, later(linked, held), finish)
    starts[u] = dates.start
    finishes[u] = dates.finish
    if (delayed === null) state.logicStart[u] = dates.start < dates.logicStart ? dates.logicStart : Number.NaN
  }
}

/** The date a link asks of its successor, from the predecessors' dates. */
function linkDate(
  { calendars }: MsProjectState,
  link: MsProjectLink,
  starts: Float64Array,
  finishes: Float64Array,
): number {
  const isFromStart = (link.kind & 1) === 1
  let date = isFromStart ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  for (const from of link.from) {
    const own = (isFromStart ? starts[from] : finishes[from]) as number
    if (own !== own) return Number.NaN
    date = isFromStart ? Math.min(date, own) : Math.max(date, own)
  }
  return lagged(calendars[link.calendar] as WorkCalendar, date, link.lag, link.isElapsed, isFromStart)
}

/** The latest start and finish that links ask for; NaN where none does. */
function boundsOf(
  state: MsProjectState,
  u: number,
  starts: Float64Array,
  finishes: Float64Array,
): [number, number] {
  let start = Number.NaN
  let finish = Number.NaN
  for (const link of state.before[u] as MsProjectLink[]) {
    const date = linkDate(state, link, starts, finishes)
    if (link.kind <= linkKinds.startToStart) start = later(start, date)
    else finish = later(finish, date)
  }
  return [start, finish]
}

/** Where a task goes by its links and by constraints that only delay, and where constraints that bind put it. */
function placed(
  { calendars }: MsProjectState,
  task: MsProjectTask,
  base: number,
  startBound: number,
  finishBound: number,
): { start: number; finish: number; logicStart: number } {
  const { constraint, constraintAt: at } = task
  const isAfter = constraint === 'startOnOrAfter'
  // A start typed before the project's own is kept, with a warning, in MS Project too.
  const earliest = later(isAfter && at < base ? at : base, later(startBound, isAfter ? at : Number.NaN))
  const bound = later(finishBound, constraint === 'finishOnOrAfter' ? at : Number.NaN)
  let start = startFrom(calendars, task, earliest)
  let finish = finishFrom(calendars, task, start)
  if (bound > finish) {
    start = startFor(calendars, task, bound)
    finish = heldFinish(calendars, task, finishFrom(calendars, task, start), bound)
  }
  const held = heldDates(calendars, task, start, finish)
  // Before the links of a task push it, nothing but the project's start does: no conflict.
  const isLinked = startBound === startBound || finishBound === finishBound
  return { start: held[0], finish: held[1], logicStart: isLinked ? start : held[0] }
}

/** The dates of a task that must not start or finish later, or not otherwise, than its constraint says. */
function heldDates(
  calendars: readonly WorkCalendar[],
  task: MsProjectTask,
  start: number,
  finish: number,
): [number, number] {
  const { constraint, constraintAt: at } = task
  const isLate = constraint === 'startOnOrBefore' ? start > at : finish > at
  switch (constraint) {
    case 'startOnOrBefore':
      if (!isLate) return [start, finish]
      return startingAt(calendars, task, at)
    case 'mandatoryStart':
    case 'startOn':
      return startingAt(calendars, task, at)
    case 'finishOnOrBefore':
      if (!isLate) return [start, finish]
      return finishingAt(calendars, task, at)
    case 'mandatoryFinish':
    case 'finishOn':
      return finishingAt(calendars, task, at)
    default:
      return [start, finish]
  }
}

function startingAt(calendars: readonly WorkCalendar[], task: MsProjectTask, at: number): [number, number] {
  const start = startFrom(calendars, task, at)
  return [start, finishFrom(calendars, task, start)]
}

function finishingAt(calendars: readonly WorkCalendar[], task: MsProjectTask, at: number): [number, number] {
  const finish = finishBy(calendars, task, at)
  return [startFor(calendars, task, finish), finish]
}

/** A finish that a link asks for at the beginning of a shift stays there, although the work was done at the end of the shift before. */
function heldFinish(
  calendars: readonly WorkCalendar[],
  task: MsProjectTask,
  finish: number,
  bound: number,
): number {
  const calendar = calendars[task.spans[0]?.calendar ?? task.calendar] as WorkCalendar
  const isHeld = bound > finish && startAt(calendar, workAt(calendar, bound)) === bound
  return isHeld && workAt(calendar, bound) === workAt(calendar, finish) ? bound : finish
}

function startForBound({ calendars }: MsProjectState, task: MsProjectTask, finish: number): number {
  return finish === finish ? startFor(calendars, task, finish) : Number.NaN
}

/** The later of two dates; NaN is none. */
function later(a: number, b: number): number {
  if (a !== a) return b
  return b > a ? b : a
}
