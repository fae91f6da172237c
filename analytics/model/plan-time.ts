declare const unit: unique symbol
/** Minutes since 1970-01-01T00:00 of the plan's own clock: no zone, no daylight saving. */
export type PlanMinute = number & { readonly [unit]: 'minutes since 1970-01-01T00:00 plan time' }
/** Days since 1970-01-01 of the plan's own calendar. */
export type PlanDay = number & { readonly [unit]: 'days since 1970-01-01' }

export const minutesPerDay = 1440
/** 9999-12-31T23:59, Excel's last day: no later date can be stored or shown. */
export const lastPlanMinute = 4223371679 as PlanMinute
const msPerDay = 86_400_000
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/

/** The day of `YYYY-MM-DD`; null when the text is no date of the calendar (2026-02-30). */
export function parseDay(text: string): PlanDay | null {
  const parts = datePattern.exec(text)
  if (!parts) return null
  const days = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / msPerDay
  return formatDay(days as PlanDay) === text ? (days as PlanDay) : null
}

/** `YYYY-MM-DD` of a day, years 0000 to 9999. */
export function formatDay(day: PlanDay): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10)
}

/** The minute of `YYYY-MM-DDTHH:MM` or `YYYY-MM-DD HH:MM[:SS]`, seconds cut off; null when it is no such time. 24:00 is the next midnight. */
export function parseMinute(text: string): PlanMinute | null {
  const parts = instantPattern.exec(text)
  if (!parts) return null
  const day = parseDay(parts[1] as string)
  const hour = Number(parts[2])
  const minute = Number(parts[3])
  if (day === null || minute > 59 || hour * 60 + minute > minutesPerDay) return null
  return (day * minutesPerDay + hour * 60 + minute) as PlanMinute
}

/** `YYYY-MM-DDTHH:MM` of a minute. */
export function formatMinute(minute: PlanMinute): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16)
}

/** The day a minute falls on. */
export function dayOf(minute: PlanMinute): PlanDay {
  return Math.floor(minute / minutesPerDay) as PlanDay
}

/** The day on which work that ends at this minute is said to end: midnight belongs to the day before. */
export function finishDayOf(minute: PlanMinute): PlanDay {
  return Math.floor((minute - 1) / minutesPerDay) as PlanDay
}

/** The midnight that begins a day. */
export function midnightOf(day: PlanDay): PlanMinute {
  return (day * minutesPerDay) as PlanMinute
}

/** Day of the week, 0 = Sunday to 6 = Saturday (1970-01-01 was a Thursday). */
export function weekdayOf(day: PlanDay): number {
  return (((day + 4) % 7) + 7) % 7
}

/** Excel's 1900 date system: serial 25569 is 1970-01-01. Serials below 61 are wrong in Excel itself (its 29 Feb 1900). */
export function excelSerial(day: PlanDay): number {
  return day + 25569
}

/** The day of an Excel serial, its time of day cut off. */
export function dayOfSerial(serial: number): PlanDay {
  return Math.floor(serial - 25569) as PlanDay
}
