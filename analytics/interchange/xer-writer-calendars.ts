import { parseShifts } from '#calc/shifts.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { p6Flag, p6Hours, p6Table, type P6Table } from './xer-writer-table.ts'

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
/** P6 counts exception days from 1899-12-30. */
const serialOf1970 = 25569
const lastSerial = 2_958_465
/** A century of single days; more is no calendar that people made. */
const mostDays = 36_525

/** CALENDAR with the week and every day that differs. */
export function calendarTable(plan: Plan, ids: P6Ids): P6Table {
  const columns = [
    'clndr_id',
    'default_flag',
    'clndr_name',
    'proj_id',
    'base_clndr_id',
    'last_chng_date',
    'clndr_type',
    'day_hr_cnt',
    'week_hr_cnt',
    'month_hr_cnt',
    'year_hr_cnt',
    'rsrc_private',
    'clndr_data',
  ]
  const rows = plan.calendars.map(calendar => {
    const hours = p6Hours(calendar.minutesPerDay) ?? 8
    const week = days.filter(day => calendar[day] !== null).length || 5
    return {
      clndr_id: ids.calendar.get(calendar.rowKey) ?? null,
      default_flag: p6Flag(calendar.rowKey === plan.project.calendarKey),
      clndr_name: calendar.name,
      clndr_type: 'CA_Base',
      day_hr_cnt: hours,
      week_hr_cnt: hours * week,
      month_hr_cnt: hours * week * 4,
      year_hr_cnt: hours * week * 50,
      rsrc_private: 'N',
      clndr_data: calendarData(
        calendar,
        plan.calendarExceptions.filter(exception => exception.calendarKey === calendar.rowKey),
      ),
    }
  })
  return p6Table('CALENDAR', columns, rows)
}

function calendarData(calendar: Calendar, exceptions: readonly CalendarException[]): string {
  const week = days.map((day, i) => `(0||${i + 1}()(${shiftNodes(calendar[day])}))`).join('')
  const differing = [...exceptionDays(exceptions)].sort((a, b) => a[0] - b[0])
  const special = differing
    .map(([day, shifts], i) => `(0||${i}(d|${day + serialOf1970})(${shiftNodes(shifts)}))`)
    .join('')
  return `(0||CalendarData()((0||DaysOfWeek()(${week}))(0||VIEW(ShowTotal|N)())(0||Exceptions()(${special}))))`
}

/** Each single day that differs; where two exceptions name a day, the later row counts. */
function exceptionDays(exceptions: readonly CalendarException[]): Map<number, string | null> {
  const shiftsOf = new Map<number, string | null>()
  for (const { fromDay, toDay, shifts } of exceptions) {
    const first = Math.max(fromDay, 1 - serialOf1970)
    const last = Math.min(toDay, lastSerial - serialOf1970)
    for (let day = first; day <= last && shiftsOf.size < mostDays; day++) shiftsOf.set(day, shifts)
  }
  return shiftsOf
}

function shiftNodes(text: string | null): string {
  const shifts = text === null ? null : parseShifts(text)
  return (shifts ?? []).map(([from, to], i) => `(0||${i}(s|${clock(from)}|f|${clock(to % 1440)})())`).join('')
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
