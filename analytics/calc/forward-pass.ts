import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { addLag, finishFromStart } from './lag.ts'
import { linkKinds, shapes } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

/** Early dates of every activity of the order: the earliest that data date, links and constraints allow, as Primavera P6 has
 *  them (rules in `../shared/design/p6-rules.md` sections 2 and 3; what no file decides follows P6's documentation). */
export function forwardPass(state: ScheduleState): void {
  const { order } = state.network
  const bounds = makeEarlyBounds(state)
  for (let place = 0; place < order.length; place++) {
    const u = order[place] as number
    placeEarly(state, u, bounds.start[u] as number, bounds.finish[u] as number)
    passOn(state, u, bounds)
  }
}

/** The earliest start and finish that data date, constraints and the links so far allow, for every activity. */
export interface EarlyBounds {
  start: Float64Array
  finish: Float64Array
}

/** Bounds before any link counts. */
export function makeEarlyBounds({ input: { activities } }: ScheduleState): EarlyBounds {
  return { start: activities.startMin.slice(), finish: activities.finishMin.slice() }
}

/** Raises the bounds of an activity's successors to what its early dates ask of them. */
export function passOn(state: ScheduleState, u: number, bounds: EarlyBounds): void {
  const { network, to, kind, lag, lagCalendar, calendarOf, earlyStart, earlyFinish } = state
  const end = network.first[u + 1] as number
  for (let slot = network.first[u] as number; slot < end; slot++) {
    const v = to[slot] as number
    const how = kind[slot] as number
    const own = (how & 1) === 0 ? (earlyFinish[u] as number) : (earlyStart[u] as number)
    const minutes = lag[slot] as number
    const date = minutes === 0 ? own : addLag(lagCalendar[slot] as WorkCalendar, own, minutes)
    if (how <= linkKinds.startToStart) {
      if (!(date <= (bounds.start[v] as number))) bounds.start[v] = date
    } else {
      const finish =
        how === linkKinds.startToFinish ? finishFromStart(calendarOf[v] as WorkCalendar, date) : date
      if (!(finish <= (bounds.finish[v] as number))) bounds.finish[v] = finish
    }
  }
}

/** Writes the early dates of one activity, given its bounds. */
export function placeEarly(state: ScheduleState, u: number, startBound: number, finishBound: number): void {
  const { activities } = state.input
  const calendar = state.calendarOf[u] as WorkCalendar
  const both = startBound > finishBound ? startBound : finishBound
  switch (activities.shape[u]) {
    case shapes.work:
      return placeWork(state, u, calendar, startBound, finishBound)
    case shapes.resourceWork:
      return placeResourceWork(state, u, calendar, startBound, finishBound)
    case shapes.finished:
      return setEarly(state, u, calendar, both, both)
    case shapes.finishedAsRecorded:
      return setEarly(state, u, calendar, startBound, both)
    case shapes.finishMilestone: {
      const date = legalFinish(calendar, mandatory(activities, u) ?? both)
      return setEarly(state, u, calendar, date, date)
    }
    case shapes.startMilestone:
    case shapes.instant: {
      const date = startAt(calendar, workAt(calendar, mandatory(activities, u) ?? both))
      return setEarly(state, u, calendar, date, date)
    }
    default:
      // Levels of effort and summaries span others and are placed after the passes.
      return
  }
}

function placeWork(
  state: ScheduleState,
  u: number,
  calendar: WorkCalendar,
  startBound: number,
  finishBound: number,
): void {
  const { activities } = state.input
  const mandatoryStart = activities.mandatoryStart[u] as number
  const mandatoryFinish = activities.mandatoryFinish[u] as number
  const expected = activities.expectedFinish[u] as number
  if (mandatoryFinish === mandatoryFinish) return endAt(state, u, calendar, mandatoryFinish)
  const bound = mandatoryStart === mandatoryStart ? mandatoryStart : startBound
  const startWork = workAt(calendar, bound)
  if (expected === expected) state.remaining[u] = Math.max(0, workAt(calendar, expected) - startWork)
  const finishWork = startWork + (state.remaining[u] as number)
  const finish = finishAt(calendar, finishWork)
  if (finishBound > finish && mandatoryStart !== mandatoryStart) return endAt(state, u, calendar, finishBound)
  state.earlyStart[u] = startAt(calendar, startWork)
  state.earlyFinish[u] = finish
  state.startWork[u] = startWork
  state.finishWork[u] = finishWork
}

/** Moves contiguous work so that it ends at a date. */
function endAt(state: ScheduleState, u: number, calendar: WorkCalendar, date: number): void {
  const finishWork = workAt(calendar, date)
  const startWork = finishWork - (state.remaining[u] as number)
  state.earlyStart[u] = startAt(calendar, startWork)
  state.earlyFinish[u] = legalFinish(calendar, date)
  state.startWork[u] = startWork
  state.finishWork[u] = finishWork
}

/** Each resource works in its own calendar; the activity starts with the first of them and ends with the last. */
function placeResourceWork(
  state: ScheduleState,
  u: number,
  calendar: WorkCalendar,
  startBound: number,
  finishBound: number,
): void {
  const { activities, calendars } = state.input
  const length = state.remaining[u] as number
  const mandatoryStart = activities.mandatoryStart[u] as number
  const from = startAt(
    calendar,
    workAt(calendar, mandatoryStart === mandatoryStart ? mandatoryStart : startBound),
  )
  let start = Number.POSITIVE_INFINITY
  let finish = Number.NEGATIVE_INFINITY
  for (let i = activities.resourceFirst[u] as number; i < (activities.resourceFirst[u + 1] as number); i++) {
    const own = calendars[activities.resourceCalendar[i] as number] as WorkCalendar
    const work = workAt(own, from)
    start = Math.min(start, startAt(own, work))
    finish = Math.max(finish, finishAt(own, work + length))
  }
  const latest = Math.max(finishBound, mandatoryOrLowest(activities.mandatoryFinish[u] as number))
  if (latest > finish) {
    finish = legalFinish(calendar, latest)
    start = Number.POSITIVE_INFINITY
    for (
      let i = activities.resourceFirst[u] as number;
      i < (activities.resourceFirst[u + 1] as number);
      i++
    ) {
      const own = calendars[activities.resourceCalendar[i] as number] as WorkCalendar
      start = Math.min(start, startAt(own, workAt(own, finish) - length))
    }
  }
  setEarly(state, u, calendar, start, finish)
}

function mandatoryOrLowest(date: number): number {
  return date === date ? date : Number.NEGATIVE_INFINITY
}

/** The mandatory date of a milestone, whichever of the two it has. */
function mandatory(activities: ScheduleState['input']['activities'], u: number): number | null {
  const start = activities.mandatoryStart[u] as number
  const finish = activities.mandatoryFinish[u] as number
  if (start === start) return start
  return finish === finish ? finish : null
}

/** A date at which work can end; one that is none moves on to the next start of work. */
export function legalFinish(calendar: WorkCalendar, date: number): number {
  const work = workAt(calendar, date)
  return finishAt(calendar, work) === date ? date : startAt(calendar, work)
}

function setEarly(
  state: ScheduleState,
  u: number,
  calendar: WorkCalendar,
  start: number,
  finish: number,
): void {
  state.earlyStart[u] = start
  state.earlyFinish[u] = finish
  state.startWork[u] = workAt(calendar, start)
  state.finishWork[u] = start === finish ? (state.startWork[u] as number) : workAt(calendar, finish)
}
