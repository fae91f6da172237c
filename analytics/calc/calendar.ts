import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { midnightOf, minutesPerDay, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import { buildCalendar, type WorkCalendar } from './calendar-build.ts'

export { formatShifts, parseShifts } from './shifts.ts'
export type { WorkCalendar } from './calendar-build.ts'

/** A calendar ready to count with. An unreadable day counts as a day off and a calendar without work as Monday to
 *  Friday 08:00-16:00; both are named in the calendar's findings. Exceptions of other calendars are passed over. */
export function compileCalendar(calendar: Calendar, exceptions: readonly CalendarException[]): WorkCalendar {
  return buildCalendar(
    calendar,
    exceptions.filter(exception => exception.calendarKey === calendar.rowKey),
  )
}

/** All calendars of a plan by row key. */
export function compileCalendars(plan: {
  calendars: readonly Calendar[]
  calendarExceptions: readonly CalendarException[]
}): Map<string, WorkCalendar> {
  const exceptionsOf = groupByCalendar(plan.calendarExceptions)
  return new Map(
    plan.calendars.map(calendar => [
      calendar.rowKey,
      buildCalendar(calendar, exceptionsOf.get(calendar.rowKey) ?? []),
    ]),
  )
}

/** Monday to Friday 08:00-12:00 and 13:00-17:00: what counts where a project has no calendar. */
export const standardCalendar: WorkCalendar = buildCalendar(
  weekOf('standard', '08:00-12:00,13:00-17:00', 5),
  [],
)
/** Every minute of every day, for elapsed time. */
export const continuousCalendar: WorkCalendar = buildCalendar(weekOf('24h', '00:00-24:00', 7), [])

/** Working minutes from the calendar's origin to a minute, W(t); negative before the origin. */
export function workAt(calendar: WorkCalendar, minute: number): number {
  const day = Math.floor(minute / minutesPerDay)
  const time = minute - day * minutesPerDay
  const index = day - calendar.anchorDay
  let work: number
  let pattern: number
  if (index >= 0 && index < calendar.windowDays) {
    work = calendar.windowBefore[index] as number
    pattern = calendar.windowPattern[index] as number
  } else {
    const outside = index < 0 ? index : index - calendar.windowDays
    const week = Math.floor(outside / 7)
    const weekday = outside - week * 7
    work =
      (index < 0 ? 0 : calendar.windowWork) +
      week * calendar.weekWork +
      (calendar.weekBefore[weekday] as number)
    pattern = calendar.weekPattern[weekday] as number
  }
  const end = calendar.patternStart[pattern + 1] as number
  for (let shift = calendar.patternStart[pattern] as number; shift < end; shift++) {
    const from = calendar.shiftFrom[shift] as number
    if (time <= from) break
    const to = calendar.shiftTo[shift] as number
    work += (time < to ? time : to) - from
  }
  return work
}

/** The last minute with this much work before it: where work goes on, so the beginning of the next shift at a break. */
export function startAt(calendar: WorkCalendar, work: number): PlanMinute {
  if (!(work >= 0 && work < calendar.windowWork)) {
    const outside = work < 0 ? work : work - calendar.windowWork
    const week = Math.floor(outside / calendar.weekWork)
    const day = calendar.anchorDay + (work < 0 ? 0 : calendar.windowDays) + week * 7
    return (day * minutesPerDay +
      (calendar.weekStart[outside - week * calendar.weekWork] as number)) as PlanMinute
  }
  const before = calendar.workDayBefore
  let place = calendar.workDayJump[work >> jumpBits] as number
  while ((before[place + 1] as number) <= work) place++
  const index = calendar.workDay[place] as number
  const pattern = calendar.windowPattern[index] as number
  let rest = work - (before[place] as number)
  const end = calendar.patternStart[pattern + 1] as number
  let shift = calendar.patternStart[pattern] as number
  for (; shift < end; shift++) {
    const length = (calendar.shiftTo[shift] as number) - (calendar.shiftFrom[shift] as number)
    if (rest < length) break
    rest -= length
  }
  return ((calendar.anchorDay + index) * minutesPerDay +
    (calendar.shiftFrom[shift] as number) +
    rest) as PlanMinute
}

/** The first minute with this much work before it: where work ended, so the end of the last shift at a break. */
export function finishAt(calendar: WorkCalendar, work: number): PlanMinute {
  return (startAt(calendar, work - 1) + 1) as PlanMinute
}

/** Working minutes between two minutes, negative when `to` is before `from`. */
export function workBetween(calendar: WorkCalendar, from: number, to: number): number {
  return workAt(calendar, to) - workAt(calendar, from)
}

/** The first working minute of a day; null when nobody works on it. */
export function firstWorkOfDay(calendar: WorkCalendar, day: PlanDay): PlanMinute | null {
  const first = startAt(calendar, workAt(calendar, midnightOf(day)))
  return first < midnightOf((day + 1) as PlanDay) ? first : null
}

/** The end of the last working minute of a day; null when nobody works on it. */
export function lastWorkOfDay(calendar: WorkCalendar, day: PlanDay): PlanMinute | null {
  const last = finishAt(calendar, workAt(calendar, midnightOf((day + 1) as PlanDay)))
  return last > midnightOf(day) ? last : null
}

/** Bits of work minutes that share one entry of `workDayJump`. */
const jumpBits = 9

function groupByCalendar(exceptions: readonly CalendarException[]): Map<string, CalendarException[]> {
  const groups = new Map<string, CalendarException[]>()
  for (const exception of exceptions) {
    const group = groups.get(exception.calendarKey)
    if (group) group.push(exception)
    else groups.set(exception.calendarKey, [exception])
  }
  return groups
}

function weekOf(code: string, shifts: string, days: number): Calendar {
  const on = (weekday: number) => (weekday <= days ? shifts : null)
  return {
    projectId: '' as Calendar['projectId'],
    rowKey: code as Calendar['rowKey'],
    code,
    name: code,
    minutesPerDay: (days === 7 ? 1440 : 480) as Calendar['minutesPerDay'],
    monday: on(1),
    tuesday: on(2),
    wednesday: on(3),
    thursday: on(4),
    friday: on(5),
    saturday: on(6),
    sunday: on(7),
  }
}
