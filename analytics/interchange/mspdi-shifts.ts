import { formatShifts, parseShifts } from '#calc/calendar.ts'
import type { XmlReader, XmlRecord } from './xml-records.ts'

/** Shifts of Sunday to Saturday as the days of a week say; undefined for days they leave out, null for days off. */
export function weekShifts(
  days: readonly XmlRecord[],
  calendar: string,
  reader: XmlReader,
): (string | null | undefined)[] {
  const week: (string | null | undefined)[] = Array.from({ length: 7 }, () => undefined)
  for (const day of days) {
    const type = day.number('DayType')
    if (type !== null && type >= 1 && type <= 7) week[type - 1] = dayShifts(day, calendar, reader)
  }
  return week
}

/** The shifts of a day, an exception or a week's day; null for a day off. A working day without times has MS Project's usual ones. */
export function dayShifts(day: XmlRecord, calendar: string, reader: XmlReader): string | null {
  const times = day.list('WorkingTimes', 'WorkingTime')
  const isWorking = day.flag('DayWorking') ?? times.length > 0
  if (!isWorking) return null
  const parts: string[] = []
  for (const time of times) {
    const from = clockOf(time.text('FromTime'))
    const to = clockOf(time.text('ToTime'))
    if (from === '' && to === '') continue
    const part = `${from}-${to}`
    if (from === to && from !== '00:00') continue
    if (parseShifts(part)) parts.push(part)
    else
      reader.leaveOut(
        { code: 'mspdi-calendar-unreadable', data: { calendar, part: part.slice(0, 40) } },
        time.line,
      )
  }
  if (parts.length === 0) return times.length === 0 ? '08:00-12:00,13:00-17:00' : null
  return formatShifts(parseShifts(parts.join(',')) ?? [])
}

/** `08:00` of `08:00:00`, seconds cut off. */
function clockOf(text: string): string {
  return /^\d{2}:\d{2}/.exec(text)?.[0] ?? text
}
