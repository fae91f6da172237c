import { expect, test } from 'vitest'
import { compileCalendars, firstWorkOfDay, type WorkCalendar } from '#calc/calendar.ts'
import type { RowKey } from '#model/field.ts'
import { chineseHolidays } from '#model/holidays/chinese-holidays.ts'
import { dayOfText } from '#samples/day-of-text.ts'
import { sampleRandom } from '#samples/sample-random.ts'
import { makeSiteCalendars } from '#samples/site-calendars.ts'
import { trades } from '#samples/trades.ts'

const made = makeSiteCalendars('p' as RowKey<'project'>, { from: 2023, to: 2027 }, true, sampleRandom(1))
const compiled = compileCalendars(made)
const calendar = (use: keyof typeof made.keyOf) => compiled.get(made.keyOf[use]) as WorkCalendar
const works = (use: keyof typeof made.keyOf, date: string) =>
  firstWorkOfDay(calendar(use), dayOfText(date)) !== null

// State Council notices: 国办发明电〔2023〕7号, 国办发明电〔2024〕12号, and that of 2025-11-04 for 2026.
test.each([
  ['2024-02-04', true],
  ['2024-02-10', false],
  ['2025-01-26', true],
  ['2025-02-04', false],
  ['2025-09-28', true],
  ['2025-10-08', false],
  ['2025-10-11', true],
  ['2026-01-02', false],
  ['2026-01-04', true],
  ['2026-02-14', true],
  ['2026-02-16', false],
  ['2026-02-23', false],
  ['2026-02-28', true],
  ['2026-05-09', true],
  ['2026-09-20', true],
  ['2026-09-26', false],
  ['2026-10-10', true],
  ['2026-11-21', false],
])('the office calendar of %s works: %s', (date, isWorkday) => {
  expect(works('office', date)).toBe(isWorkday)
})

test('the site works on Saturdays and make-up Sundays, and rests longer around Spring Festival than the law asks', () => {
  expect(works('site', '2026-11-21')).toBe(true)
  expect(works('site', '2026-11-22')).toBe(false)
  expect(works('site', '2026-09-20')).toBe(true)
  expect(works('site', '2026-02-12')).toBe(false)
  expect(works('site', '2026-02-28')).toBe(false)
  expect(works('site', '2026-03-04')).toBe(true)
})

test('work in the open rests in winter up north, under a roof it goes on', () => {
  expect(works('outdoor', '2026-01-14')).toBe(false)
  expect(works('outdoor', '2025-11-14')).toBe(true)
  expect(works('outdoor', '2026-03-16')).toBe(true)
  expect(works('site', '2026-01-14')).toBe(true)
})

test('a year the State Council has not published says that it is projected', () => {
  const off = made.calendarExceptions.filter(row => row.name === '国庆节')
  expect(new Set(off.filter(row => row.fromDay < dayOfText('2027-01-01')).map(row => row.standing))).toEqual(
    new Set(['official']),
  )
  expect(new Set(off.filter(row => row.fromDay > dayOfText('2027-01-01')).map(row => row.standing))).toEqual(
    new Set(['projected']),
  )
  expect(chineseHolidays.at(-1)?.standing).toBe('projected')
})

test('no two exceptions of a calendar speak of the same day', () => {
  for (const { rowKey } of made.calendars) {
    const own = made.calendarExceptions
      .filter(row => row.calendarKey === rowKey)
      .sort((a, b) => a.fromDay - b.fromDay)
    expect(own.filter((row, index) => row.fromDay <= (own[index - 1]?.toDay ?? -1))).toEqual([])
  }
})

test('the shares of every trade sum to one yuan', () => {
  for (const [name, shares] of Object.entries(trades))
    expect([name, Object.values(shares).reduce((sum, share) => sum + share, 0)]).toEqual([
      name,
      expect.closeTo(1, 9),
    ])
})
