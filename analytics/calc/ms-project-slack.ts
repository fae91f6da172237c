import { workBetween, type WorkCalendar } from './calendar.ts'
import type { MsProjectLink, MsProjectTask } from './ms-project-input.ts'
import { lagged } from './ms-project-span.ts'
import type { MsProjectState } from './ms-project-state.ts'
import { linkKinds, statuses } from './schedule-input.ts'

/** Total slack: the smaller of start slack (early to late start) and finish slack (early to late finish), in working minutes of the task's calendar, else the project's;
 *  of work under way its finish slack. Where a constraint holds a task before its links allow it, the conflict counts as negative slack. NaN for finished work. Source: Microsoft, Total Slack (task field). */
export function totalSlacks(state: MsProjectState): Float64Array {
  const { status } = state.input.activities
  return slacks(state, u => {
    const finish = between(state, u, state.earlyFinish[u] as number, state.lateFinish[u] as number)
    if (status[u] === statuses.active) return finish
    const start = between(state, u, state.earlyStart[u] as number, state.lateStart[u] as number)
    const logicStart = state.logicStart[u] as number
    const conflict =
      logicStart === logicStart ? between(state, u, logicStart, state.earlyStart[u] as number) : 0
    return Math.min(start, finish) + conflict
  })
}

/** Free slack: how far a task can slip before it moves a successor that has not started, else its total slack. Source: Microsoft, Free Slack
 *  (task field). */
export function freeSlacks(state: MsProjectState, totalSlack: Float64Array): Float64Array {
  const { input, earlyStart, earlyFinish, calendars } = state
  const { status } = input.activities
  return slacks(state, u => {
    let least = Number.POSITIVE_INFINITY
    for (const link of state.after[u] as MsProjectLink[]) {
      if (status[link.to] !== statuses.notStarted) continue
      const isFromStart = (link.kind & 1) === 1
      if (isFromStart && status[u] !== statuses.notStarted) continue
      const given = link.kind <= linkKinds.startToStart ? earlyStart : earlyFinish
      const calendar = calendars[link.calendar] as WorkCalendar
      const need = lagged(calendar, given[link.to] as number, -link.lag, link.isElapsed, isFromStart)
      const own = (isFromStart ? earlyStart : earlyFinish)[u] as number
      least = Math.min(least, between(state, u, own, need))
    }
    return least === Number.POSITIVE_INFINITY ? (totalSlack[u] as number) : least
  })
}

function slacks(state: MsProjectState, slackOf: (u: number) => number): Float64Array {
  const found = new Float64Array(state.tasks.length).fill(Number.NaN)
  for (const u of state.order)
    if (state.input.activities.status[u] !== statuses.finished) found[u] = slackOf(u)
  return found
}

function between({ calendars, tasks }: MsProjectState, u: number, from: number, to: number): number {
  return workBetween(calendars[(tasks[u] as MsProjectTask).calendar] as WorkCalendar, from, to)
}
