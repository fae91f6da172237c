import { workAt, type WorkCalendar } from './calendar.ts'
import { endForFloat } from './backward-pass.ts'
import { removeLag, startFromFinish } from './lag.ts'
import { linkKinds, statuses } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

/** Total float: late minus early dates in working minutes of the activity's calendar; negative where late is before early.
 *  NaN for finished activities. */
export function totalFloats(state: ScheduleState): Float64Array {
  const { input, calendarOf, lateStart, lateFinish, startWork, finishWork } = state
  const { status, project } = input.activities
  const floats = new Float64Array(calendarOf.length).fill(Number.NaN)
  for (let u = 0; u < floats.length; u++) {
    if (status[u] === statuses.finished) continue
    const calendar = calendarOf[u] as WorkCalendar
    const by = input.projects.floatBy[project[u] as number] as number
    const finishFloat =
      by === 1 ? Number.NaN : workAt(calendar, lateFinish[u] as number) - (finishWork[u] as number)
    const startFloat =
      by === 0 ? Number.NaN : workAt(calendar, lateStart[u] as number) - (startWork[u] as number)
    floats[u] = by === 0 ? finishFloat : by === 1 ? startFloat : Math.min(finishFloat, startFloat)
  }
  return floats
}

/** Free float: how far an activity can slip before it moves a successor's early dates, in working minutes of its calendar.
 *  It is never counted past the latest early finish. With an expected finish it is 0, as in Primavera P6. */
export function freeFloats(state: ScheduleState): Float64Array {
  const { input, network, calendarOf, to, kind, lag, lagCalendar, earlyStart, earlyFinish } = state
  const { status, project, expectedFinish } = input.activities
  const floats = new Float64Array(calendarOf.length).fill(Number.NaN)
  for (let u = 0; u < floats.length; u++) {
    if (status[u] === statuses.finished) continue
    const calendar = calendarOf[u] as WorkCalendar
    const end = network.first[u + 1] as number
    const begin = network.first[u] as number
    const expected = expectedFinish[u] as number
    if (expected === expected) {
      floats[u] = 0
      continue
    }
    const startWork = state.startWork[u] as number
    const finishWork = state.finishWork[u] as number
    let least = Number.POSITIVE_INFINITY
    for (let slot = begin; slot < end; slot++) {
      const v = to[slot] as number
      const how = kind[slot] as number
      const minutes = lag[slot] as number
      const own = (how & 1) === 0 ? finishWork : startWork
      const byStart = how <= linkKinds.startToStart
      let float: number
      if (
        how !== linkKinds.startToFinish &&
        calendarOf[v] === calendar &&
        (minutes === 0 || lagCalendar[slot] === calendar)
      ) {
        // In one calendar the work is known without a look at the dates.
        float = ((byStart ? state.startWork[v] : state.finishWork[v]) as number) - minutes - own
      } else {
        let need = (byStart ? earlyStart[v] : earlyFinish[v]) as number
        if (minutes !== 0) need = removeLag(lagCalendar[slot] as WorkCalendar, need, minutes)
        if (how === linkKinds.startToFinish) need = startFromFinish(calendar, need)
        float = workAt(calendar, need) - own
      }
      if (float < least || float !== float) least = float
    }
    least = Math.min(least, workAt(calendar, endForFloat(state, project[u] as number)) - finishWork)
    floats[u] = least
  }
  return floats
}
