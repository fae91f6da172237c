import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { removeLag, startFromFinish } from './lag.ts'
import { linkKinds, shapes } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

/** Late dates of every activity of the order: the latest that its successors, its constraints and the end of its project
 *  allow, as Primavera P6 has them (`../shared/design/p6-rules.md` section 4). */
export function backwardPass(state: ScheduleState): void {
  const { network, to, kind, lag, lagCalendar, calendarOf, lateStart, lateFinish, input } = state
  const { activities, projects } = input
  const { first, order } = network
  for (let place = order.length - 1; place >= 0; place--) {
    const u = order[place] as number
    const project = activities.project[u] as number
    let startBound = activities.startMax[u] as number
    let finishBound = activities.finishMax[u] as number
    const end = first[u + 1] as number
    for (let slot = first[u] as number; slot < end; slot++) {
      const v = to[slot] as number
      const how = kind[slot] as number
      let date = how <= linkKinds.startToStart ? (lateStart[v] as number) : (lateFinish[v] as number)
      const minutes = lag[slot] as number
      if (minutes !== 0) date = removeLag(lagCalendar[slot] as WorkCalendar, date, minutes)
      if ((how & 1) === 0) {
        if (date < finishBound || date !== date) finishBound = date
      } else {
        if (how === linkKinds.startToFinish) date = startFromFinish(calendarOf[u] as WorkCalendar, date)
        if (date < startBound || date !== date) startBound = date
      }
    }
    const must = projects.mustFinishBy[project] as number
    const finish = must === must ? must : endForFloat(state, project)
    if (finish < finishBound || finish !== finish) finishBound = finish
    placeLate(state, u, startBound, finishBound)
  }
}

/** What floats without a must-finish date are counted to: the end of the own project, or of all. */
export function endForFloat(state: ScheduleState, project: number): number {
  const { projectEnd, input } = state
  const own = projectEnd[project] as number
  return input.projects.floatToNetworkEnd[project] === 1 ? (projectEnd[projectEnd.length - 1] as number) : own
}

function placeLate(state: ScheduleState, u: number, startBound: number, finishBound: number): void {
  const { activities } = state.input
  const calendar = state.calendarOf[u] as WorkCalendar
  const mandatoryStart = activities.mandatoryStart[u] as number
  const mandatoryFinish = activities.mandatoryFinish[u] as number
  if (mandatoryFinish === mandatoryFinish) {
    finishBound = mandatoryFinish
    startBound = Number.POSITIVE_INFINITY
  } else if (mandatoryStart === mandatoryStart) {
    startBound = mandatoryStart
    finishBound = Number.POSITIVE_INFINITY
  }
  const both = startBound < finishBound ? startBound : finishBound
  switch (activities.shape[u]) {
    case shapes.work:
      return placeWork(state, u, calendar, startBound, finishBound)
    case shapes.resourceWork:
      return placeResourceWork(state, u, calendar, startBound, finishBound)
    case shapes.finished:
    case shapes.finishedAsRecorded:
      return setLate(state, u, both, both)
    case shapes.startMilestone: {
      const work = workAt(calendar, both)
      const date = startAt(calendar, work) === both ? both : finishAt(calendar, work)
      return setLate(state, u, date, date)
    }
    case shapes.finishMilestone:
    case shapes.instant: {
      const date = finishAt(calendar, workAt(calendar, both))
      return setLate(state, u, date, date)
    }
    default:
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
  const length = state.remaining[u] as number
  let finishWork = finishBound === Number.POSITIVE_INFINITY ? finishBound : workAt(calendar, finishBound)
  let startWork = finishWork - length
  if (startBound !== Number.POSITIVE_INFINITY) {
    const boundWork = workAt(calendar, startBound)
    if (!(boundWork >= startWork)) {
      startWork = boundWork
      finishWork = startWork + length
    }
  }
  setLate(state, u, startAt(calendar, startWork), finishAt(calendar, finishWork))
}

function placeResourceWork(
  state: ScheduleState,
  u: number,
  calendar: WorkCalendar,
  startBound: number,
  finishBound: number,
): void {
  const { activities, calendars } = state.input
  const length = state.remaining[u] as number
  const last = finishBound === Number.POSITIVE_INFINITY ? startBound : finishBound
  let finish = finishAt(calendar, workAt(calendar, last) + (last === finishBound ? 0 : length))
  let start = Number.POSITIVE_INFINITY
  for (let i = activities.resourceFirst[u] as number; i < (activities.resourceFirst[u + 1] as number); i++) {
    const own = calendars[activities.resourceCalendar[i] as number] as WorkCalendar
    start = Math.min(start, startAt(own, workAt(own, finish) - length))
  }
  if (startBound < start) {
    start = startAt(calendar, workAt(calendar, startBound))
    finish = finishAt(calendar, workAt(calendar, start) + length)
  }
  setLate(state, u, start, finish)
}

function setLate(state: ScheduleState, u: number, start: number, finish: number): void {
  state.lateStart[u] = start
  state.lateFinish[u] = finish
}
