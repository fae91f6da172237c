import type { Calendar } from '#model/entities/calendar.ts'
import { calendar as calendarEntity } from '#model/entities/calendar.ts'
import { calendarException, type CalendarException } from '#model/entities/calendar-exception.ts'
import type { RowKey } from '#model/field.ts'
import { mspdiExceptions, mspdiWorkWeeks, type DayRange } from './mspdi-exceptions.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import { weekShifts } from './mspdi-shifts.ts'
import { rowMaker } from './row-maker.ts'
import type { XmlRecord } from './xml-records.ts'
import { uniqueCode } from './xer-scope.ts'

/** A calendar of the file as written: what it says itself, and the calendar it builds on. */
interface Written {
  uid: string
  name: string
  line: number
  isBase: boolean
  base: string
  /** Shifts of Sunday to Saturday; undefined where the base calendar's count, null for a day off. */
  week: (string | null | undefined)[]
  workWeeks: DayRange[]
  exceptions: DayRange[]
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const usualShifts = '08:00-12:00,13:00-17:00'
const makeCalendar = rowMaker(calendarEntity)
const makeException = rowMaker(calendarException)

/** The calendars of a file as rows, each with all it takes from its base calendars. A resource calendar that says nothing of its own gets
 *  no row: its base calendar stands for it. Fills the scope's `calendarKeys`. */
export function mspdiCalendars(
  project: XmlRecord,
  scope: MspdiScope,
): { calendars: Calendar[]; calendarExceptions: CalendarException[] } {
  const written = new Map<string, Written>()
  for (const record of project.list('Calendars', 'Calendar')) {
    const calendar = readCalendar(record, scope)
    if (written.has(calendar.uid))
      scope.reader.leaveOut(
        { code: 'xml-id-repeated', data: { element: 'Calendar', id: calendar.uid } },
        record.line,
      )
    else written.set(calendar.uid, calendar)
  }
  const calendars: Calendar[] = []
  const calendarExceptions: CalendarException[] = []
  const codes = new Set<string>()
  for (const calendar of written.values()) {
    const chain = chainOf(calendar, written, scope)
    const standing = chain.findLast(one => one.isBase || saysSomething(one)) ?? calendar
    const rowKey = scope.key<'calendar'>('C', standing.uid)
    scope.calendarKeys.set(calendar.uid, rowKey)
    if (standing !== calendar) continue
    const week = weekOf(chain)
    calendars.push(
      makeCalendar(scope.projectId, rowKey, {
        code: uniqueCode(calendar.name || calendar.uid, codes),
        name: calendar.name || calendar.uid,
        minutesPerDay: scope.minutesPerDay as Calendar['minutesPerDay'],
        ...week,
      }),
    )
    calendarExceptions.push(...exceptionRows(chain, rowKey, calendar.uid, scope))
  }
  return { calendars, calendarExceptions }
}

function readCalendar(record: XmlRecord, scope: MspdiScope): Written {
  const name = record.text('Name')
  record.has('GUID')
  record.has('IsBaselineCalendar')
  const days = record.list('WeekDays', 'WeekDay')
  const exceptions = record.list('Exceptions', 'Exception')
  return {
    uid: record.text('UID'),
    name,
    line: record.line,
    isBase: record.flag('IsBaseCalendar') ?? true,
    base: record.text('BaseCalendarUID'),
    week: weekShifts(days, name, scope.reader),
    workWeeks: mspdiWorkWeeks(record.list('WorkWeeks', 'WorkWeek'), name, scope.reader),
    exceptions: mspdiExceptions(exceptions, days, name, scope.reader),
  }
}

function saysSomething({ week, workWeeks, exceptions }: Written): boolean {
  return week.some(day => day !== undefined) || workWeeks.length > 0 || exceptions.length > 0
}

/** The calendar with those it builds on, the farthest first. */
function chainOf(calendar: Written, all: ReadonlyMap<string, Written>, scope: MspdiScope): Written[] {
  const chain = [calendar]
  for (let at = calendar; ; ) {
    const base = at.base === at.uid ? undefined : all.get(at.base)
    if (!base) return chain
    if (chain.includes(base)) {
      const data = { calendar: calendar.name || calendar.uid }
      scope.reader.leaveOut({ code: 'mspdi-calendar-loop', data }, calendar.line)
      return [calendar]
    }
    chain.unshift(base)
    at = base
  }
}

/** What no calendar of the chain says is MS Project's own week: Monday to Friday, 08:00-12:00 and 13:00-17:00. */
function weekOf(chain: Written[]): Pick<Calendar, (typeof weekdays)[number]> {
  const shiftsOf = (weekday: number) => {
    for (const { week } of chain.toReversed()) if (week[weekday] !== undefined) return week[weekday]
    return weekday === 0 || weekday === 6 ? null : usualShifts
  }
  return Object.fromEntries(weekdays.map((name, weekday) => [name, shiftsOf(weekday)])) as Pick<
    Calendar,
    (typeof weekdays)[number]
  >
}

/** Work weeks come before exceptions, and a base calendar's before its own: a later row replaces an earlier one. */
function exceptionRows(
  chain: Written[],
  calendarKey: RowKey<'calendar'>,
  uid: string,
  scope: MspdiScope,
): CalendarException[] {
  return chain
    .flatMap(({ workWeeks, exceptions }) => [...workWeeks, ...exceptions])
    .map(({ from, to, shifts, name }, index) =>
      makeException(scope.projectId, scope.key<'calendarException'>('E', `${uid}-${index}`), {
        calendarKey,
        fromDay: from,
        toDay: to,
        shifts,
        name: name || null,
      }),
    )
}
