import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { chineseHolidays } from '#model/holidays/chinese-holidays.ts'
import { holidayExceptions } from '#model/holidays/holiday-exceptions.ts'
import { formatDay } from '#model/plan-time.ts'
import { AppError } from '#model/problems.ts'
import type { ChangeEntry, Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'

export interface AppliedHolidays {
  calendar: string
  years: { year: number; standing: 'official' | 'projected'; source: string }[]
  added: number
  removed: number
  change: number
}

/**
 * Gives a calendar China's holidays of some years (all that are known where none are named). What was applied before for these
 * years goes; the company's own exceptions stay and keep their days. What is already there is not written again. Throws
 * `calendar-unknown`, `holiday-year-unknown`.
 */
export async function applyHolidays(
  store: Store,
  actor: Actor,
  projectId: string,
  given: { calendar: string; years: readonly number[] },
  { at, makeKey }: { at: string; makeKey: () => string },
): Promise<AppliedHolidays> {
  const unknown = given.years.find(year => !chineseHolidays.some(one => one.year === year))
  if (unknown !== undefined)
    throw new AppError('holiday-year-unknown', {
      year: unknown,
      first: chineseHolidays[0]?.year ?? null,
      last: chineseHolidays.at(-1)?.year ?? null,
    })
  const years = chineseHolidays.filter(({ year }) => given.years.length === 0 || given.years.includes(year))
  return store.write(async tx => {
    const calendars = await tx.rows('calendar', projectId)
    const calendar = calendars.find(
      ({ code, rowKey }) => code === given.calendar || rowKey === given.calendar,
    )
    if (!calendar)
      throw new AppError('calendar-unknown', {
        calendar: given.calendar,
        known: calendars.map(({ code }) => code),
      })
    const own = (await tx.rows('calendarException', projectId)).filter(
      row => row.calendarKey === calendar.rowKey,
    )
    const wanted = holidayExceptions(calendar, years, daysOf(own.filter(row => row.standing === 'company')))
    const covered = new Set(years.map(({ year }) => year))
    const before = own.filter(row => row.standing !== 'company' && covered.has(yearOf(row)))
    const kept = new Set(before.filter(row => wanted.some(one => isSame(row, one))))
    const removed = before.filter(row => !kept.has(row))
    const added = wanted
      .filter(one => !before.some(row => isSame(row, one)))
      .map(
        (one): CalendarException => ({
          ...one,
          projectId: calendar.projectId,
          rowKey: makeKey() as CalendarException['rowKey'],
          calendarKey: calendar.rowKey,
        }),
      )
    const result = {
      calendar: calendar.code,
      years: years.map(({ year, standing, source }) => ({ year, standing, source })),
      added: added.length,
      removed: removed.length,
    }
    if (added.length + removed.length === 0)
      return { ...result, change: (await tx.projectState(projectId)).change }
    await tx.deleteRows(
      'calendarException',
      projectId,
      removed.map(row => row.rowKey),
    )
    await tx.insertRows('calendarException', added)
    const change = await tx.nextChange(projectId)
    await tx.appendChanges(projectId, change, journalOf(removed, added), {
      who: actor.name,
      role: actor.role,
      at,
      batch: null,
    })
    return { ...result, change }
  })
}

function daysOf(rows: readonly CalendarException[]): Set<number> {
  const days = new Set<number>()
  for (const { fromDay, toDay } of rows) for (let day: number = fromDay; day <= toDay; day++) days.add(day)
  return days
}

/** The year a run of days off belongs to: that of its last day, so that a new year's holiday that begins in December does too. */
function yearOf({ toDay }: CalendarException): number {
  return Number(formatDay(toDay).slice(0, 4))
}

function isSame(
  row: CalendarException,
  one: Pick<CalendarException, 'fromDay' | 'toDay' | 'shifts' | 'name' | 'standing'>,
) {
  return (
    row.fromDay === one.fromDay &&
    row.toDay === one.toDay &&
    row.shifts === one.shifts &&
    row.name === one.name &&
    row.standing === one.standing
  )
}

function journalOf(
  removed: readonly CalendarException[],
  added: readonly CalendarException[],
): ChangeEntry[] {
  const entry = (row: CalendarException, isNew: boolean): ChangeEntry => ({
    sheet: 'calendarException',
    rowKey: row.rowKey,
    operation: isNew ? 'create' : 'delete',
    field: null,
    oldValue: isNew ? null : row,
    newValue: isNew ? row : null,
  })
  return [...removed.map(row => entry(row, false)), ...added.map(row => entry(row, true))]
}
