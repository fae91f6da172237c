import { formatDay, midnightOf, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import { dayOfText } from './day-of-text.ts'
import { siteOpens } from './draft-plan.ts'

/** The data dates of monthly status, the 20th of each month at the opening of the site, after `start` and up to and including
 *  the first at or after `finish` but none after `limit`. */
export function monthCutOffs(start: PlanDay, finish: PlanMinute, limit: PlanMinute): PlanMinute[] {
  const cutOffs: PlanMinute[] = []
  let [year, month] = formatDay(start).split('-').map(Number) as [number, number]
  for (;;) {
    const day = dayOfText(`${year}-${String(month).padStart(2, '0')}-20`)
    const cutOff = (midnightOf(day) + siteOpens) as PlanMinute
    if (cutOff > limit) return cutOffs
    if (day > start) cutOffs.push(cutOff)
    if (cutOff >= finish) return cutOffs
    month = month === 12 ? 1 : month + 1
    if (month === 1) year++
  }
}

/** The name of the period a cut-off closes: 202611. */
export function periodNameOf(cutOff: PlanMinute): string {
  return formatDay(Math.floor(cutOff / 1440) as PlanDay)
    .slice(0, 7)
    .replace('-', '')
}
