import { finishAt, startAt, type WorkCalendar } from './calendar.ts'
import { shapes } from './schedule-input.ts'
import { never, type UniformBounds } from './uniform-bounds.ts'
import type { UniformState } from './uniform-pass.ts'

/** The dates and total floats of all activities from their work. */
export function writeMinutes(state: UniformState) {
  const { calendar, origin, length, early, late, resumes, resumesLate } = state
  const { shape } = state.input.activities
  const count = early.length
  const startOf = startsOf(calendar)
  const earlyStart = new Float64Array(count)
  const earlyFinish = new Float64Array(count)
  const lateStart = new Float64Array(count)
  const lateFinish = new Float64Array(count)
  const totalFloat = new Float64Array(count)
  for (let u = 0; u < count; u++) {
    const start = early[u]! + origin
    const last = late[u]! + origin
    totalFloat[u] = last - start
    const how = shape[u]!
    const resumed = resumes[u] === early[u]
    if (how === shapes.work) {
      const work = length[u]!
      earlyStart[u] = startOf(start)
      earlyFinish[u] = resumed ? startOf(start + work) : startOf(start + work - 1) + 1
      lateStart[u] = startOf(last)
      lateFinish[u] = startOf(last + work - 1) + 1
    } else {
      const date = how === shapes.finishMilestone && !resumed ? startOf(start - 1) + 1 : startOf(start)
      earlyStart[u] = date
      earlyFinish[u] = date
      const lateDate = resumesLate[u] === 1 ? startOf(last) : startOf(last - 1) + 1
      lateStart[u] = lateDate
      lateFinish[u] = lateDate
    }
  }
  return { earlyStart, earlyFinish, lateStart, lateFinish, totalFloat, projectEnd: projectEndsOf(state) }
}

/** Latest early finish of each project, and of all; NaN for a project without activities. */
export function projectEndsOf({ calendar, origin, ends }: UniformBounds): Float64Array {
  return Float64Array.from(ends, end => {
    const work = (end >> 1) + origin
    if (end === -never) return Number.NaN
    return (end & 1) === 1 ? startAt(calendar, work) : finishAt(calendar, work)
  })
}

/** `startAt` of one calendar, with what it looks up at hand: the window of exceptions by `startAt` itself, the weeks around it from
 *  their table. */
function startsOf(calendar: WorkCalendar): (work: number) => number {
  const { windowWork, weekWork, weekStart, anchorDay, windowDays } = calendar
  const before = anchorDay * 1440
  const after = (anchorDay + windowDays) * 1440
  return work => {
    if (work >= windowWork) {
      const outside = work - windowWork
      const week = (outside / weekWork) | 0
      return after + week * 10080 + weekStart[outside - week * weekWork]!
    }
    if (work >= 0) return startAt(calendar, work)
    const week = Math.floor(work / weekWork)
    return before + week * 10080 + weekStart[work - week * weekWork]!
  }
}
