import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compileCalendar,
  continuousCalendar,
  finishAt,
  firstWorkOfDay,
  lastWorkOfDay,
  standardCalendar,
  startAt,
  workAt,
  workBetween,
} from '#calc/calendar.ts'
import { formatShifts, parseShifts } from '#calc/shifts.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import {
  formatMinute,
  parseDay,
  parseMinute,
  weekdayOf,
  type PlanDay,
  type PlanMinute,
} from '#model/plan-time.ts'

const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const at = (text: string) => parseMinute(text) as PlanMinute
const dayAt = (text: string) => parseDay(text) as PlanDay

function calendarOf(week: (string | null)[]): Calendar {
  const days = Object.fromEntries(names.map((name, i) => [name, week[i] ?? null]))
  return {
    projectId: 'p',
    rowKey: 'c',
    code: 'C',
    name: 'C',
    minutesPerDay: 480,
    ...days,
  } as unknown as Calendar
}
function exceptionOf(from: PlanDay, to: PlanDay, shifts: string | null): CalendarException {
  return {
    projectId: 'p',
    rowKey: `e${from}`,
    calendarKey: 'c',
    fromDay: from,
    toDay: to,
    shifts,
    name: null,
    standing: 'company',
  } as unknown as CalendarException
}

describe('work time', () => {
  test('work goes on at the next shift and ended at the last one', () => {
    const friday17 = at('2026-11-20T17:00')
    const work = workAt(standardCalendar, friday17)
    expect(formatMinute(startAt(standardCalendar, work))).toBe('2026-11-23T08:00')
    expect(formatMinute(finishAt(standardCalendar, work))).toBe('2026-11-20T17:00')
    expect(workBetween(standardCalendar, at('2026-11-20T12:30'), at('2026-11-23T09:00'))).toBe(240 + 60)
  })

  test('a make-up working day works and a holiday does not (2026 New Year: 1-3 January off, Sunday 4 January worked)', () => {
    const off = exceptionOf(dayAt('2026-01-01'), dayAt('2026-01-03'), null)
    const worked = exceptionOf(dayAt('2026-01-04'), dayAt('2026-01-04'), '08:00-12:00,13:00-17:00')
    const week = [null, ...Array.from({ length: 5 }, () => '08:00-12:00,13:00-17:00'), null]
    const calendar = compileCalendar(calendarOf(week), [off, worked])
    expect(firstWorkOfDay(calendar, dayAt('2026-01-02'))).toBeNull()
    expect(firstWorkOfDay(calendar, dayAt('2026-01-04'))).toBe(at('2026-01-04T08:00'))
    expect(lastWorkOfDay(calendar, dayAt('2026-01-04'))).toBe(at('2026-01-04T17:00'))
    expect(workBetween(calendar, at('2026-01-01T00:00'), at('2026-01-06T00:00'))).toBe(2 * 480)
  })

  test('a night shift works past midnight into the next day, also into a day off', () => {
    const calendar = compileCalendar(calendarOf([null, '22:00-06:00']), [])
    expect(workBetween(calendar, at('2026-11-23T00:00'), at('2026-11-24T00:00'))).toBe(120)
    expect(workBetween(calendar, at('2026-11-24T00:00'), at('2026-11-25T00:00'))).toBe(360)
    expect(formatMinute(finishAt(calendar, workAt(calendar, at('2026-11-24T12:00'))))).toBe(
      '2026-11-24T06:00',
    )
  })

  test('around the clock every minute counts', () => {
    expect(workBetween(continuousCalendar, 12_345, 99_999)).toBe(99_999 - 12_345)
    expect(startAt(continuousCalendar, workAt(continuousCalendar, -77))).toBe(-77)
    expect(finishAt(continuousCalendar, workAt(continuousCalendar, 1440))).toBe(1440)
  })

  test('a calendar without work is named and counts Monday to Friday 08:00-16:00', () => {
    const calendar = compileCalendar(calendarOf([]), [])
    expect(calendar.findings.map(finding => finding.code)).toEqual(['calendar-without-work'])
    expect(workBetween(calendar, at('2026-11-23T00:00'), at('2026-11-30T00:00'))).toBe(5 * 480)
  })

  test('a day whose shifts cannot be read is named and counts as a day off', () => {
    const calendar = compileCalendar(calendarOf([null, 'eight to five', '08:00-16:00']), [])
    expect(calendar.findings).toEqual([
      expect.objectContaining({
        code: 'shifts-unreadable',
        at: expect.objectContaining({ field: 'monday' }),
      }),
    ])
    expect(calendar.weekWork).toBe(480)
  })

  test('an exception of a thousand years is cut to 1900-2200 and named', () => {
    const calendar = compileCalendar(calendarOf([null, '08:00-16:00']), [
      exceptionOf(dayAt('0001-01-01'), dayAt('9999-12-31'), null),
    ])
    expect(calendar.findings.map(finding => finding.code)).toEqual(['date-out-of-range'])
  })

  const shiftText = fc
    .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 })
    .map(times => times.sort((a, b) => a - b))
    .map(times => {
      const shifts = times.flatMap((from, i) =>
        i % 2 === 0 && i + 1 < times.length ? [[from, times[i + 1]]] : [],
      )
      return formatShifts(shifts as [number, number][])
    })
  const dayShifts = fc.oneof(fc.constant(null), shiftText, fc.constant('00:00-24:00'))

  test('W, START and FIN are what counting minute by minute gives, inside and outside the exceptions', () => {
    fc.assert(
      fc.property(
        fc.array(dayShifts, { minLength: 7, maxLength: 7 }),
        fc.array(fc.tuple(fc.integer({ min: -3, max: 12 }), dayShifts), { maxLength: 5 }),
        (week, special) => {
          fc.pre(week.some(day => day !== null))
          const exceptions = special.map(([day, shifts]) =>
            exceptionOf(day as PlanDay, day as PlanDay, shifts),
          )
          const calendar = compileCalendar(calendarOf(week), exceptions)
          const firstMinute = -20 * 1440
          const works = minutesWorked(week, new Map(special), -20, 40)
          let work = workAt(calendar, firstMinute)
          let lastWorked: number | null = null
          const wrong: string[] = []
          for (let i = 0; i < works.length; i++) {
            const minute = firstMinute + i
            if (workAt(calendar, minute) !== work) wrong.push(`W at ${minute}`)
            if (lastWorked !== null && finishAt(calendar, work) !== lastWorked + 1)
              wrong.push(`FIN at ${minute}`)
            if (works[i] === 1) {
              if (startAt(calendar, work) !== minute) wrong.push(`START at ${minute}`)
              lastWorked = minute
              work++
            }
          }
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('shifts', () => {
  test('full-width signs are read and overlapping shifts become one', () => {
    expect(parseShifts('13：00～17：00，08:00-12:00')).toEqual([
      [480, 720],
      [780, 1020],
    ])
    expect(parseShifts('08:00-12:00,11:00-13:00')).toEqual([[480, 780]])
  })
  test('midnight ends a day as 24:00 and 00:00-00:00 is the whole day', () => {
    expect(parseShifts('16:00-24:00')).toEqual([[960, 1440]])
    expect(parseShifts('00:00-00:00')).toEqual([[0, 1440]])
    expect(formatShifts([[1320, 1800]])).toBe('22:00-06:00')
  })
  test.each(['', '8-17', '08:00', '08:60-09:00', '25:00-26:00', '09:00-09:00', 'x'])(
    '%j is unreadable',
    text => {
      expect(parseShifts(text)).toBeNull()
    },
  )
})

/** 1 for every worked minute from one day to before another, counted from the texts by themselves. */
function minutesWorked(
  week: (string | null)[],
  special: Map<number, string | null>,
  from: number,
  to: number,
) {
  const works = new Uint8Array((to - from) * 1440)
  for (let day = from; day < to; day++) {
    const text = special.has(day) ? special.get(day) : week[weekdayOf(day as PlanDay)]
    for (const part of text?.split(',') ?? []) {
      const [begin, end] = part
        .split('-')
        .map(clock => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) as [number, number]
      works.fill(1, (day - from) * 1440 + begin, (day - from) * 1440 + end)
    }
  }
  return works
}
