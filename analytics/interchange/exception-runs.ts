import { formatShifts, parseShifts } from '#calc/shifts.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'

/** Exceptions with one row for each run of equal days that follow each other, calendar by calendar in the order of days, shifts in their one
 *  spelling: two lists that mean the same come out the same. Overlapping rows stay as they are. */
export function exceptionRuns(exceptions: readonly CalendarException[]): CalendarException[] {
  const ordered = exceptions
    .map(exception => ({ ...exception, shifts: oneSpelling(exception.shifts) }))
    .sort((a, b) => (a.calendarKey === b.calendarKey ? a.fromDay - b.fromDay : 0))
  const byCalendar = new Map<string, CalendarException[]>()
  for (const exception of ordered) {
    const runs = byCalendar.get(exception.calendarKey) ?? []
    byCalendar.set(exception.calendarKey, runs)
    const last = runs.at(-1)
    if (last && isContinued(last, exception)) last.toDay = exception.toDay
    else runs.push(exception)
  }
  return [...byCalendar.values()].flat()
}

function isContinued(last: CalendarException, next: CalendarException): boolean {
  return (
    last.toDay === next.fromDay - 1 &&
    last.shifts === next.shifts &&
    last.name === next.name &&
    last.standing === next.standing
  )
}

function oneSpelling(text: string | null): string | null {
  const shifts = text === null ? null : parseShifts(text)
  return shifts === null ? text : formatShifts(shifts)
}
