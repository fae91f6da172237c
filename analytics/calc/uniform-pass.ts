import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
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

/** The one calendar of a network that `passUniform` can take: plain work and milestones, every lag in that calendar, nothing
 *  mandatory, expected or as late as possible, critical by float. Null otherwise. */
export function uniformCalendar(input: ScheduleInput): WorkCalendar | null {
  const { activities, links, effortLinks, projects, calendars } = input
  const count = activities.code.length
  if (count === 0 || effortLinks.from.length > 0 || projects.byLongestPath.includes(1)) return null
  const calendar = activities.calendar[0] as number
  for (let u = 0; u < count; u++) {
    if (activities.calendar[u] !== calendar || activities.shape[u]! > shapes.finishMilestone) return null
    if (activities.asLateAsPossible[u] === 1 || !Number.isNaN(activities.expectedFinish[u]!)) return null
    if (!Number.isNaN(activities.mandatoryStart[u]!) || !Number.isNaN(activities.mandatoryFinish[u]!))
      return null
  }
  for (let k = 0; k < links.from.length; k++)
    if (links.lag[k] !== 0 && links.calendar[k] !== calendar) return null
  return calendars[calendar] as WorkCalendar
}

/** The passes of `calculateSchedule` for a network of one calendar, counted in work minutes instead of dates. A whole number w
 *  stands for the minute where work w ended, w + 0.5 for the minute where work goes on after it; inside a shift both are the
 *  same minute. Null when the links form a loop. */
export function passUniform(input: ScheduleInput, calendar: WorkCalendar): UniformDates | null {
  const { activities, links, projects } = input
  const { shape, remaining, project } = activities
  const count = shape.length
  const { first, target, lag } = layOut(input)
  const isBreak = (work: number) => startAt(calendar, work) !== finishAt(calendar, work)

  const earlyStart = earlyBounds(activities.startMin, calendar)
  const earlyFinish = earlyBounds(activities.finishMin, calendar)
  const waiting = new Int32Array(count)
  for (let k = 0; k < links.to.length; k++) waiting[links.to[k]!]!++
  const order = new Int32Array(count)
  let tail = 0
  for (let u = 0; u < count; u++) if (waiting[u] === 0) order[tail++] = u
  const ends = new Float64Array(projects.code.length + 1).fill(Number.NEGATIVE_INFINITY)
  const all = ends.length - 1
  for (let head = 0; head < tail; head++) {
    const u = order[head]!
    let start = earlyStart[u]!
    let finish = earlyFinish[u]!
    const how = shape[u]!
    if (how === shapes.work) {
      const length = remaining[u]!
      const natural = Math.floor(start) + length
      if (!(finish > natural)) finish = natural
      start = Math.floor(finish) - length + 0.5
    } else {
      if (finish > start) start = finish
      if (how !== shapes.finishMilestone) start = Math.floor(start) + 0.5
      finish = start
    }
    earlyStart[u] = start
    earlyFinish[u] = finish
    const own = project[u]!
    if (finish > ends[own]!) ends[own] = finish
    const end = first[u + 1]!
    for (let slot = first[u]!; slot < end; slot++) {
      const packed = target[slot]!
      const v = packed >> 2
      const minutes = lag[slot]!
      let date = (packed & 1) === 0 ? finish : start
      if (minutes !== 0) date = Math.floor(date) + minutes + (minutes < 0 ? 0.5 : 0)
      if ((packed & 2) === 0) {
        if (date > earlyStart[v]!) earlyStart[v] = date
      } else {
        if ((packed & 1) === 1) {
          const work = Math.floor(date)
          date = date === work || !isBreak(work) ? work : work + 1
        }
        if (date > earlyFinish[v]!) earlyFinish[v] = date
      }
      if (--waiting[v]! === 0) order[tail++] = v
    }
  }
  if (tail < count) return null
  for (let i = 0; i < all; i++) if (ends[i]! > ends[all]!) ends[all] = ends[i]!

  const { lateStart, lateFinish, totalFloat, freeFloat, isEnd } = backward()
  return {
    totalFloat,
    freeFloat,
    isEnd,
    earlyStart: toMinutes(earlyStart, calendar),
    earlyFinish: toMinutes(earlyFinish, calendar),
    lateStart: toMinutes(lateStart, calendar),
    lateFinish: toMinutes(lateFinish, calendar),
    projectEnd: toMinutes(ends, calendar),
  }

  function backward() {
    const lateStart = lateBounds(activities.startMax, calendar)
    const lateFinish = lateBounds(activities.finishMax, calendar)
    const totalFloat = new Float64Array(count)
    const freeFloat = new Float64Array(count)
    const isEnd = new Uint8Array(count)
    const must = lateBounds(projects.mustFinishBy, calendar)
    for (let head = count - 1; head >= 0; head--) {
      const u = order[head]!
      const own = project[u]!
      const startWork = Math.floor(earlyStart[u]!)
      const finishWork = Math.floor(earlyFinish[u]!)
      let startBound = lateStart[u]!
      let finishBound = lateFinish[u]!
      let free = Number.POSITIVE_INFINITY
      const begin = first[u]!
      const end = first[u + 1]!
      for (let slot = begin; slot < end; slot++) {
        const packed = target[slot]!
        const v = packed >> 2
        const minutes = lag[slot]!
        const byStart = (packed & 2) === 0
        let date = byStart ? lateStart[v]! : lateFinish[v]!
        let need = byStart ? earlyStart[v]! : earlyFinish[v]!
        if (minutes !== 0) {
          date = Math.floor(date) - minutes + 0.5
          need = Math.floor(need) - minutes + 0.5
        }
        if ((packed & 1) === 0) {
          if (date < finishBound) finishBound = date
          const float = Math.floor(need) - finishWork
          if (float < free) free = float
        } else {
          if (!byStart) {
            date = startFromFinish(date, isBreak)
            need = startFromFinish(need, isBreak)
          }
          if (date < startBound) startBound = date
          const float = Math.floor(need) - startWork
          if (float < free) free = float
        }
      }
      const float = ends[projects.floatToNetworkEnd[own] === 1 ? all : own]!
      const finish = Number.isNaN(projects.mustFinishBy[own]!) ? float : must[own]!
      if (finish < finishBound) finishBound = finish
      if (Math.floor(float) - finishWork < free) free = Math.floor(float) - finishWork
      if (begin === end) isEnd[u] = 1
      const how = shape[u]!
      if (how === shapes.work) {
        const length = remaining[u]!
        let work = Math.floor(finishBound) - length
        if (Math.floor(startBound) < work) work = Math.floor(startBound)
        startBound = work + 0.5
        finishBound = work + length
      } else {
        if (startBound < finishBound) finishBound = startBound
        if (how !== shapes.startMilestone) finishBound = Math.floor(finishBound)
        startBound = finishBound
      }
      lateStart[u] = startBound
      lateFinish[u] = finishBound
      const by = projects.floatBy[own]!
      const byFinish = Math.floor(finishBound) - finishWork
      const byStart = Math.floor(startBound) - startWork
      totalFloat[u] = by === 0 ? byFinish : by === 1 ? byStart : Math.min(byFinish, byStart)
      freeFloat[u] = free
    }
    return { lateStart, lateFinish, totalFloat, freeFloat, isEnd }
  }
}

/** Links by predecessor: successor and kind in one number, and the lag. */
function layOut({ activities, links }: ScheduleInput) {
  const count = activities.shape.length
  const { from, to, kind } = links
  const first = new Int32Array(count + 1)
  for (let k = 0; k < from.length; k++) first[from[k]!]!++
  const fill = new Int32Array(count)
  let sum = 0
  for (let u = 0; u < count; u++) {
    const own = first[u]!
    first[u] = sum
    fill[u] = sum
    sum += own
  }
  first[count] = sum
  const target = new Int32Array(from.length)
  const lag = new Float64Array(from.length)
  for (let k = 0; k < from.length; k++) {
    const slot = fill[from[k]!]!++
    target[slot] = (to[k]! << 2) | kind[k]!
    lag[slot] = links.lag[k]!
  }
  return { first, target, lag }
}

/** The start at which the last minute before a finish begins, where the finish is the end of a shift. */
function startFromFinish(date: number, isBreak: (work: number) => boolean): number {
  const work = Math.floor(date)
  if (date !== work) return date
  return isBreak(work) ? work - 0.5 : work + 0.5
}

/** Bounds of the forward pass: a date where work cannot end counts from the next start of work. */
function earlyBounds(dates: Float64Array, calendar: WorkCalendar): Float64Array {
  return eachKnown(dates, Number.NEGATIVE_INFINITY, date => {
    const work = workAt(calendar, date)
    return finishAt(calendar, work) === date ? work : work + 0.5
  })
}

/** Bounds of the backward pass: a date where work cannot start counts from the last end of work. */
function lateBounds(dates: Float64Array, calendar: WorkCalendar): Float64Array {
  return eachKnown(dates, Number.POSITIVE_INFINITY, date => {
    const work = workAt(calendar, date)
    return startAt(calendar, work) === date ? work + 0.5 : work
  })
}

/** Converts dates, most of which are the same few; absent ones stay absent. */
function eachKnown(dates: Float64Array, absent: number, convert: (date: number) => number): Float64Array {
  const converted = new Float64Array(dates.length)
  let last = absent
  let lastConverted = absent
  for (let i = 0; i < dates.length; i++) {
    const date = dates[i]!
    if (date !== last) {
      last = date
      lastConverted = Number.isFinite(date) ? convert(date) : absent
    }
    converted[i] = lastConverted
  }
  return converted
}

function toMinutes(works: Float64Array, calendar: WorkCalendar): Float64Array {
  for (let i = 0; i < works.length; i++) {
    const work = works[i]!
    const whole = Math.floor(work)
    works[i] = work === whole ? finishAt(calendar, whole) : startAt(calendar, whole)
  }
  return works
}
