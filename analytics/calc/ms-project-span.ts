import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import type { MsProjectTask } from './ms-project-input.ts'

/** Where a task may start from a date on: the first working minute of its spans. A milestone stays at the end of a shift and else waits for the next one. */
export function startFrom(calendars: readonly WorkCalendar[], task: MsProjectTask, date: number): number {
  if (task.spans.length === 0) {
    const calendar = calendars[task.calendar] as WorkCalendar
    const work = workAt(calendar, date)
    return finishAt(calendar, work) === date ? date : startAt(calendar, work)
  }
  let first = Number.POSITIVE_INFINITY
  for (const span of task.spans) {
    const calendar = calendars[span.calendar] as WorkCalendar
    const start = startAt(calendar, workAt(calendar, date))
    if (start < first) first = start
  }
  return first
}

/** When the last span of a task that starts at a date is done. */
export function finishFrom(calendars: readonly WorkCalendar[], task: MsProjectTask, start: number): number {
  let last = task.spans.length === 0 ? start : Number.NEGATIVE_INFINITY
  for (const span of task.spans) {
    const calendar = calendars[span.calendar] as WorkCalendar
    const finish = finishAt(calendar, workAt(calendar, start) + span.length)
    if (finish > last) last = finish
  }
  return last
}

/** The latest finish of a task that is done by a date: the end of work at or before it. */
export function finishBy(calendars: readonly WorkCalendar[], task: MsProjectTask, date: number): number {
  const indices = task.spans.length === 0 ? [task.calendar] : task.spans.map(span => span.calendar)
  let last = Number.NEGATIVE_INFINITY
  for (const index of indices) {
    const calendar = calendars[index] as WorkCalendar
    const finish = finishAt(calendar, workAt(calendar, date))
    if (finish > last) last = finish
  }
  return last
}

/** The latest start from which every span of a task is done by a finish. */
export function startFor(calendars: readonly WorkCalendar[], task: MsProjectTask, finish: number): number {
  let first = task.spans.length === 0 ? finish : Number.POSITIVE_INFINITY
  for (const span of task.spans) {
    const calendar = calendars[span.calendar] as WorkCalendar
    const start = startAt(calendar, workAt(calendar, finish) - span.length)
    if (start < first) first = start
  }
  return first
}

/** A date with a lag added, in working time of a calendar or elapsed. A positive lag after a finish ends where work ends, any other where work goes on. */
export function lagged(
  calendar: WorkCalendar,
  date: number,
  lag: number,
  isElapsed: boolean,
  isFromStart: boolean,
): number {
  if (lag === 0) return date
  if (isElapsed) return date + lag
  const work = workAt(calendar, date) + lag
  return lag > 0 && !isFromStart ? finishAt(calendar, work) : startAt(calendar, work)
}
