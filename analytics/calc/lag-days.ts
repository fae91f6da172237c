import type { Activity } from '#model/entities/activity.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import { parseShifts } from './shifts.ts'

/** Working minutes of a day and of a week, by which a lag typed in days or weeks becomes minutes. */
export interface LagDays {
  of(predecessorKey: string): { perDay: number; perWeek: number }
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
/** Where neither the activity nor the project has a calendar: eight hours on five days. */
const standard = { perDay: 480, perWeek: 2400 }

/** The measure for the predecessors of a project: their own calendar, else the project's, else eight hours on five days. */
export function lagDaysOf(
  activities: readonly Pick<Activity, 'rowKey' | 'calendarKey'>[],
  calendars: readonly Calendar[],
  defaultCalendarKey: string | null,
): LagDays {
  const byCalendar = new Map(calendars.map(calendar => [calendar.rowKey as string, measure(calendar)]))
  const fallback = (defaultCalendarKey === null ? undefined : byCalendar.get(defaultCalendarKey)) ?? standard
  const byActivity = new Map<string, { perDay: number; perWeek: number }>()
  for (const { rowKey, calendarKey } of activities) {
    const own = calendarKey === null ? undefined : byCalendar.get(calendarKey)
    if (own) byActivity.set(rowKey, own)
  }
  return { of: key => byActivity.get(key) ?? fallback }
}

function measure(calendar: Calendar): { perDay: number; perWeek: number } {
  const perDay = calendar.minutesPerDay > 0 ? calendar.minutesPerDay : standard.perDay
  const perWeek = weekdays.reduce((sum, name) => sum + minutesOf(calendar[name]), 0)
  return { perDay, perWeek: perWeek > 0 ? perWeek : perDay * 5 }
}

function minutesOf(text: string | null): number {
  const spans = text === null ? null : parseShifts(text)
  return (spans ?? []).reduce((sum, [from, to]) => sum + to - from, 0)
}
