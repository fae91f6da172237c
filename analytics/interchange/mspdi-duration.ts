import type { XmlReader, XmlRecord } from './xml-records.ts'

/** The most minutes a stored duration or lag can hold. */
const mostMinutes = 2_147_483_647
const durationPattern =
  /^(-)?P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Whole minutes of a duration such as `PT16H30M0S`, seconds rounded; null when the text is none, or too long for a stored one. */
export function parseMspdiDuration(text: string): number | null {
  const minutes = parseMspdiMinutes(text)
  if (minutes === null) return null
  const whole = Math.sign(minutes) * Math.round(Math.abs(minutes))
  if (Math.abs(whole) > mostMinutes) return null
  return whole === 0 ? 0 : whole
}

/** Minutes of a duration with their fraction. A day is 24 hours, as XML Schema has it; MS Project itself writes hours, minutes and seconds only. */
export function parseMspdiMinutes(text: string): number | null {
  const parts = durationPattern.exec(text)
  if (!parts || text.endsWith('P') || text.endsWith('T')) return null
  if (parts[2] !== undefined || parts[3] !== undefined) return null
  const [days, hours, minutes, seconds] = parts.slice(4).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  const total = days * 1440 + hours * 60 + minutes + seconds / 60
  return parts[1] === undefined ? total : -total
}

/** `PT16H30M0S` of minutes. */
export function formatMspdiDuration(minutes: number): string {
  const whole = Math.abs(minutes)
  return `${minutes < 0 ? '-' : ''}PT${Math.floor(whole / 60)}H${whole % 60}M0S`
}

/** A duration of a record in minutes; what cannot be read is named and counts as absent. */
export function mspdiDuration(reader: XmlReader, record: XmlRecord, field: string): number | null {
  const value = record.text(field)
  if (value === '') return null
  const minutes = parseMspdiDuration(value)
  if (minutes !== null) return minutes
  const data = { element: record.element.name, field, value: value.slice(0, 60) }
  reader.leaveOut({ code: 'xml-value-unreadable', data }, record.line)
  return null
}

/** Whether a `DurationFormat` or `LagFormat` counts elapsed time. Source: Project XML Data Interchange Schema, DurationFormat: 4 elapsed
 *  minutes, 6 hours, 8 days, 10 weeks, 12 months, 20 percent; 36 to 52 the same, estimated. */
export function isElapsedFormat(format: number | null): boolean {
  return format !== null && elapsedFormats.has(format)
}
const elapsedFormats = new Set([4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52])

/** Whether a `LagFormat` is a percentage: 19 and 20, estimated 51 and 52. */
export function isPercentFormat(format: number | null): boolean {
  return format === 19 || format === 20 || format === 51 || format === 52
}

/** What the key of the calendar of elapsed durations ends in. */
export const elapsedCalendarId = 'elapsed'

/** Whether a calendar is the one that elapsed durations were given when a file was read. */
export function isElapsedCalendar(rowKey: string | null): boolean {
  return rowKey !== null && /^ms-[0-9a-z]+-Celapsed$/.test(rowKey)
}
