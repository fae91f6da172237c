import { dayOf, weekdayOf, type PlanDay } from '#model/plan-time.ts'
import { recurrenceDays } from './mspdi-recurrence.ts'
import { mspdiDate } from './mspdi-scope.ts'
import { dayShifts, weekShifts } from './mspdi-shifts.ts'
import type { XmlReader, XmlRecord } from './xml-records.ts'

/** Days of one kind next to each other. */
export interface DayRange {
  from: PlanDay
  to: PlanDay
  shifts: string | null
  name: string
}

/** Days one exception or work week may have: fifty years. */
const mostDays = 18_263

/** The days that differ from the week: from the exceptions where the file has them, else from the days of type 0 that older versions
 *  write (and newer ones repeat), each day spelled out. */
export function mspdiExceptions(
  exceptions: readonly XmlRecord[],
  days: readonly XmlRecord[],
  calendar: string,
  reader: XmlReader,
): DayRange[] {
  const old = days.filter(day => day.text('DayType') === '0')
  if (exceptions.length > 0) {
    for (const day of old) day.has('TimePeriod')
    return exceptions.flatMap(exception => exceptionDays(exception, calendar, reader))
  }
  return old.flatMap(day => {
    const period = periodOf(day, calendar, reader)
    return period ? [{ ...period, shifts: dayShifts(day, calendar, reader), name: '' }] : []
  })
}

/** Weeks that replace the ordinary one for a while, day by day where they say something. */
export function mspdiWorkWeeks(weeks: readonly XmlRecord[], calendar: string, reader: XmlReader): DayRange[] {
  return weeks.flatMap(week => {
    const name = week.text('Name')
    const period = periodOf(week, calendar, reader)
    const shifts = weekShifts(
      [...week.list('WeekDays', 'WeekDay'), ...week.records('WeekDay')],
      calendar,
      reader,
    )
    if (!period || shifts.every(day => day === undefined)) return []
    const ranges: DayRange[] = []
    for (let day: number = period.from; day <= period.to; day++) {
      const own = shifts[weekdayOf(day as PlanDay)]
      if (own !== undefined) extend(ranges, day as PlanDay, own, name)
    }
    return ranges
  })
}

function exceptionDays(exception: XmlRecord, calendar: string, reader: XmlReader): DayRange[] {
  const name = exception.text('Name')
  const shifts = dayShifts(exception, calendar, reader)
  const period = periodOf(exception, calendar, reader)
  if (!period) return []
  const count = exception.number('Occurrences')
  const isCounted = exception.flag('EnteredByOccurrences') === true && count !== null && count > 0
  const days = recurrenceDays(
    {
      type: exception.number('Type') ?? 1,
      ...period,
      occurrences: isCounted ? count : null,
      period: exception.number('Period') ?? 1,
      daysOfWeek: exception.number('DaysOfWeek') ?? 0,
      monthItem: exception.number('MonthItem') ?? 0,
      monthPosition: exception.number('MonthPosition') ?? 0,
      month: exception.number('Month') ?? 0,
      monthDay: exception.number('MonthDay') ?? 0,
    },
    mostDays,
  )
  if (days.length === mostDays) {
    const data = { calendar, exception: name, count: mostDays }
    reader.leaveOut({ code: 'mspdi-recurrence-cut', data }, exception.line)
  }
  const ranges: DayRange[] = []
  for (const day of days) extend(ranges, day, shifts, name)
  return ranges
}

function extend(ranges: DayRange[], day: PlanDay, shifts: string | null, name: string): void {
  const last = ranges.at(-1)
  if (last && last.to === day - 1 && last.shifts === shifts) last.to = day
  else ranges.push({ from: day, to: day, shifts, name })
}

function periodOf(
  record: XmlRecord,
  calendar: string,
  reader: XmlReader,
): { from: PlanDay; to: PlanDay } | null {
  const period = record.records('TimePeriod')[0]
  const from = period ? mspdiDate(reader, period, 'FromDate') : null
  const to = period ? mspdiDate(reader, period, 'ToDate') : null
  if (from !== null && to !== null && to >= from)
    return { from: dayOf(from), to: Math.min(dayOf(to), dayOf(from) + mostDays - 1) as PlanDay }
  const part = record.text('Name') || 'TimePeriod'
  reader.leaveOut({ code: 'mspdi-calendar-unreadable', data: { calendar, part } }, record.line)
  return null
}
