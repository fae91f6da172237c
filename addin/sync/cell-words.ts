import {
  compileCalendar,
  firstWorkOfDay,
  lastWorkOfDay,
  standardCalendar,
  type WorkCalendar,
} from '#calc/calendar.ts'
import { constraintDateField, constraintKindFields } from '#model/constraint-date.ts'
import type { CellValue, Language } from '#model/contract.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { type CellContext, type ParsedCell, parseCell, showCell } from '#model/parse-cell.ts'
import type { ProjectSnapshot, SheetSnapshot } from './snapshot.ts'
import type { CellContent } from './table-cells.ts'

/** How the cells of one sheet read and show the values that travel on the wire. */
export interface CellWords {
  /** The field whose code names the calendar of a row, by which its durations are shown in days. */
  calendarField: string | null
  show(field: string, value: CellValue, calendar: CellValue): CellContent
  /** `constraint` is what the cell beside a constraint date says it limits. */
  parse(field: string, content: CellContent, calendar: CellValue, constraint?: CellContent): ParsedCell
}

/** What cells mean in one project, besides their field: its currency and its calendars by code. */
export interface ProjectReference {
  currency: string
  defaultCalendar: string | null
  calendars: ReadonlyMap<string, { minutesPerDay: number; work: WorkCalendar }>
  /** Calendar code of each activity, for rows that only name an activity. */
  calendarOfActivity: ReadonlyMap<string, string>
}

/** The reference of a project, from what was pulled of its project, calendar and activity sheets. */
export function readReference(snapshot: ProjectSnapshot): ProjectReference {
  const project = rowAt(snapshot.sheets.project, 0)
  const exceptions = rowsOf(snapshot.sheets.calendarException) as unknown as CalendarException[]
  const calendars = new Map(
    (rowsOf(snapshot.sheets.calendar) as unknown as Calendar[]).map(row => {
      // References travel as codes, so here a calendar's key is its code.
      const work = compileCalendar({ ...row, rowKey: row.code as never }, exceptions)
      return [row.code, { minutesPerDay: row.minutesPerDay > 0 ? row.minutesPerDay : 480, work }] as const
    }),
  )
  return {
    currency: typeof project['currency'] === 'string' ? project['currency'] : 'CNY',
    defaultCalendar: typeof project['calendarKey'] === 'string' ? project['calendarKey'] : null,
    calendars,
    calendarOfActivity: activityCalendars(snapshot.sheets.activity),
  }
}

/** The words of a sheet in a language. */
export function makeCellWords(sheet: EntityName, reference: ProjectReference, language: Language): CellWords {
  const fields = entityOf(sheet).fields
  const calendarField = calendarFieldOf(sheet)
  const contexts = new Map<string, CellContext>()
  const contextOf = (value: CellValue): CellContext => {
    const named = typeof value === 'string' ? value : ''
    const known = contexts.get(named)
    if (known) return known
    const code = calendarField === 'calendarKey' ? named : (reference.calendarOfActivity.get(named) ?? '')
    const calendar = reference.calendars.get(code) ?? reference.calendars.get(reference.defaultCalendar ?? '')
    const made = makeContext(reference.currency, calendar, language)
    contexts.set(named, made)
    return made
  }
  return {
    calendarField,
    show(name, value, calendar) {
      const field = fields[name]
      return field && value !== null ? (showCell(field, value, contextOf(calendar)) ?? '') : ''
    },
    parse(name, content, calendar, constraint = '') {
      const field = fields[name]
      const context = contextOf(calendar)
      const kindField = fields[constraintKindFields.get(name) ?? '']
      const kind = kindField ? parseCell(kindField, constraint, context) : null
      const kindValue = kind && 'value' in kind ? kind.value : null
      return field
        ? parseCell(constraintDateField(field, kindValue), content, context)
        : { problem: { code: 'field-unknown', data: { sheet, field: name } } }
    },
  }
}

/** The field that decides a row's calendar: its own, or that of the activity it names; lags count by their predecessor. */
function calendarFieldOf(sheet: EntityName): string | null {
  const fields = entityOf(sheet).fields
  if (sheet === 'link') return 'predecessorKey'
  if (fields['calendarKey'] && sheet !== 'calendarException') return 'calendarKey'
  return fields['activityKey'] ? 'activityKey' : null
}

function makeContext(
  currency: string,
  calendar: { minutesPerDay: number; work: WorkCalendar } | undefined,
  language: Language,
): CellContext {
  const work = calendar?.work ?? standardCalendar
  return {
    currency,
    minutesPerDay: calendar?.minutesPerDay ?? 480,
    firstWorkOfDay: day => firstWorkOfDay(work, day),
    lastWorkOfDay: day => lastWorkOfDay(work, day),
    language,
  }
}

function activityCalendars(sheet: SheetSnapshot | undefined): Map<string, string> {
  const codes = sheet?.columns['code'] ?? []
  const calendars = sheet?.columns['calendarKey'] ?? []
  const found = new Map<string, string>()
  codes.forEach((code, i) => {
    if (typeof code === 'string' && typeof calendars[i] === 'string') found.set(code, calendars[i])
  })
  return found
}

function rowsOf(sheet: SheetSnapshot | undefined): Record<string, CellValue>[] {
  return (sheet?.rowKeys ?? []).map((_, i) => rowAt(sheet, i))
}

function rowAt(sheet: SheetSnapshot | undefined, at: number): Record<string, CellValue> {
  const row: Record<string, CellValue> = {}
  if (!sheet || at >= sheet.rowKeys.length) return row
  row['rowKey'] = sheet.rowKeys[at] as string
  for (const [field, values] of Object.entries(sheet.columns)) row[field] = values[at] ?? null
  return row
}
