import { compileCalendar, type WorkCalendar } from '#calc/calendar.ts'
import { shiftsOfWeekday, shiftsOn } from '#calc/day-shifts.ts'
import { formatShifts, parseShifts, type Shift } from '#calc/shifts.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { midnightOf, minutesPerDay, weekdayOf, type PlanDay } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import { isElapsedCalendar } from './mspdi-duration.ts'
import type { MspdiIds } from './mspdi-writer-ids.ts'
import { xmlDate, type XmlPart } from './mspdi-writer-xml.ts'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** All calendars as base calendars, and one of its own for every resource that has one, built on it. */
export function calendarParts(plan: Plan, ids: MspdiIds): XmlPart[] {
  const names = new Set<string>()
  const written = plan.calendars.filter(calendar => !isElapsedCalendar(calendar.rowKey))
  const base = written.map((calendar): XmlPart => {
    const exceptions = plan.calendarExceptions.filter(one => one.calendarKey === calendar.rowKey)
    return ['Calendar', baseCalendar(calendar, exceptions, ids, names)]
  })
  const own = plan.resources.flatMap((resource): XmlPart[] => {
    const uid = ids.resourceCalendars.get(resource.rowKey)
    const on = ids.calendars.get(resource.calendarKey ?? '')
    if (uid === undefined || on === undefined) return []
    return [
      [
        'Calendar',
        [
          ['UID', uid],
          ['Name', resource.name],
          ['IsBaseCalendar', false],
          ['BaseCalendarUID', on],
        ],
      ],
    ]
  })
  return [...base, ...own]
}

function baseCalendar(
  calendar: Calendar,
  exceptions: readonly CalendarException[],
  ids: MspdiIds,
  names: Set<string>,
): XmlPart[] {
  const name = names.has(calendar.name) ? calendar.code : calendar.name
  names.add(name)
  const { week, days } = daysOf(calendar, exceptions)
  return [
    ['UID', ids.calendars.get(calendar.rowKey) as number],
    ['Name', name],
    ['IsBaseCalendar', true],
    ['BaseCalendarUID', -1],
    [
      'WeekDays',
      week.map(
        (shifts, weekday): XmlPart => ['WeekDay', [['DayType', weekday + 1], ...workingParts(shifts)]],
      ),
    ],
    ['Exceptions', days.length === 0 ? null : days.map(exceptionPart)],
  ]
}

interface Days {
  from: number
  to: number
  shifts: Shift[]
  name: string | null
}

/** The week and the days that differ, as MS Project can hold them: shifts end at midnight and exceptions do not overlap. Where they do, or a shift
 *  works over midnight, each day is written as it comes out. */
function daysOf(
  calendar: Calendar,
  exceptions: readonly CalendarException[],
): { week: Shift[][]; days: Days[] } {
  const week = weekdays.map(weekday => parseShifts(calendar[weekday] ?? '') ?? [])
  const days = exceptions
    .filter(({ fromDay, toDay }) => toDay >= fromDay)
    .map(({ fromDay, toDay, shifts, name }) => ({
      from: fromDay,
      to: toDay,
      shifts: parseShifts(shifts ?? '') ?? [],
      name,
    }))
  const ordered = [...days].sort((a, b) => a.from - b.from)
  const overlaps = ordered.some((one, i) => i > 0 && one.from <= (ordered[i - 1] as Days).to)
  const isOver = [...week, ...days.map(day => day.shifts)].flat().some(([, to]) => to > minutesPerDay)
  if (!overlaps && !isOver) return { week, days: ordered }
  const compiled = compileCalendar(calendar, exceptions)
  const whole = isOver ? weekdays.map((_, weekday) => shiftsOfWeekday(compiled, weekday)) : week
  return { week: whole, days: spelledOut(compiled, whole, days) }
}

function spelledOut(calendar: WorkCalendar, week: Shift[][], given: readonly Days[]): Days[] {
  const names = new Map<number, string | null>()
  for (const { from, to, name } of given)
    for (
      let day = Math.max(from, calendar.anchorDay);
      day <= Math.min(to, calendar.anchorDay + calendar.windowDays);
      day++
    )
      names.set(day, name)
  const days: Days[] = []
  for (let day = calendar.anchorDay; day < calendar.anchorDay + calendar.windowDays; day++) {
    const shifts = shiftsOn(calendar, day)
    const text = formatShifts(shifts)
    const isUsual = text === formatShifts(week[weekdayOf(day as PlanDay)] as Shift[])
    if (isUsual && !names.has(day)) continue
    const name = names.get(day) ?? null
    const last = days.at(-1)
    if (last && last.to === day - 1 && last.name === name && formatShifts(last.shifts) === text) last.to = day
    else days.push({ from: day, to: day, shifts, name })
  }
  return days
}

function exceptionPart({ from, to, shifts, name }: Days): XmlPart {
  return [
    'Exception',
    [
      ['EnteredByOccurrences', false],
      [
        'TimePeriod',
        [
          ['FromDate', xmlDate(midnightOf(from as PlanDay))],
          ['ToDate', xmlDate(midnightOf((to + 1) as PlanDay) - 1)],
        ],
      ],
      ['Occurrences', to - from + 1],
      ['Name', name],
      ['Type', 1],
      ...workingParts(shifts),
    ],
  ]
}

function workingParts(shifts: readonly Shift[]): XmlPart[] {
  if (shifts.length === 0) return [['DayWorking', false]]
  const times = shifts.map(
    ([from, to]): XmlPart => [
      'WorkingTime',
      [
        ['FromTime', clock(from)],
        ['ToTime', clock(to)],
      ],
    ],
  )
  return [
    ['DayWorking', true],
    ['WorkingTimes', times],
  ]
}

/** `08:00:00`; the end of the day is midnight. */
function clock(minute: number): string {
  const time = minute % minutesPerDay
  return `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}:00`
}
