import { workAt, type WorkCalendar } from './calendar.ts'
import type { MsProjectLink, MsProjectTask } from './ms-project-input.ts'
import { finishBy, finishFrom, lagged, startFor, startFrom } from './ms-project-span.ts'
import type { MsProjectState } from './ms-project-state.ts'
import { linkKinds, statuses } from './schedule-input.ts'

/** Late dates after MS Project's rules: back from the finish of the project, a deadline and a constraint, and from what successors need. Work under way keeps
 *  its actual start as late start, finished work all its dates. */
export function backward(state: MsProjectState, hasManyCriticalPaths: readonly boolean[]): void {
  const { input, tasks, calendars, lateStart, lateFinish, earlyStart, earlyFinish } = state
  const { status, project } = input.activities
  for (let place = state.order.length - 1; place >= 0; place--) {
    const u = state.order[place] as number
    const task = tasks[u] as MsProjectTask
    if (status[u] === statuses.finished) {
      lateStart[u] = earlyStart[u] as number
      lateFinish[u] = earlyFinish[u] as number
      continue
    }
    const own = project[u] as number
    const isOpen = (state.after[u] as MsProjectLink[]).length === 0
    const end = state.projectEnd[own] as number
    let latest = isOpen && hasManyCriticalPaths[own] === true ? (earlyFinish[u] as number) : end
    for (const link of state.after[u] as MsProjectLink[]) latest = earlier(latest, boundOf(state, u, link))
    latest = earlier(earlier(latest, task.deadline), task.externalFinish)
    const allowed = constrained(calendars, task, status[u] !== statuses.notStarted)
    // A task that must start or finish on a date has it as its late date too, whatever its successors need.
    latest = isMandatory(task) && allowed === allowed ? allowed : earlier(latest, allowed)
    const finish = finishBy(calendars, task, latest)
    lateFinish[u] = sameMoment(state, task, earlyFinish[u] as number, finish)
      ? Math.max(finish, earlyFinish[u] as number)
      : finish
    lateStart[u] =
      status[u] === statuses.active
        ? (earlyStart[u] as number)
        : startFor(calendars, task, lateFinish[u] as number)
  }
}

/** The date by which a task must finish for one of its successors to keep its late dates; NaN where the link does not bind. */
function boundOf(state: MsProjectState, u: number, link: MsProjectLink): number {
  const { input, calendars, tasks } = state
  const { status } = input.activities
  const v = link.to
  if (status[v] === statuses.finished) return Number.NaN
  const isFromStart = (link.kind & 1) === 1
  if (isFromStart && (status[u] !== statuses.notStarted || link.from.length > 1)) return Number.NaN
  const successor = tasks[v] as MsProjectTask
  const late = state.lateFinish[v] as number
  const isToStart = link.kind <= linkKinds.startToStart
  if (isToStart && status[v] === statuses.active && !successor.mayBeSplit) return Number.NaN
  const need = !isToStart
    ? late
    : status[v] === statuses.active
      ? startFor(calendars, successor, late)
      : (state.lateStart[v] as number)
  const calendar = calendars[link.calendar] as WorkCalendar
  const date = lagged(calendar, need, -link.lag, link.isElapsed, isFromStart)
  if (!isFromStart) return date
  const task = tasks[u] as MsProjectTask
  return finishFrom(calendars, task, startFrom(calendars, task, date))
}

/** The latest finish a constraint leaves; NaN where it leaves any. */
function constrained(calendars: readonly WorkCalendar[], task: MsProjectTask, isStarted: boolean): number {
  switch (task.constraint) {
    case 'mandatoryFinish':
    case 'finishOn':
    case 'finishOnOrBefore':
      return task.constraintAt
    case 'mandatoryStart':
    case 'startOn':
    case 'startOnOrBefore':
      return isStarted
        ? Number.NaN
        : finishFrom(calendars, task, startFrom(calendars, task, task.constraintAt))
    default:
      return Number.NaN
  }
}

function isMandatory({ constraint }: MsProjectTask): boolean {
  return (
    constraint === 'mandatoryStart' ||
    constraint === 'mandatoryFinish' ||
    constraint === 'startOn' ||
    constraint === 'finishOn'
  )
}

/** Whether two finishes have the same work before them: the end of a shift and the beginning of the next. */
function sameMoment({ calendars }: MsProjectState, task: MsProjectTask, one: number, other: number): boolean {
  const calendar = calendars[task.spans[0]?.calendar ?? task.calendar] as WorkCalendar
  return workAt(calendar, one) === workAt(calendar, other)
}

/** The earlier of two dates; NaN is none. */
function earlier(a: number, b: number): number {
  if (a !== a) return b
  return b < a ? b : a
}
