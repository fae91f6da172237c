import { weekdayOf, type PlanDay } from '#model/plan-time.ts'
import type { WorkCalendar } from './calendar.ts'
import type { Shift } from './shifts.ts'

/** The shifts of one day, those that reach into it from the day before cut at midnight. */
export function shiftsOn(calendar: WorkCalendar, day: number): Shift[] {
  const index = day - calendar.anchorDay
  if (index < 0 || index >= calendar.windowDays) return shiftsOfWeekday(calendar, weekdayOf(day as PlanDay))
  return shiftsOf(calendar, calendar.windowPattern[index] as number)
}

/** The shifts of an ordinary day of the week, 0 = Sunday. */
export function shiftsOfWeekday(calendar: WorkCalendar, weekday: number): Shift[] {
  const first = weekdayOf(calendar.anchorDay as PlanDay)
  return shiftsOf(calendar, calendar.weekPattern[(weekday - first + 7) % 7] as number)
}

function shiftsOf({ patternStart, shiftFrom, shiftTo }: WorkCalendar, pattern: number): Shift[] {
  const shifts: Shift[] = []
  for (let shift = patternStart[pattern] as number; shift < (patternStart[pattern + 1] as number); shift++)
    shifts.push([shiftFrom[shift] as number, shiftTo[shift] as number])
  return shifts
}
