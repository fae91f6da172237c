import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'

/** The date a lag after (or before, where negative) a date, counted in a calendar; a lag of zero passes the date on as it is.
 *  A positive lag ends where work ended, a negative one where work goes on, as Primavera P6 has it. */
export function addLag(calendar: WorkCalendar, date: number, lag: number): number {
  if (lag === 0) return date
  const work = workAt(calendar, date) + lag
  return lag > 0 ? finishAt(calendar, work) : startAt(calendar, work)
}

/** The date a lag before a date: what a predecessor must meet so that its successor can keep the date. */
export function removeLag(calendar: WorkCalendar, date: number, lag: number): number {
  return lag === 0 ? date : startAt(calendar, workAt(calendar, date) - lag)
}

/** The finish that a start-to-finish link asks for: a start at the edge of a shift counts with its first minute, as in P6. */
export function finishFromStart(calendar: WorkCalendar, date: number): number {
  const work = workAt(calendar, date)
  return finishAt(calendar, work) === date ? date : startAt(calendar, work) + 1
}

/** The start that a start-to-finish link allows: a finish at the edge of a shift counts with its last minute. */
export function startFromFinish(calendar: WorkCalendar, date: number): number {
  const work = workAt(calendar, date)
  return startAt(calendar, work) === date ? date : finishAt(calendar, work) - 1
}
