import { foldWidth } from './number-text.ts'
import { parseDay, type PlanDay } from './plan-time.ts'

const dateText =
  /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)(?:[T ]*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/

/** A day and, where one is written, the minute of that day (1440 for 24:00). */
export interface DateText {
  day: PlanDay
  minuteOfDay: number | null
}

/** The date a text says: `2026-03-29`, `2026/3/29`, `2026.3.29`, `2026年3月29日` or `20260329`, a time `HH:MM` after it.
 *  Year-last forms are refused: 3/4/2026 is two different days to two readers. Null when it is no date. */
export function parseDateText(text: string): DateText | null {
  const folded = foldWidth(text)
  const parts = dateText.exec(folded)
  if (!parts) return compactDate(folded)
  const day = dayFrom(parts[1], parts[2] ?? parts[4], parts[3] ?? parts[5])
  if (day === null) return null
  if (parts[6] === undefined) return { day, minuteOfDay: null }
  const minute = Number(parts[7])
  const minuteOfDay = Number(parts[6]) * 60 + minute
  return minute > 59 || minuteOfDay > 1440 ? null : { day, minuteOfDay }
}

function compactDate(folded: string): DateText | null {
  const parts = compact.exec(folded)
  const day = parts && dayFrom(parts[1], parts[2], parts[3])
  return day === null ? null : { day, minuteOfDay: null }
}

function dayFrom(year = '', month = '', dayOfMonth = ''): PlanDay | null {
  return parseDay(`${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`)
}
