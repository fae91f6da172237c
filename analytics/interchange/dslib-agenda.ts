import type { DslibTables } from './dslib-plan.ts'
import { textOfDate } from './dslib-sheets.ts'
import type { DslibRow } from './dslib-table.ts'
import type { NotUsed } from './not-used.ts'
import { cellAddress, type SheetCells } from './xlsx-sheets.ts'

/** The `Agenda` sheet of a raw workbook as the calendar and the holidays of the release: hours and weekdays marked Yes, and dates below
 *  the header `Holidays`. */
export function agendaTables(
  file: string,
  code: string,
  sheet: SheetCells,
  notUsed: NotUsed[],
): Pick<DslibTables, 'calendars' | 'holidays'> {
  const header = sheet.rows.findIndex(row => /^working hours/i.test(String(row[0] ?? '')))
  const titles = (sheet.rows[header] ?? []).map(cell => String(cell ?? '').toLowerCase())
  const columnOf = (title: string) => titles.findIndex(text => text.startsWith(title))
  const [hours, days, holidays] = [columnOf('working hours'), columnOf('working days'), columnOf('holidays')]
  const body = sheet.rows.slice(header + 1)
  const marked = (column: number) =>
    body.filter(row => /^yes$/i.test(String(row[column + 1] ?? ''))).map(row => String(row[column]))
  const calendar: DslibRow = {
    line: header,
    sheet: sheet.name,
    cells: {
      working_hours_start: hours < 0 ? null : marked(hours).map(startHour).join(' ') || null,
      working_days:
        days < 0
          ? null
          : marked(days)
              .map(day => day.slice(0, 3))
              .join(' ') || null,
    },
  }
  const holidayRows = body.flatMap((row, index): DslibRow[] => {
    const cell = holidays < 0 ? null : (row[holidays] ?? null)
    if (cell === null) return []
    const date = cell instanceof Date ? textOfDate(cell) : String(cell)
    return [{ line: header + 1 + index, sheet: sheet.name, cells: { date } }]
  })
  const isThere = header >= 0
  if (sheet.rows.length > 0 && !isThere)
    notUsed.push({
      file,
      place: sheet.name,
      reason: {
        code: 'column-missing',
        data: { sheet: sheet.name, rows: sheet.rows.length, column: 'Working Hours' },
      },
    })
  return {
    calendars: {
      file,
      columns: ['working_hours_start', 'working_days'],
      rows: isThere ? [calendar] : [],
      placeOf: () => `${sheet.name} (${code})`,
    },
    holidays: {
      file,
      columns: ['date'],
      rows: holidayRows,
      placeOf: row => `${sheet.name}!${cellAddress(row.line, holidays)}`,
    },
  }
}

/** `8:00 - 9:00` begins at 08. */
function startHour(span: string): string {
  return (/^(\d+)/.exec(span)?.[1] ?? '').padStart(2, '0')
}
