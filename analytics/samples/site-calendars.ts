import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import type { RowKey, WorkMinutes } from '#model/field.ts'
import { type PlanDay, weekdayOf } from '#model/plan-time.ts'
import { chineseHolidays } from '#model/holidays/chinese-holidays.ts'
import { dayOfText } from './day-of-text.ts'
import type { SampleRandom } from './sample-random.ts'

/** Which working time an activity keeps: the site's six days, work in the open, the office's five days, curing. */
export type CalendarUse = 'site' | 'outdoor' | 'office' | 'curing'

export interface SiteCalendars {
  calendars: Calendar[]
  calendarExceptions: CalendarException[]
  keyOf: Record<CalendarUse, RowKey<'calendar'>>
}

/** Shift of the site and of work in the open. */
const siteShifts = '07:30-11:30,13:30-17:30'

/** Calendars of one project for the years it touches: official holidays with their make-up days, the site's longer leave
 *  around Spring Festival and, up north, a calendar of its own for work in the open, which rests in winter. */
export function makeSiteCalendars(
  projectId: RowKey<'project'>,
  years: { from: number; to: number },
  isNorthern: boolean,
  random: SampleRandom,
): SiteCalendars {
  const calendars: Calendar[] = []
  const calendarExceptions: CalendarException[] = []
  const keyOf = {} as SiteCalendars['keyOf']
  for (const use of ['site', 'outdoor', 'office', 'curing'] as const) {
    if (use === 'outdoor' && !isNorthern) {
      keyOf.outdoor = keyOf.site
      continue
    }
    const { code, name, shifts, days } = weeks[use]
    const rowKey = random.key<'calendar'>()
    keyOf[use] = rowKey
    const on = (weekday: number) => (weekday <= days ? shifts : null)
    calendars.push({
      projectId,
      rowKey,
      code,
      name,
      minutesPerDay: (use === 'curing' ? 1440 : 480) as WorkMinutes,
      monday: on(1),
      tuesday: on(2),
      wednesday: on(3),
      thursday: on(4),
      friday: on(5),
      saturday: on(6),
      sunday: on(7),
    })
    if (use === 'curing') continue
    for (const run of runsOf(exceptionsOf(use, years, use === 'outdoor')))
      calendarExceptions.push({ projectId, rowKey: random.key(), calendarKey: rowKey, ...run })
  }
  return { calendars, calendarExceptions, keyOf }
}

const weeks: Record<CalendarUse, { code: string; name: string; shifts: string; days: number }> = {
  site: { code: 'RL-6', name: '工地六天日历', shifts: siteShifts, days: 6 },
  outdoor: { code: 'RL-W', name: '室外作业日历', shifts: siteShifts, days: 6 },
  office: { code: 'RL-5', name: '管理五天日历', shifts: '08:30-12:00,13:30-18:00', days: 5 },
  curing: { code: 'RL-Y', name: '养护与等待(连续)', shifts: '00:00-24:00', days: 7 },
}

type DayRule = Pick<CalendarException, 'shifts' | 'name' | 'standing'>

/** One rule per day, so that no two exceptions of a calendar speak of the same day. */
function exceptionsOf(
  use: CalendarUse,
  years: { from: number; to: number },
  isWinterBound: boolean,
): Map<PlanDay, DayRule> {
  const rules = new Map<PlanDay, DayRule>()
  const set = (from: number, to: number, rule: DayRule) => {
    for (let day = from; day <= to; day++) rules.set(day as PlanDay, rule)
  }
  for (const { year, standing, off, makeUp } of chineseHolidays) {
    if (year < years.from || year > years.to) continue
    for (const text of makeUp) {
      const day = dayOfText(text)
      if (use === 'office' || weekdayOf(day) === 0)
        set(day, day, { shifts: weeks[use].shifts, name: '调休上班', standing })
    }
    for (const [from, to, name] of off) {
      const [first, last] = [dayOfText(from), dayOfText(to)]
      if (name === '春节' && use !== 'office')
        set(first - leaveBefore, last + leaveAfter, {
          shifts: null,
          name: '春节工人返乡停工',
          standing: 'company',
        })
      set(first, last, { shifts: null, name, standing })
    }
  }
  if (isWinterBound)
    for (let year = years.from - 1; year <= years.to; year++)
      set(dayOfText(`${year}-11-15`), dayOfText(`${year + 1}-03-15`), {
        shifts: null,
        name: '冬季停工',
        standing: 'company',
      })
  return rules
}
const leaveBefore = 6
const leaveAfter = 8

function runsOf(rules: Map<PlanDay, DayRule>): (DayRule & { fromDay: PlanDay; toDay: PlanDay })[] {
  const runs: (DayRule & { fromDay: PlanDay; toDay: PlanDay })[] = []
  for (const day of [...rules.keys()].sort((a, b) => a - b)) {
    const rule = rules.get(day) as DayRule
    const last = runs.at(-1)
    if (last && last.toDay === day - 1 && last.name === rule.name && last.standing === rule.standing)
      last.toDay = day
    else runs.push({ ...rule, fromDay: day, toDay: day })
  }
  return runs
}
