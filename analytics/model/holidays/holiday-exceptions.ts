import type { Calendar } from '../entities/calendar.ts'
import type { CalendarException } from '../entities/calendar-exception.ts'
import { parseDay, type PlanDay, weekdayOf } from '../plan-time.ts'
import type { HolidayYear } from './chinese-holidays.ts'

export type HolidayException = Pick<CalendarException, 'fromDay' | 'toDay' | 'shifts' | 'name' | 'standing'>

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/**
 * Holidays and make-up working days (调休) of some years as exceptions of a calendar. A make-up day is worked with the shifts of
 * a usual working day; where the calendar works on it anyway there is nothing to say. Days in `taken`, for which the company
 * has rules of its own, are left out.
 */
export function holidayExceptions(
  calendar: Pick<Calendar, (typeof weekdays)[number]>,
  years: readonly HolidayYear[],
  taken: ReadonlySet<number> = new Set(),
): HolidayException[] {
  const usual = usualShifts(calendar)
  const exceptions: HolidayException[] = []
  for (const { off, makeUp, standing } of years) {
    for (const [from, to, name] of off)
      for (const [fromDay, toDay] of freeRuns(dayOfText(from), dayOfText(to), taken))
        exceptions.push({ fromDay, toDay, shifts: null, name, standing })
    for (const text of makeUp) {
      const day = dayOfText(text)
      if (taken.has(day) || usual === null || calendar[weekdays[weekdayOf(day)] as 'monday'] !== null)
        continue
      exceptions.push({ fromDay: day, toDay: day, shifts: usual, name: '调休上班', standing })
    }
  }
  return exceptions.sort((a, b) => a.fromDay - b.fromDay)
}

/** The shifts of the first working day from Monday; null where the calendar has none. */
function usualShifts(calendar: Pick<Calendar, (typeof weekdays)[number]>): string | null {
  for (const weekday of [...weekdays.slice(1), weekdays[0]])
    if (calendar[weekday] !== null) return calendar[weekday]
  return null
}

function freeRuns(from: PlanDay, to: PlanDay, taken: ReadonlySet<number>): [PlanDay, PlanDay][] {
  const runs: [PlanDay, PlanDay][] = []
  for (let day = from; day <= to; day++) {
    if (taken.has(day)) continue
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

function dayOfText(text: string): PlanDay {
  const day = parseDay(text)
  if (day === null) throw new RangeError(`Not a date: ${text}`)
  return day
}
