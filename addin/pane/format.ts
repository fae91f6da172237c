import type { Language } from '#model/contract.ts'
import { type MinorUnits, minorDigits, moneyToMajor } from '#model/money.ts'
import { dayOf, finishDayOf, formatDay, type PlanMinute } from '#model/plan-time.ts'

const localeOf = { zh: 'zh-CN', en: 'en' } as const
const dash = '—'

/** An amount in major units with its decimals and thousands; in the pane's language. */
export function formatMoney(amount: number | null, currency: string, language: Language): string {
  if (amount === null) return dash
  return new Intl.NumberFormat(localeOf[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: Math.abs(amount) >= 1e8 ? 0 : minorDigits(currency),
    minimumFractionDigits: 0,
  }).format(moneyToMajor(amount as MinorUnits, currency))
}

/** The day on which something that ends at a plan minute is said to end. */
export function formatFinish(minute: number | null): string {
  return minute === null ? dash : formatDay(finishDayOf(minute as PlanMinute))
}

/** The day on which something that begins at a plan minute begins. */
export function formatStart(minute: number | null): string {
  return minute === null ? dash : formatDay(dayOf(minute as PlanMinute))
}

/** An index such as CPI with two decimals. */
export function formatIndex(value: number | null | undefined): string {
  return value === null || value === undefined ? dash : value.toFixed(2)
}

/** A share as whole percent without the sign. */
export function formatPercent(share: number): string {
  return String(Math.round(share * 100))
}

/** Date and time of an instant on the user's own clock. */
export function formatInstant(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(instant),
  )
}

/** A whole number with thousands. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language]).format(count)
}
