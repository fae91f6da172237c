import { standardCalendar, firstWorkOfDay, lastWorkOfDay } from '#calc/calendar.ts'
import type { CellValue, Language } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import { showCell } from '#model/parse-cell.ts'
import { formatDay, dayOfSerial } from '#model/plan-time.ts'
import type { ReceiptItem } from '../sync/receipt.ts'

/** A value of a receipt as its cell would show it, dates as text. Durations are counted in eight-hour days. */
export function showReceiptValue(
  item: ReceiptItem,
  value: CellValue,
  currency: string,
  language: Language,
): string {
  const field = entityOf(item.sheet).fields[item.field]
  if (value === null || !field) return '—'
  const shown = showCell(field, value, {
    currency,
    minutesPerDay: 480,
    firstWorkOfDay: day => firstWorkOfDay(standardCalendar, day),
    lastWorkOfDay: day => lastWorkOfDay(standardCalendar, day),
    language,
  })
  const isDate = field.kind === 'day' || field.kind === 'start' || field.kind === 'finish'
  return isDate && typeof shown === 'number' ? formatDay(dayOfSerial(shown)) : String(shown)
}
