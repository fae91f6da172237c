import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import { agendaTables } from './dslib-agenda.ts'
import { readColumns } from './dslib-folder.ts'
import { dslibPlan, dslibTableNames, type DslibProjectRows, type DslibTables } from './dslib-plan.ts'
import { sheetTable, textOfDate } from './dslib-sheets.ts'
import {
  noTable,
  textOf,
  unreadColumns,
  type DslibRow,
  type DslibTable,
  type DslibValue,
} from './dslib-table.ts'
import type { NotUsed } from './not-used.ts'
import { readSheets, type SheetCells } from './xlsx-sheets.ts'

/** The project of a raw DSLIB workbook (ProTrack, PMConverter) as a plan with its history. The project code is the one in the file name
 *  (`C2011-01 Nursing Home.xlsx`), else the file name. Sheets that are missing are named; without `Baseline Schedule` it throws
 *  `sheet-missing`. */
export async function readDslibWorkbook(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ plans: Plan[]; notUsed: NotUsed[] }> {
  const file = fileName.replace(/^.*[\\/]/, '')
  const code = /^C\d{4}-\d{2}(?=\b|_)/.exec(file)?.[0] ?? file.replace(/\.[^.]+$/, '')
  const sheets = await readSheets(bytes, fileName)
  const notUsed: NotUsed[] = []
  const tables = workbookTables(file, code, sheets, notUsed)
  if (tables.activities.rows.length === 0)
    throw new AppError('sheet-missing', { file, sheet: 'Baseline Schedule' })
  const rows = Object.fromEntries(
    dslibTableNames.map(name => [name, tables[name].rows]),
  ) as unknown as DslibProjectRows
  const plan = dslibPlan(code, tables, rows, notUsed)
  for (const name of dslibTableNames)
    notUsed.push(
      ...unreadColumns(tables[name], new Set(readColumns[name].split(' '))).map(item => ({
        ...item,
        place: `${sheetOf(tables[name])}: ${item.place}`,
      })),
    )
  return { plans: [plan], notUsed }
}

function workbookTables(
  file: string,
  code: string,
  sheets: readonly SheetCells[],
  notUsed: NotUsed[],
): DslibTables {
  const find = (name: string): SheetCells => {
    const sheet = sheets.find(candidate => candidate.name.trim().toLowerCase() === name.toLowerCase())
    if (!sheet)
      notUsed.push({ file, place: name, reason: { code: 'sheet-missing', data: { file, sheet: name } } })
    return sheet ?? { name, rows: [] }
  }
  const trackingSheets = sheets.filter(sheet => /\bTP\d+\s*$/.test(sheet.name))
  const isTracked = trackingSheets.length > 0
  const activities = sheetTable('activities', file, find('Baseline Schedule'), notUsed)
  const periods =
    isTracked && sheets.some(sheet => sheet.name === 'Tracking Overview') ? find('Tracking Overview') : null
  return {
    projects: noTable,
    activities: { ...activities, columns: [...activities.columns, 'kind'], rows: withKinds(activities.rows) },
    resources: sheetTable('resources', file, find('Resources'), notUsed),
    ...agendaTables(file, code, find('Agenda'), notUsed),
    risk_profiles: leavesOnly(sheetTable('risk_profiles', file, find('Risk Analysis'), notUsed)),
    tracking_periods: periods ? numbered(sheetTable('tracking_periods', file, periods, notUsed)) : noTable,
    ...trackingTables(file, trackingSheets, notUsed),
  }
}

/** The project stands first with id 0; a summary has an outline number that others continue, or neither start nor duration. */
function withKinds(rows: readonly DslibRow[]): DslibRow[] {
  const outlines = rows.map(row => textOf(row, 'wbs'))
  const parents = new Set(outlines.map(outline => outline?.slice(0, Math.max(0, outline.lastIndexOf('.')))))
  return rows.map((row, index) => {
    const outline = outlines[index] ?? null
    const isProject = index === 0 && textOf(row, 'activity_id') === '0'
    const isSummary =
      outline === null
        ? textOf(row, 'baseline_start') === null && textOf(row, 'duration_text') === null
        : parents.has(outline)
    return {
      ...row,
      cells: { ...row.cells, kind: isProject ? 'project' : isSummary ? 'summary' : 'activity' },
    }
  })
}

/** The risk sheet lists summaries too, without a profile. */
function leavesOnly(table: DslibTable): DslibTable {
  return { ...table, rows: table.rows.filter(row => textOf(row, 'optimistic') ?? textOf(row, 'profile')) }
}

function numbered(table: DslibTable): DslibTable {
  const rows = table.rows.map((row, index) => ({
    ...row,
    cells: { ...row.cells, period: String(index + 1) },
  }))
  return { ...table, columns: [...table.columns, 'period'], rows }
}

function trackingTables(
  file: string,
  sheets: readonly SheetCells[],
  notUsed: NotUsed[],
): Pick<DslibTables, 'tracking_sheets' | 'tracking_activities'> {
  const statusRows: DslibRow[] = []
  const tables = sheets.map((sheet, index) => {
    const period = String(index + 1)
    statusRows.push(statusRow(sheet, period))
    return sheetTable('tracking_activities', file, sheet, notUsed, { period })
  })
  const placeOf = new Map(tables.flatMap(table => table.rows.map(row => [row.sheet, table.placeOf] as const)))
  return {
    tracking_sheets: {
      file,
      columns: ['period', 'status_date'],
      rows: statusRows,
      placeOf: row => `${row.sheet}!C1`,
    },
    tracking_activities: {
      file,
      columns: [...new Set(tables.flatMap(table => table.columns))],
      rows: tables.flatMap(table => table.rows),
      placeOf: (row, column) => placeOf.get(row.sheet)?.(row, column) ?? String(row.sheet),
    },
  }
}

/** The first row of a tracking sheet says `TP Status Date` and the date beside it. */
function statusRow(sheet: SheetCells, period: string): DslibRow {
  const first = sheet.rows[0] ?? []
  const label = first.findIndex(cell => /status date/i.test(String(cell ?? '')))
  const cell = label < 0 ? null : (first[label + 1] ?? null)
  const status: DslibValue = cell instanceof Date ? textOfDate(cell) : cell === null ? null : String(cell)
  return { line: 0, sheet: sheet.name, cells: { period, status_date: status } }
}

function sheetOf(table: DslibTable): string {
  const names = [...new Set(table.rows.map(row => row.sheet ?? ''))]
  return names.length > 1 ? `${names[0]} ... ${names.at(-1)}` : (names[0] ?? '')
}
