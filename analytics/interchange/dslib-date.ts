import { firstWorkOfDay, lastWorkOfDay, type WorkCalendar } from '#calc/calendar.ts'
import { dayOf, midnightOf, parseDay, parseMinute, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import type { DslibCalendar } from './dslib-calendar.ts'
import type { NotUsed } from './not-used.ts'
import { noteAt, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'

/** The instant of a date cell. The release writes a day alone, or a day at 00:00 where nobody works, when the source had no time of day:
 *  it then means the first working minute of the day, for a finish the last. Null when blank or unreadable, which is noted. */
export function dateOf(
  table: DslibTable,
  row: DslibRow,
  column: string,
  side: 'start' | 'finish',
  calendar: DslibCalendar,
  notUsed: NotUsed[],
): PlanMinute | null {
  const text = textOf(row, column)
  if (text === null) return null
  const name = side + text
  const known = calendar.known.get(name)
  if (known !== undefined) return known
  const minute = readDate(text, side, calendar.work)
  if (minute === null)
    noteAt(notUsed, table, row, column, { code: 'value-unreadable', data: { column, value: text } })
  else calendar.known.set(name, minute)
  return minute
}

function readDate(text: string, side: 'start' | 'finish', calendar: WorkCalendar): PlanMinute | null {
  const minute = parseMinute(text)
  const day = minute === null ? parseDay(text) : dayOf(minute)
  if (day === null) return null
  if (minute !== null && minute !== midnightOf(day)) return minute
  const first = firstWorkOfDay(calendar, day)
  if (minute !== null && first === minute) return minute
  if (side === 'start') return first ?? midnightOf(day)
  return lastWorkOfDay(calendar, day) ?? midnightOf((day + 1) as PlanDay)
}
