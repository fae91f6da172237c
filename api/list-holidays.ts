import type { Static } from 'typebox'
import type { holidayList } from '#model/holiday-contract.ts'
import { chineseHolidays } from '#model/holidays/chinese-holidays.ts'

/** China's holidays as the API and the command line give them, all years or one. */
export function listHolidays(year: number | null): Static<typeof holidayList> {
  const years = chineseHolidays.filter(one => year === null || one.year === year)
  return {
    years: years.map(({ off, makeUp, ...one }) => ({
      ...one,
      off: off.map(([from, to, name]) => ({ from, to, name })),
      makeUp: [...makeUp],
    })),
  }
}
