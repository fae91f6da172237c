import {
  compileCalendars,
  firstWorkOfDay,
  lastWorkOfDay,
  standardCalendar,
  type WorkCalendar,
} from '#calc/calendar.ts'
import type { Language } from '#model/contract.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import type { CellContext } from '#model/parse-cell.ts'

/** What cells mean under each calendar of a workbook. */
export interface TemplateContexts {
  /** By the row key of a calendar; null is the project's own, else Monday to Friday with eight hours. */
  of: (calendarKey: string | null, language: Language) => CellContext
  work: (calendarKey: string | null) => WorkCalendar
  /** The calendar of what names none. */
  only: string | null
}

/** Contexts for the calendars of a workbook and its currency. */
export function templateContexts(
  currency: string,
  calendars: readonly Calendar[],
  calendarExceptions: readonly CalendarException[],
  projectCalendar: string | null,
): TemplateContexts {
  const compiled = compileCalendars({ calendars, calendarExceptions })
  const byKey = new Map(calendars.map(calendar => [calendar.rowKey as string, calendar]))
  const keyOf = (calendarKey: string | null) => calendarKey ?? projectCalendar ?? ''
  const work = (calendarKey: string | null) => compiled.get(keyOf(calendarKey)) ?? standardCalendar
  const known = new Map<string, CellContext>()
  return {
    work,
    only: projectCalendar,
    of: (calendarKey, language) => {
      const name = `${language} ${keyOf(calendarKey)}`
      const context = known.get(name) ?? {
        currency,
        minutesPerDay: byKey.get(keyOf(calendarKey))?.minutesPerDay || 480,
        firstWorkOfDay: day => firstWorkOfDay(work(calendarKey), day),
        lastWorkOfDay: day => lastWorkOfDay(work(calendarKey), day),
        language,
      }
      known.set(name, context)
      return context
    },
  }
}
