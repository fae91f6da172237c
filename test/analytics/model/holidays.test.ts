import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chineseHolidays } from '#model/holidays/chinese-holidays.ts'
import { holidayExceptions } from '#model/holidays/holiday-exceptions.ts'
import { formatDay, parseDay, weekdayOf } from '#model/plan-time.ts'

const shifts = '08:00-12:00,13:00-17:00'
const week = (days: number) => ({
  monday: shifts,
  tuesday: shifts,
  wednesday: shifts,
  thursday: shifts,
  friday: shifts,
  saturday: days > 5 ? shifts : null,
  sunday: days > 6 ? shifts : null,
})
const of = (year: number) => chineseHolidays.filter(one => one.year === year)
const day = (text: string) => parseDay(text) as number

test('2026 is the notice of 4 November 2025: 33 days off and six make-up days', () => {
  // 国办发明电〔2025〕7号: 3 + 9 + 3 + 5 + 3 + 3 + 7 days; work on 4 Jan, 14 and 28 Feb, 9 May, 20 Sep, 10 Oct.
  const found = holidayExceptions(week(5), of(2026))
  const off = found.filter(row => row.shifts === null)
  expect(off.reduce((sum, { fromDay, toDay }) => sum + toDay - fromDay + 1, 0)).toBe(33)
  expect(found.filter(row => row.shifts !== null).map(row => formatDay(row.fromDay))).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ])
  expect(of(2026)[0]).toMatchObject({ standing: 'official', source: '国办发明电〔2025〕7号' })
})

test('make-up days are weekends, and a calendar that works on them needs no exception', () => {
  for (const { makeUp } of chineseHolidays)
    for (const text of makeUp) expect([0, 6]).toContain(weekdayOf(day(text) as never))
  const sundays = holidayExceptions(week(6), of(2026)).filter(row => row.shifts !== null)
  expect(sundays.map(row => formatDay(row.fromDay))).toEqual(['2026-01-04', '2026-09-20'])
  expect(holidayExceptions(week(7), of(2026)).filter(row => row.shifts !== null)).toEqual([])
})

test('a projected year has the 13 days fixed by law and no swaps, or 12 where two holidays meet', () => {
  // 国务院令第795号: 1 + 4 + 1 + 2 + 1 + 1 + 3 days; in 2028 Mid-Autumn falls on 3 October.
  for (const one of chineseHolidays.filter(({ standing }) => standing === 'projected')) {
    const days = holidayExceptions(week(5), [one]).reduce(
      (sum, { fromDay, toDay }) => sum + toDay - fromDay + 1,
      0,
    )
    expect([one.year, days]).toEqual([one.year, one.year === 2028 ? 12 : 13])
  }
})

test('days the company has rules for are left out, and no day is spoken of twice', () => {
  const any = fc.tuple(
    fc.subarray([...chineseHolidays]),
    fc.uniqueArray(fc.integer({ min: day('2023-01-01'), max: day('2028-12-31') }), { maxLength: 300 }),
    fc.constantFrom(5, 6, 7),
  )
  fc.assert(
    fc.property(any, ([years, taken, days]) => {
      const seen = new Set<number>(taken)
      for (const { fromDay, toDay } of holidayExceptions(week(days), years, new Set(taken)))
        for (let one: number = fromDay; one <= toDay; one++) {
          expect(seen.has(one)).toBe(false)
          seen.add(one)
        }
    }),
  )
})
