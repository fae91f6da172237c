import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { removeLag, startFromFinish } from './lag.ts'
import { linkKinds, shapes } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

/** Moves the activities that are to be as late as possible up to the early dates of their successors, from the end of the
 *  network to its beginning. One without successors goes to the end of its project. Nothing else moves. */
export function delayAsLateAsPossible(state: ScheduleState): void {
  const { network, input } = state
  const { asLateAsPossible, shape } = input.activities
  for (let place = network.order.length - 1; place >= 0; place--) {
    const u = network.order[place] as number
    if (asLateAsPossible[u] !== 1 || (shape[u] as number) >= shapes.finished) continue
    delay(state, u)
  }
}

function delay(state: ScheduleState, u: number): void {
  const { network, to, kind, lag, lagCalendar, earlyStart, earlyFinish } = state
  const calendar = state.calendarOf[u] as WorkCalendar
  let start = Number.POSITIVE_INFINITY
  let finish = Number.POSITIVE_INFINITY
  const end = network.first[u + 1] as number
  for (let slot = network.first[u] as number; slot < end; slot++) {
    const v = to[slot] as number
    const how = kind[slot] as number
    const need = removeLag(
      lagCalendar[slot] as WorkCalendar,
      how <= linkKinds.startToStart ? (earlyStart[v] as number) : (earlyFinish[v] as number),
      lag[slot] as number,
    )
    if ((how & 1) === 0) finish = Math.min(finish, need)
    else start = Math.min(start, how === linkKinds.startToFinish ? startFromFinish(calendar, need) : need)
  }
  if (network.first[u] === end)
    finish = state.projectEnd[state.input.activities.project[u] as number] as number
  const length = state.remaining[u] as number
  const startWork = Math.min(
    start === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : workAt(calendar, start),
    finish === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : workAt(calendar, finish) - length,
  )
  if (!Number.isFinite(startWork) || startWork <= (state.startWork[u] as number)) return
  const finishWork = startWork + length
  state.startWork[u] = startWork
  state.finishWork[u] = finishWork
  earlyFinish[u] = finishAt(calendar, finishWork)
  earlyStart[u] = length === 0 ? (earlyFinish[u] as number) : startAt(calendar, startWork)
}
