import type { CellValue } from 'hucre/xlsx'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { DslibTableName } from './dslib-plan.ts'
import type { DslibRow, DslibTable, DslibValue } from './dslib-table.ts'
import type { NotUsed } from './not-used.ts'
import { cellAddress, type SheetCells } from './xlsx-sheets.ts'

/** Headers of the raw workbooks, lower case, and the column of the tidied release each one is. */
export const headerColumns: Partial<Record<DslibTableName, Record<string, string>>> = {
  activities: {
    id: 'activity_id',
    name: 'name',
    wbs: 'wbs',
    predecessors: 'predecessors',
    successors: 'successors',
    'baseline start': 'baseline_start',
    'baseline end': 'baseline_end',
    duration: 'duration_text',
    'resource demand': 'resource_demand',
    'resource cost': 'resource_cost',
    'fixed cost': 'fixed_cost',
    'cost/hour': 'cost_per_hour',
    'variable cost': 'variable_cost',
    'total cost': 'total_cost',
  },
  resources: {
    id: 'resource_id',
    name: 'name',
    type: 'type',
    availability: 'availability',
    availibility: 'availability',
    'cost/use': 'cost_per_use',
    'cost/unit': 'cost_per_unit',
    'assigned to': 'assigned_to',
    'total cost': 'total_cost',
  },
  risk_profiles: {
    id: 'activity_id',
    duration: 'duration_text',
    description: 'profile',
    optimistic: 'optimistic',
    'most probable': 'most_probable',
    pessimistic: 'pessimistic',
  },
  tracking_periods: {
    name: 'period_name',
    'start tracking period': 'period_start',
    'status date': 'status_date',
    'planned value (pv)': 'pv',
    'earned value (ev)': 'ev',
    'actual cost (ac)': 'ac',
    'earned schedule (es)': 'es_date',
    'schedule performance index (spi)': 'spi',
    'cost performance index (cpi)': 'cpi',
    'schedule performance index (spi(t))': 'spi_t',
  },
  tracking_activities: {
    id: 'activity_id',
    'actual start': 'actual_start',
    'actual duration': 'actual_duration_text',
    pac: 'pac',
    prc: 'prc',
    'remaining duration': 'remaining_duration_text',
    'actual cost': 'actual_cost',
    'remaining cost': 'remaining_cost',
    'percentage completed': 'pct_complete',
    tracking: 'status',
    'earned value (ev)': 'ev',
    'planned value (pv)': 'pv',
  },
}
const dateColumns = new Set([
  'baseline_start',
  'baseline_end',
  'status_date',
  'es_date',
  'period_start',
  'actual_start',
])
const headerRows = 10

/** Rows of one sheet below its header row as a table of the release; columns the release does not have keep their header as name. A date
 *  in a column of numbers or durations is no number: such cells are counted, named with an example, and blank. */
export function sheetTable(
  name: DslibTableName,
  file: string,
  sheet: SheetCells,
  notUsed: NotUsed[],
  given: Record<string, DslibValue> = {},
): DslibTable {
  const known = headerColumns[name] ?? {}
  const header = sheet.rows.slice(0, headerRows).findIndex(row => isHeader(row, known))
  const columns = header < 0 ? [] : columnNames(sheet.rows[header] ?? [], known)
  const places = new Map(columns.map((column, index) => [column, index]))
  const misplaced: string[] = []
  const rows = sheet.rows.slice(header + 1).flatMap((cells, index): DslibRow[] => {
    const row: Record<string, DslibValue> = { ...given }
    let isBlank = true
    for (const [column, place] of places) {
      const cell = cells[place] ?? null
      if (cell instanceof Date && !dateColumns.has(column)) misplaced.push(textOfDate(cell))
      const value = cell instanceof Date && !dateColumns.has(column) ? null : valueOf(cell, column)
      row[column] = value
      if (value !== null) isBlank = false
    }
    return isBlank ? [] : [{ line: header + 1 + index, cells: row, sheet: sheet.name }]
  })
  if (misplaced.length > 0)
    notUsed.push({
      file,
      place: sheet.name,
      reason: {
        code: 'dates-in-number-cells',
        data: { count: misplaced.length, value: misplaced[0] ?? null },
      },
    })
  return {
    file,
    columns: header < 0 ? [] : [...Object.keys(given), ...places.keys()],
    rows: header < 0 ? [] : rows,
    placeOf: (row, column) => `${row.sheet}!${cellAddress(row.line, places.get(column) ?? 0)}`,
  }
}

function isHeader(row: readonly CellValue[], known: Record<string, string>): boolean {
  const words = row.map(cell =>
    String(cell ?? '')
      .trim()
      .toLowerCase(),
  )
  return words.filter(word => Object.hasOwn(known, word)).length >= 3
}

/** Where a header stands twice the first one is meant: the sheets carry data of their charts further right. */
function columnNames(header: readonly CellValue[], known: Record<string, string>): string[] {
  const used = new Set<string>()
  return header.map((cell, index) => {
    const word = String(cell ?? '').trim()
    const column = known[word.toLowerCase()] ?? word
    const name =
      column === '' || used.has(column)
        ? `${column || 'column'} (${cellAddress(0, index).slice(0, -1)})`
        : column
    used.add(name)
    return name
  })
}

function valueOf(cell: CellValue, column: string): DslibValue {
  if (cell instanceof Date) return textOfDate(cell)
  if (typeof cell === 'number' && dateColumns.has(column))
    return textOfDate(new Date((cell - 25569) * 86_400_000))
  if (typeof cell === 'string') return cell.trim() === '' ? null : cell.trim()
  return cell
}

/** `YYYY-MM-DDTHH:MM`, to the nearest minute: serials are not exact. */
export function textOfDate(date: Date): string {
  return formatMinute(Math.round(date.getTime() / 60_000) as PlanMinute)
}
