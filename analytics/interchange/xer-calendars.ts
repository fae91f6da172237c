import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { readCalendarData, type XerCalendarData } from './xer-calendar.ts'
import { keyOf, type XerScope } from './xer-scope.ts'
import type { XerReader } from './xer-rows.ts'

/** A calendar of the file before it becomes rows of a plan. */
export interface XerCalendar {
  id: string
  name: string
  /** The project it belongs to; '' for calendars of all. */
  projectId: string
  minutesPerDay: number
  data: XerCalendarData
}

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** Every calendar of the file. A text that cannot be read to its end is named with the place. */
export function readCalendars(reader: XerReader): XerCalendar[] {
  const calendars: XerCalendar[] = []
  const seen = new Set<string>()
  for (const row of reader.rows('CALENDAR')) {
    const id = row.text('clndr_id')
    const name = row.text('clndr_name') || id
    if (seen.has(id)) {
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'CALENDAR', id } }, row.line)
      continue
    }
    seen.add(id)
    const data = readCalendarData(row.text('clndr_data'))
    if (data.unreadable !== null) {
      reader.leaveOut(
        { code: 'xer-calendar-unreadable', data: { calendar: name, part: data.unreadable } },
        row.line,
      )
    }
    const minutesPerDay = row.minutes('day_hr_cnt') ?? 480
    calendars.push({
      id,
      name,
      projectId: row.text('proj_id'),
      minutesPerDay: minutesPerDay > 0 ? minutesPerDay : 480,
      data,
    })
  }
  return calendars
}

/** The calendars a project can use as rows: those of all and its own. Equal days that follow each other become one exception. */
export function calendarRows(
  calendars: readonly XerCalendar[],
  scope: XerScope,
): { calendars: Calendar[]; calendarExceptions: CalendarException[] } {
  const rows: Calendar[] = []
  const exceptions: CalendarException[] = []
  const codes = new Set<string>()
  for (const calendar of calendars) {
    if (calendar.projectId !== '' && calendar.projectId !== scope.xerId) continue
    const rowKey = keyOf<'calendar'>(scope, 'C', calendar.id)
    scope.calendarKeys.set(calendar.id, rowKey)
    const week = Object.fromEntries(days.map((day, i) => [day, calendar.data.week[i] ?? null]))
    rows.push({
      projectId: scope.projectId,
      rowKey,
      code: scope.unique(calendar.name, codes),
      name: calendar.name,
      minutesPerDay: calendar.minutesPerDay as Calendar['minutesPerDay'],
      ...(week as Record<(typeof days)[number], string | null>),
    })
    let last: CalendarException | null = null
    for (const { day, shifts } of calendar.data.exceptions) {
      if (last && last.toDay === day - 1 && last.shifts === shifts) {
        last.toDay = day as CalendarException['toDay']
        continue
      }
      last = {
        projectId: scope.projectId,
        rowKey: keyOf<'calendarException'>(scope, `E${calendar.id}-`, String(day)),
        calendarKey: rowKey,
        fromDay: day as CalendarException['fromDay'],
        toDay: day as CalendarException['toDay'],
        shifts,
        name: null,
        standing: 'company',
      }
      exceptions.push(last)
    }
  }
  return { calendars: rows, calendarExceptions: exceptions }
}
