import { compileCalendar, formatShifts, type WorkCalendar } from '#calc/calendar.ts'
import { calendar as calendarEntity, type Calendar } from '#model/entities/calendar.ts'
import {
  calendarException as exceptionEntity,
  type CalendarException,
} from '#model/entities/calendar-exception.ts'
import type { RowKey, WorkMinutes } from '#model/field.ts'
import { parseDay, type PlanMinute } from '#model/plan-time.ts'
import { joinShifts } from '#calc/shifts.ts'
import type { WorkMeasure } from './dslib-duration.ts'
import { noteAt, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

export interface DslibCalendar {
  calendar: Calendar
  exceptions: CalendarException[]
  work: WorkCalendar
  measure: WorkMeasure
  /** Instants of date texts already read, by side and text: the same few dates stand in thousands of cells. */
  known: Map<string, PlanMinute>
}

const newCalendar = rowMaker(calendarEntity)
const newException = rowMaker(exceptionEntity)
const weekdays = {
  Mon: 'monday',
  Tue: 'tuesday',
  Wed: 'wednesday',
  Thu: 'thursday',
  Fri: 'friday',
  Sat: 'saturday',
  Sun: 'sunday',
} as const
/** Where a project has no calendar the release assumes eight hours on five days. */
const assumed = { hours: '08 09 10 11 13 14 15 16', days: 'Mon Tue Wed Thu Fri' }

/** The project's one calendar: shifts from the working hours (each named by the hour it begins), days and holidays of the release. */
export function dslibCalendar(
  projectId: RowKey<'project'>,
  code: string,
  tables: { calendars: DslibTable; holidays: DslibTable },
  rows: { calendar: DslibRow | null; holidays: readonly DslibRow[] },
  notUsed: NotUsed[],
): DslibCalendar {
  const hours = rows.calendar && textOf(rows.calendar, 'working_hours_start')
  const days = rows.calendar && textOf(rows.calendar, 'working_days')
  if (!hours || !days)
    notUsed.push({
      file: tables.calendars.file,
      place: code,
      reason: { code: 'calendar-assumed', data: { project: code, days: 5, hours: 8 } },
    })
  const workingHours = (hours && days ? hours : assumed.hours).split(' ').map(Number)
  const workingDays = (hours && days ? days : assumed.days).split(' ') as (keyof typeof weekdays)[]
  const shifts = formatShifts(joinShifts(workingHours.map(hour => [hour * 60, hour * 60 + 60])))
  const perDay = workingHours.length * 60
  const calendar = newCalendar(projectId, namedKey('dslib', code, 'calendar'), {
    code: 'standard',
    name: code,
    minutesPerDay: perDay as WorkMinutes,
    ...Object.fromEntries(workingDays.map(day => [weekdays[day], shifts])),
  })
  const exceptions = rows.holidays.flatMap(row => exceptionOf(row, calendar, tables.holidays, notUsed))
  return {
    calendar,
    exceptions,
    work: compileCalendar(calendar, exceptions),
    measure: { perDay, perWeek: perDay * workingDays.length },
    known: new Map(),
  }
}

function exceptionOf(
  row: DslibRow,
  calendar: Calendar,
  table: DslibTable,
  notUsed: NotUsed[],
): CalendarException[] {
  const text = textOf(row, 'date') ?? ''
  const day = parseDay(text.slice(0, 10))
  if (day === null) {
    noteAt(notUsed, table, row, 'date', { code: 'value-unreadable', data: { column: 'date', value: text } })
    return []
  }
  const rowKey = namedKey<'calendarException'>('dslib', calendar.name, 'holiday', String(row.line))
  return [
    newException(calendar.projectId, rowKey, { calendarKey: calendar.rowKey, fromDay: day, toDay: day }),
  ]
}
