import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { weekdayOf, type PlanDay } from '#model/plan-time.ts'
import { compileCalendar, formatShifts, type WorkCalendar } from './calendar.ts'
import { shiftsOfWeekday, shiftsOn } from './day-shifts.ts'
import type { Shift } from './shifts.ts'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** The time in which two calendars both work: when a task with a calendar of its own is done by a resource. Null when they have no working time in
 *  common in an ordinary week. */
export function commonCalendar(one: WorkCalendar, other: WorkCalendar): WorkCalendar | null {
  const rowKey = `${one.rowKey}&${other.rowKey}` as Calendar['rowKey']
  const projectId = '' as Calendar['projectId']
  const ordinary = Array.from({ length: 7 }, (_, weekday) =>
    both(shiftsOfWeekday(one, weekday), shiftsOfWeekday(other, weekday)),
  )
  if (ordinary.every(shifts => shifts.length === 0)) return null
  const week = Object.fromEntries(
    weekdays.map((name, weekday) => [name, formatShifts(ordinary[weekday] as Shift[])]),
  ) as Pick<Calendar, (typeof weekdays)[number]>
  const calendar: Calendar = {
    projectId,
    rowKey,
    code: `${one.code} & ${other.code}`,
    name: `${one.code} & ${other.code}`,
    minutesPerDay: 480 as Calendar['minutesPerDay'],
    ...week,
  }
  const exceptions: CalendarException[] = []
  for (const of of [one, other])
    for (let index = 0; index < of.windowDays; index++) {
      const day = (of.anchorDay + index) as PlanDay
      const shifts = formatShifts(both(shiftsOn(one, day), shiftsOn(other, day)))
      if (shifts === week[weekdays[weekdayOf(day)] as (typeof weekdays)[number]]) continue
      exceptions.push({
        projectId,
        rowKey: `${rowKey}-${day}` as CalendarException['rowKey'],
        calendarKey: rowKey,
        fromDay: day,
        toDay: day,
        shifts,
        name: null,
        standing: 'company',
      })
    }
  return compileCalendar(calendar, exceptions)
}

function both(one: Shift[], other: Shift[]): Shift[] {
  return one.flatMap(([from, to]) =>
    other
      .map(([begin, end]): Shift => [Math.max(from, begin), Math.min(to, end)])
      .filter(([begin, end]) => begin < end),
  )
}
