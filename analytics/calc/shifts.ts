import { minutesPerDay } from '#model/plan-time.ts'

/** Minutes of the day a shift works, from and to; a `to` past 1440 works on after midnight. */
export type Shift = [from: number, to: number]

/** Shifts of `08:00-12:00,13:00-17:00` in order, touching and overlapping ones joined; null when the text cannot be read.
 *  24:00 is the end of the day; a shift that ends at or before its start works over midnight (`22:00-06:00`), and
 *  `00:00-00:00` is the whole day. Full-width signs and `~` are accepted. */
export function parseShifts(text: string): Shift[] | null {
  const shifts: Shift[] = []
  for (const part of text.normalize('NFKC').split(/[,;、]/)) {
    if (part.trim() === '') continue
    const times = shiftPattern.exec(part)
    if (!times) return null
    const from = minuteOf(times[1] as string, times[2] as string)
    const to = minuteOf(times[3] as string, times[4] as string)
    if (from === null || to === null || from === minutesPerDay) return null
    if (from === to && from !== 0) return null
    shifts.push([from, to <= from ? to + minutesPerDay : to])
  }
  return shifts.length === 0 ? null : joinShifts(shifts)
}
const shiftPattern = /^\s*(\d{1,2}):(\d{2})\s*[-~–—至]\s*(\d{1,2}):(\d{2})\s*$/

function minuteOf(hours: string, minutes: string): number | null {
  const total = Number(hours) * 60 + Number(minutes)
  return Number(minutes) > 59 || total > minutesPerDay ? null : total
}

/** `08:00-12:00,13:00-17:00` of shifts; null for a day without work. */
export function formatShifts(shifts: readonly Shift[]): string | null {
  if (shifts.length === 0) return null
  return shifts
    .map(([from, to]) => `${clock(from)}-${clock(to > minutesPerDay ? to - minutesPerDay : to)}`)
    .join(',')
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Shifts in order with touching and overlapping ones made one. */
export function joinShifts(shifts: readonly Shift[]): Shift[] {
  const joined: Shift[] = []
  for (const [from, to] of [...shifts].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else if (to > from) joined.push([from, to])
  }
  return joined
}
