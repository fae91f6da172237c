import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { minutesPerDay, weekdayOf, type PlanDay } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { joinShifts, parseShifts, type Shift } from './shifts.ts'

/** A calendar as typed arrays, clonable to a worker. A window of whole weeks holds all exceptions day by day; before and
 *  after it the week repeats. Work is counted in minutes from the midnight of `anchorDay`. */
export interface WorkCalendar {
  rowKey: string
  code: string
  anchorDay: number
  windowDays: number
  windowWork: number
  /** Work before each day of the window, and after the last. */
  windowBefore: Int32Array
  windowPattern: Int32Array
  weekWork: number
  /** Work before each day of a week that begins on the weekday of `anchorDay`, and after the last. */
  weekBefore: Int32Array
  weekPattern: Int32Array
  /** For every minute of work of such a week, the minute of the week at which it begins. */
  weekStart: Int32Array
  /** Days of the window that have work, the work before each, and where to begin to look for an amount of work. */
  workDay: Int32Array
  workDayBefore: Int32Array
  workDayJump: Int32Array
  /** Shifts by pattern of a day: those of pattern p are from `patternStart[p]` to before `patternStart[p + 1]`. */
  patternStart: Int32Array
  shiftFrom: Int32Array
  shiftTo: Int32Array
  findings: Problem[]
}

/** Exceptions before 1900 or after 2200 are left out and named. */
const firstDay = -25567
const lastDay = 84370
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const fallbackShifts: Shift[] = [[8 * 60, 16 * 60]]

/** Builds the arrays of a calendar from its week and its own exceptions; a later exception replaces an earlier one. */
export function buildCalendar(calendar: Calendar, exceptions: readonly CalendarException[]): WorkCalendar {
  const findings: Problem[] = []
  const known = new Map<string | null, Shift[]>([[null, []]])
  const read = (text: string | null, field: string): Shift[] => {
    const before = known.get(text)
    if (before) return before
    const shifts = parseShifts(text ?? '')
    known.set(text, shifts ?? [])
    if (shifts) return shifts
    findings.push({
      code: 'shifts-unreadable',
      at: { sheet: 'calendar', rowKey: calendar.rowKey, code: calendar.code, field },
      data: { value: text },
    })
    return []
  }
  const week = weekdays.map(weekday => read(calendar[weekday], weekday))
  const days = readExceptions(exceptions, read, findings)
  const hasWeek = week.some(shifts => shifts.length > 0)
  if (!hasWeek) {
    findings.push({
      code: 'calendar-without-work',
      at: { sheet: 'calendar', rowKey: calendar.rowKey, code: calendar.code },
      data: { calendar: calendar.name || calendar.code },
    })
  }
  const repeated = hasWeek ? week : week.map((_, weekday) => (weekday % 6 === 0 ? [] : fallbackShifts))
  return { rowKey: calendar.rowKey, code: calendar.code, findings, ...layOut(days, week, repeated) }
}

function readExceptions(
  exceptions: readonly CalendarException[],
  read: (text: string | null, field: string) => Shift[],
  findings: Problem[],
): Map<number, Shift[]> {
  const days = new Map<number, Shift[]>()
  for (const exception of exceptions) {
    const shifts = read(exception.shifts, 'shifts')
    const from = Math.max(exception.fromDay, firstDay)
    const to = Math.min(exception.toDay, lastDay)
    if (!(exception.fromDay >= firstDay) || !(exception.toDay <= lastDay)) {
      findings.push({
        code: 'date-out-of-range',
        at: { sheet: 'calendarException', rowKey: exception.rowKey, field: 'fromDay' },
        data: { date: exception.fromDay >= firstDay ? exception.toDay : exception.fromDay },
      })
    }
    for (let day = from; day <= to; day++) days.set(day, shifts)
  }
  return days
}

type Layout = Omit<WorkCalendar, 'rowKey' | 'code' | 'findings'>

function layOut(exceptions: Map<number, Shift[]>, week: Shift[][], repeated: Shift[][]): Layout {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const day of exceptions.keys()) {
    if (day < first) first = day
    if (day > last) last = day
  }
  const anchorDay = exceptions.size === 0 ? 0 : first
  // One more day than the exceptions, so that a night shift that begins on the last of them ends inside.
  const windowDays = exceptions.size === 0 ? 0 : Math.ceil((last - first + 2) / 7) * 7
  const patterns = collectPatterns()
  const ordinary = (of: Shift[][], day: number) => of[weekdayOf(day as PlanDay)] as Shift[]

  const weekBefore = new Int32Array(8)
  const weekPattern = new Int32Array(7)
  for (let i = 0; i < 7; i++) {
    const day = anchorDay + i
    weekPattern[i] = patterns.add(ordinary(repeated, day), ordinary(repeated, day - 1))
    weekBefore[i + 1] = (weekBefore[i] as number) + patterns.workOf(weekPattern[i] as number)
  }
  const windowBefore = new Int32Array(windowDays + 1)
  const windowPattern = new Int32Array(windowDays)
  const workDay: number[] = []
  const workDayBefore: number[] = []
  let yesterday = ordinary(repeated, anchorDay - 1)
  for (let i = 0; i < windowDays; i++) {
    const today = exceptions.get(anchorDay + i) ?? ordinary(week, anchorDay + i)
    const pattern = patterns.add(today, yesterday)
    const work = patterns.workOf(pattern)
    windowPattern[i] = pattern
    windowBefore[i + 1] = (windowBefore[i] as number) + work
    if (work > 0) {
      workDay.push(i)
      workDayBefore.push(windowBefore[i] as number)
    }
    yesterday = today
  }
  const windowWork = windowBefore[windowDays] as number
  workDayBefore.push(windowWork)
  const arrays = patterns.arrays()
  return {
    anchorDay,
    windowDays,
    windowWork,
    windowBefore,
    windowPattern,
    weekWork: weekBefore[7] as number,
    weekBefore,
    weekPattern,
    weekStart: weekStartsOf(weekBefore, weekPattern, arrays),
    workDay: Int32Array.from(workDay),
    workDayBefore: Int32Array.from(workDayBefore),
    workDayJump: jumpsOf(workDayBefore, windowWork),
    ...arrays,
  }
}

function weekStartsOf(
  weekBefore: Int32Array,
  weekPattern: Int32Array,
  { patternStart, shiftFrom, shiftTo }: Pick<WorkCalendar, 'patternStart' | 'shiftFrom' | 'shiftTo'>,
): Int32Array {
  const starts = new Int32Array(weekBefore[7] as number)
  let work = 0
  for (const [weekday, pattern] of weekPattern.entries())
    for (let shift = patternStart[pattern] as number; shift < (patternStart[pattern + 1] as number); shift++)
      for (let time = shiftFrom[shift] as number; time < (shiftTo[shift] as number); time++)
        starts[work++] = weekday * minutesPerDay + time
  return starts
}

/** For every 512 minutes of work the day on which they begin. */
function jumpsOf(workDayBefore: number[], windowWork: number): Int32Array {
  const jumps = new Int32Array((windowWork >> 9) + 1)
  let place = 0
  for (let i = 0; i < jumps.length; i++) {
    while (place + 1 < workDayBefore.length - 1 && (workDayBefore[place + 1] as number) <= i << 9) place++
    jumps[i] = place
  }
  return jumps
}

/** Collects the distinct days: a day's own shifts up to midnight and what the day before works past midnight. */
function collectPatterns() {
  const known = new Map<string, number>()
  /** Patterns of days that nothing reaches into from the day before, by their shifts as read: most days. */
  const alone = new Map<Shift[], number>()
  const overnight = new Map<Shift[], boolean>()
  const starts = [0]
  const from: number[] = []
  const to: number[] = []
  const work: number[] = []
  return {
    add(today: Shift[], yesterday: Shift[]): number {
      let reaches = overnight.get(yesterday)
      if (reaches === undefined) {
        reaches = yesterday.some(shift => shift[1] > minutesPerDay)
        overnight.set(yesterday, reaches)
      }
      const before = reaches ? undefined : alone.get(today)
      if (before !== undefined) return before
      const pattern = this.collect(today, yesterday)
      if (!reaches) alone.set(today, pattern)
      return pattern
    },
    collect(today: Shift[], yesterday: Shift[]): number {
      const over = yesterday.filter(shift => shift[1] > minutesPerDay)
      const shifts = joinShifts([
        ...over.map(([, end]): Shift => [0, end - minutesPerDay]),
        ...today.map(([begin, end]): Shift => [begin, Math.min(end, minutesPerDay)]),
      ])
      const key = shifts.join(';')
      const same = known.get(key)
      if (same !== undefined) return same
      for (const [begin, end] of shifts) {
        from.push(begin)
        to.push(end)
      }
      work.push(shifts.reduce((sum, [begin, end]) => sum + end - begin, 0))
      starts.push(from.length)
      known.set(key, known.size)
      return known.size - 1
    },
    workOf: (pattern: number) => work[pattern] as number,
    arrays: () => ({
      patternStart: Int32Array.from(starts),
      shiftFrom: Int32Array.from(from),
      shiftTo: Int32Array.from(to),
    }),
  }
}
