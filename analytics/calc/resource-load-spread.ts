import { minutesPerDay } from '#model/plan-time.ts'
import { workAt } from './calendar.ts'
import type { WorkSegment } from './resource-load-segments.ts'

/** Quantities by week (key: minute of its Monday), spread evenly over working time. Cumulative sums are rounded, so the
 *  weeks of a segment add up to its quantity. A segment without working time falls into the week of its finish. */
export function spreadOverWeeks(segments: readonly WorkSegment[]): Map<number, number> {
  const weeks = new Map<number, number>()
  for (const segment of segments) {
    if (segment.quantity === 0) continue
    const from = workAt(segment.calendar, segment.start)
    const total = workAt(segment.calendar, segment.finish) - from
    let given = 0
    for (let week = mondayOf(segment.start); week < segment.finish && total > 0; week += minutesPerWeek) {
      const done = workAt(segment.calendar, Math.min(week + minutesPerWeek, segment.finish)) - from
      const share = Math.round((segment.quantity * done) / total)
      if (share !== given) weeks.set(week, (weeks.get(week) ?? 0) + share - given)
      given = share
    }
    if (given !== segment.quantity) {
      const last = mondayOf(Math.max(segment.start, segment.finish - 1))
      weeks.set(last, (weeks.get(last) ?? 0) + segment.quantity - given)
    }
  }
  return weeks
}

const minutesPerWeek = 7 * minutesPerDay

function mondayOf(minute: number): number {
  const day = Math.floor(minute / minutesPerDay)
  return (day - ((((day + 3) % 7) + 7) % 7)) * minutesPerDay
}
