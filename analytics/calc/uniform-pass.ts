import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { layOutUniform, type UniformLinks } from './uniform-links.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'

/** Dates and floats of a network of one calendar. */
export interface UniformDates {
  earlyStart: Float64Array
  earlyFinish: Float64Array
  lateStart: Float64Array
  lateFinish: Float64Array
  totalFloat: Float64Array
  freeFloat: Float64Array
  projectEnd: Float64Array
  /** 1 where no link leaves the activity. */
  isEnd: Uint8Array
}

/** What both passes share. A date is held as twice the work minutes w since the origin: 2w is the minute where work w ended, 2w + 1
 *  the minute where work goes on after it; inside a shift both are the same minute. */
interface UniformState {
  input: ScheduleInput
  calendar: WorkCalendar
  /** Work of the calendar at the origin. */
  origin: number
  links: UniformLinks
  order: Int32Array
  length: Int32Array
  earlyStart: Int32Array
  earlyFinish: Int32Array
  /** Latest early finish of each project, and of all in the last place. */
  ends: Int32Array
}

/** Dates further from the origin than this are left to `calculateNetwork`; beyond all of them is no bound. */
const farthest = 2 ** 28
const never = 2 ** 30

/** The passes of `calculateSchedule` for a network that `uniformCalendar` finds to have one calendar, counted in work minutes. Null when
 *  the links form a loop or dates lie centuries apart. */
export function passUniform(input: ScheduleInput): UniformDates | null {
  const calendar = input.uniformCalendar === null ? undefined : input.calendars[input.uniformCalendar]
  if (!calendar) return null
  const { activities, projects } = input
  const origin = workAt(calendar, projects.dataDate[0] as number)
  const count = activities.shape.length
  const length = new Int32Array(count)
  for (let u = 0; u < count; u++) {
    const minutes = activities.remaining[u]!
    if (minutes > farthest) return null
    length[u] = minutes
  }
  const links = layOutUniform(input, farthest)
  const earlyStart = toWork(activities.startMin, calendar, origin, false)
  const earlyFinish = toWork(activities.finishMin, calendar, origin, false)
  const lateStart = toWork(activities.startMax, calendar, origin, true)
  const lateFinish = toWork(activities.finishMax, calendar, origin, true)
  const must = toWork(projects.mustFinishBy, calendar, origin, true)
  if (!links || !earlyStart || !earlyFinish || !lateStart || !lateFinish || !must) return null
  const ends = new Int32Array(projects.code.length + 1).fill(-never)
  const state: UniformState = {
    input,
    calendar,
    origin,
    links,
    order: new Int32Array(count),
    length,
    earlyStart,
    earlyFinish,
    ends,
  }
  if (!passForward(state)) return null
  const floats = passBackward(state, lateStart, lateFinish, must)
  const projectEnd = Float64Array.from(ends, end =>
    end === -never ? Number.NaN : minuteOf(end, calendar, origin),
  )
  return {
    ...floats,
    projectEnd,
    earlyStart: toMinutes(earlyStart, calendar, origin),
    earlyFinish: toMinutes(earlyFinish, calendar, origin),
    lateStart: toMinutes(lateStart, calendar, origin),
    lateFinish: toMinutes(lateFinish, calendar, origin),
  }
}

/** Early dates; false when there is a loop or a date runs too far. */
function passForward(state: UniformState): boolean {
  const { order, length, earlyStart, earlyFinish, ends, calendar, origin } = state
  const { first, target, shift, waiting } = state.links
  const { shape, project } = state.input.activities
  const count = order.length
  let tail = 0
  for (let u = 0; u < count; u++) if (waiting[u] === 0) order[tail++] = u
  for (let head = 0; head < tail; head++) {
    const u = order[head]!
    let start = earlyStart[u]!
    let finish = earlyFinish[u]!
    const how = shape[u]!
    if (how === shapes.work) {
      const work = length[u]! << 1
      const natural = (start & -2) + work
      if (finish < natural) finish = natural
      start = ((finish & -2) - work) | 1
    } else {
      if (finish > start) start = finish
      if (how !== shapes.finishMilestone) start |= 1
      finish = start
    }
    earlyStart[u] = start
    earlyFinish[u] = finish
    const own = project[u]!
    if (finish > ends[own]!) {
      ends[own] = finish
      if (finish > farthest) return false
    }
    const end = first[u + 1]!
    for (let slot = first[u]!; slot < end; slot++) {
      const packed = target[slot]!
      const v = packed >> 2
      const move = shift[slot]!
      let date = (packed & 1) === 0 ? finish : start
      if (move !== 0) date = (date & -2) + move
      if ((packed & 2) === 0) {
        if (date > earlyStart[v]!) earlyStart[v] = date
      } else {
        if ((packed & 1) === 1 && (date & 1) === 1)
          date = isBreak(date, calendar, origin) ? date + 1 : date - 1
        if (date > earlyFinish[v]!) earlyFinish[v] = date
      }
      const left = waiting[v]! - 1
      waiting[v] = left
      if (left === 0) order[tail++] = v
    }
  }
  const all = ends.length - 1
  for (let i = 0; i < all; i++) if (ends[i]! > ends[all]!) ends[all] = ends[i]!
  return tail === count
}

/** Late dates, written over the bounds given, and floats. */
function passBackward(state: UniformState, lateStart: Int32Array, lateFinish: Int32Array, must: Int32Array) {
  const { order, length, earlyStart, earlyFinish, ends, calendar, origin } = state
  const { first, target, shift } = state.links
  const { shape, project } = state.input.activities
  const { floatToNetworkEnd, floatBy } = state.input.projects
  const count = order.length
  const totalFloat = new Float64Array(count)
  const freeFloat = new Float64Array(count)
  const isEnd = new Uint8Array(count)
  for (let head = count - 1; head >= 0; head--) {
    const u = order[head]!
    const own = project[u]!
    const startWork = earlyStart[u]! >> 1
    const finishWork = earlyFinish[u]! >> 1
    let startBound = lateStart[u]!
    let finishBound = lateFinish[u]!
    const end = ends[floatToNetworkEnd[own] === 1 ? ends.length - 1 : own]!
    let free = (end >> 1) - finishWork
    const last = must[own]! === never ? end : must[own]!
    if (last < finishBound) finishBound = last
    const begin = first[u]!
    const stop = first[u + 1]!
    for (let slot = begin; slot < stop; slot++) {
      const packed = target[slot]!
      const v = packed >> 2
      const move = shift[slot]!
      let date: number
      let need: number
      if ((packed & 2) === 0) {
        date = lateStart[v]!
        need = earlyStart[v]!
      } else {
        date = lateFinish[v]!
        need = earlyFinish[v]!
      }
      if (move !== 0) {
        date = ((date & -2) - (move & -2)) | 1
        need = ((need & -2) - (move & -2)) | 1
      }
      let float: number
      if ((packed & 1) === 0) {
        if (date < finishBound) finishBound = date
        float = (need >> 1) - finishWork
      } else {
        if ((packed & 2) !== 0) {
          if ((date & 1) === 0) date = isBreak(date, calendar, origin) ? date - 1 : date + 1
          if ((need & 1) === 0) need = isBreak(need, calendar, origin) ? need - 1 : need + 1
        }
        if (date < startBound) startBound = date
        float = (need >> 1) - startWork
      }
      if (float < free) free = float
    }
    if (begin === stop) isEnd[u] = 1
    const how = shape[u]!
    if (how === shapes.work) {
      const work = length[u]! << 1
      let from = (finishBound & -2) - work
      if ((startBound & -2) < from) from = startBound & -2
      startBound = from | 1
      finishBound = from + work
    } else {
      if (startBound < finishBound) finishBound = startBound
      if (how !== shapes.startMilestone) finishBound &= -2
      startBound = finishBound
    }
    lateStart[u] = startBound
    lateFinish[u] = finishBound
    const by = floatBy[own]!
    const byFinish = (finishBound >> 1) - finishWork
    const byStart = (startBound >> 1) - startWork
    totalFloat[u] = by === 0 ? byFinish : by === 1 || byStart < byFinish ? byStart : byFinish
    freeFloat[u] = free
  }
  return { totalFloat, freeFloat, isEnd }
}

/** True when work stops at this date and goes on later. */
function isBreak(date: number, calendar: WorkCalendar, origin: number): boolean {
  const work = (date >> 1) + origin
  return startAt(calendar, work) !== finishAt(calendar, work)
}

function minuteOf(date: number, calendar: WorkCalendar, origin: number): number {
  const work = (date >> 1) + origin
  return (date & 1) === 1 ? startAt(calendar, work) : finishAt(calendar, work)
}

function toMinutes(dates: Int32Array, calendar: WorkCalendar, origin: number): Float64Array {
  const minutes = new Float64Array(dates.length)
  for (let i = 0; i < dates.length; i++) minutes[i] = minuteOf(dates[i]!, calendar, origin)
  return minutes
}

/** Bounds as work. A date of the forward pass where work cannot end counts from the next start of work, one of the backward pass
 *  where work cannot start from the last end of it. Null when a bound lies too far away. */
function toWork(
  minutes: Float64Array,
  calendar: WorkCalendar,
  origin: number,
  isLate: boolean,
): Int32Array | null {
  const dates = new Int32Array(minutes.length)
  const none = isLate ? never : -never
  let last = Number.NaN
  let date = none
  for (let i = 0; i < minutes.length; i++) {
    const minute = minutes[i]!
    if (minute !== last) {
      last = minute
      if (Number.isFinite(minute)) {
        const work = workAt(calendar, minute)
        const onTime = isLate ? startAt(calendar, work) !== minute : finishAt(calendar, work) === minute
        date = (work - origin) * 2 + (onTime ? 0 : 1)
        if (!(Math.abs(date) < farthest)) return null
      } else date = none
    }
    dates[i] = date
  }
  return dates
}
