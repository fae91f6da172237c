import { joinShifts, parseShifts, type Shift } from '#calc/shifts.ts'
import { formatDay, parseDay, type PlanDay } from '#model/plan-time.ts'
import type { XerCalendarData } from './xer-calendar.ts'
import type { XmlElement } from './xml-file.ts'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
/** P6 counts exception days from 1899-12-30 in a .xer file. */
const serialOf1970 = 25569

/** Minutes that the end of a shift is told too early: P6 writes the last minute worked, 15:59 for 16:00; other programs write the end itself.
 *  What most shifts of the file do decides. */
export function lastMinuteOf(calendars: readonly XmlElement[]): 0 | 1 {
  let inclusive = 0
  let plain = 0
  for (const finish of calendars.flatMap(calendar => descendants(calendar, 'Finish'))) {
    const minute = minuteOf(finish.text)
    if (minute === null) continue
    if (minute % 15 === 14) inclusive++
    else if (minute % 15 === 0) plain++
  }
  return plain > inclusive ? 0 : 1
}

/** The week and the days that differ of a Calendar element, as the text a .xer file has. */
export function calendarText(calendar: XmlElement, lastMinute: 0 | 1): string {
  const week = new Map<string, string>()
  for (const hours of descendants(calendar, 'StandardWorkHours')) {
    const day = hours.children.find(child => child.name === 'DayOfWeek')?.text ?? ''
    week.set(day, shiftNodes(hours, lastMinute))
  }
  const special = descendants(calendar, 'HolidayOrException').flatMap((exception, i) => {
    const date = exception.children.find(child => child.name === 'Date')?.text ?? ''
    const day = parseDay(date.slice(0, 10))
    // A date that is none is told by the reader of the text.
    const serial = day === null ? date.replace(/[|()]/g, ' ') : String(day + serialOf1970)
    return [`(0||${i}(d|${serial})(${shiftNodes(exception, lastMinute)}))`]
  })
  const names = days.map((day, i) => `(0||${i + 1}()(${week.get(day) ?? ''}))`)
  return `(0||CalendarData()((0||DaysOfWeek()(${names.join('')}))(0||Exceptions()(${special.join('')}))))`
}

/** The parts of a Calendar element that hold its week and its days that differ. */
export function calendarElements({ week, exceptions }: XerCalendarData): string[] {
  const hours = days.map(
    (day, i) =>
      `<StandardWorkHours><DayOfWeek>${day}</DayOfWeek>${workTimes(week[i] ?? null)}</StandardWorkHours>`,
  )
  const special = exceptions.map(
    ({ day, shifts }) =>
      `<HolidayOrException><Date>${formatDay(day as PlanDay)}T00:00:00</Date>${workTimes(shifts)}</HolidayOrException>`,
  )
  return [
    `<StandardWorkWeek>${hours.join('')}</StandardWorkWeek>`,
    ...(special.length === 0 ? [] : [`<HolidayOrExceptions>${special.join('')}</HolidayOrExceptions>`]),
  ]
}

function workTimes(shifts: string | null): string {
  const read: Shift[] = shifts === null ? [] : (parseShifts(shifts) ?? [])
  if (read.length === 0) return '<WorkTime xsi:nil="true"/>'
  return joinShifts(read)
    .map(
      ([from, to]) =>
        `<WorkTime><Start>${clock(from)}</Start><Finish>${clock((to - 1) % 1440)}</Finish></WorkTime>`,
    )
    .join('')
}

function shiftNodes(parent: XmlElement, lastMinute: 0 | 1): string {
  return parent.children
    .filter(child => child.name === 'WorkTime')
    .flatMap((work, i) => {
      const from = minuteOf(textOf(work, 'Start'))
      const to = minuteOf(textOf(work, 'Finish'))
      if (from === null || to === null) return []
      return [`(0||${i}(s|${clock(from).slice(0, 5)}|f|${clock((to + lastMinute) % 1440).slice(0, 5)})())`]
    })
    .join('')
}

function textOf(element: XmlElement, name: string): string {
  return element.children.find(child => child.name === name)?.text ?? ''
}

function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap(child =>
    child.name === name ? [child] : child.children.length > 0 ? descendants(child, name) : [],
  )
}

function minuteOf(clockText: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(clockText)
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : null
  return minute === null || minute > 1440 ? null : minute
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`
}
