import { parseDay, weekdayOf, type PlanDay } from '#model/plan-time.ts'

/** How an exception of a calendar recurs. Types as in the Project XML Data Interchange Schema: 1 daily, 2 yearly by day of the month, 3 yearly
 *  by position, 4 monthly by day, 5 monthly by position, 6 weekly, 7 by day count, 8 by weekday count. */
export interface Recurrence {
  type: number
  from: PlanDay
  to: PlanDay
  /** Times it happens; null where only the last day bounds it. */
  occurrences: number | null
  period: number
  /** Bits of the days of the week, Sunday 1 to Saturday 64. */
  daysOfWeek: number
  /** 0 day, 1 weekday, 2 weekend day, 3 Sunday to 9 Saturday. */
  monthItem: number
  /** 0 first to 3 fourth, 4 last. */
  monthPosition: number
  /** 0 January to 11 December. */
  month: number
  monthDay: number
}

/** The days on which an exception holds, in order, at most `most`. */
export function recurrenceDays(recurrence: Recurrence, most: number): PlanDay[] {
  const days: PlanDay[] = []
  const limit = Math.min(recurrence.occurrences ?? most, most)
  for (const day of daysOf(recurrence)) {
    if (day > recurrence.to || days.length >= limit) break
    if (day >= recurrence.from) days.push(day)
  }
  return days
}

function* daysOf(recurrence: Recurrence): Generator<PlanDay> {
  const { type, from, to } = recurrence
  const period = Math.max(1, Math.floor(recurrence.period))
  switch (type) {
    case 2:
    case 3:
      for (let year = yearOf(from); firstOf(year, 0) <= to; year++)
        yield* monthDays(recurrence, year, recurrence.month)
      break
    case 4:
    case 5: {
      const { year, month } = monthOf(from)
      for (let at = year * 12 + month; firstOf(Math.floor(at / 12), at % 12) <= to; at += period)
        yield* monthDays(recurrence, Math.floor(at / 12), at % 12)
      break
    }
    case 6:
      // Weeks of the period begin on Sundays, the one on or before the first day first.
      for (let sunday = from - weekdayOf(from); sunday <= to; sunday += 7 * period)
        for (let weekday = 0; weekday < 7; weekday++)
          if ((recurrence.daysOfWeek >> weekday) & 1) yield (sunday + weekday) as PlanDay
      break
    case 7:
      for (let day: number = from; day <= to; day += period) yield day as PlanDay
      break
    case 8: {
      let count = 0
      for (let day: number = from; day <= to; day++)
        if (isWeekday(day as PlanDay) && count++ % period === 0) yield day as PlanDay
      break
    }
    default:
      for (let day: number = from; day <= to; day++) yield day as PlanDay
  }
}

/** The day of one month: by its number where the type counts days (2, 4), else by its position. A 31st that a month lacks is none. */
function* monthDays(recurrence: Recurrence, year: number, month: number): Generator<PlanDay> {
  const first = firstOf(year, month)
  const length = firstOf(month === 11 ? year + 1 : year, (month + 1) % 12) - first
  if (recurrence.type === 2 || recurrence.type === 4) {
    if (recurrence.monthDay >= 1 && recurrence.monthDay <= length)
      yield (first + recurrence.monthDay - 1) as PlanDay
    return
  }
  const fitting: PlanDay[] = []
  for (let day = first; day < first + length; day++)
    if (fits(day as PlanDay, recurrence.monthItem)) fitting.push(day as PlanDay)
  const found = recurrence.monthPosition >= 4 ? fitting.at(-1) : fitting[recurrence.monthPosition]
  if (found !== undefined) yield found
}

function fits(day: PlanDay, item: number): boolean {
  if (item === 0) return true
  if (item === 1) return isWeekday(day)
  if (item === 2) return !isWeekday(day)
  return weekdayOf(day) === item - 3
}

function isWeekday(day: PlanDay): boolean {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

/** Year and month (from 0) of a day. Source: Hinnant, chrono-compatible low-level date algorithms, civil_from_days. */
function monthOf(day: PlanDay): { year: number; month: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const dayOfYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const march = Math.floor((5 * dayOfYear + 2) / 153)
  const month = march < 10 ? march + 2 : march - 10
  return { year: yearOfEra + era * 400 + (month <= 1 ? 1 : 0), month }
}

function yearOf(day: PlanDay): number {
  return monthOf(day).year
}

function firstOf(year: number, month: number): PlanDay {
  const text = `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-01`
  return (parseDay(text) ?? Number.POSITIVE_INFINITY) as PlanDay
}
