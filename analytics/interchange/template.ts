import { entityOf, type EntityName } from '#model/entities.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import type { Project } from '#model/entities/project.ts'
import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { NotUsed } from './not-used.ts'
import { keepOrder, templateBaseline } from './template-baseline.ts'
import { templateBudget } from './template-budget.ts'
import { cellText, placeOf, templateRows, type TemplateRow } from './template-cells.ts'
import { templateContexts, type TemplateContexts } from './template-context.ts'
import { templateLinks } from './template-links.ts'
import { TemplateReader, type ReadRow } from './template-reader.ts'
import { templateTables, type TemplateTable } from './template-tables.ts'
import { checkTemplateVersion } from './template-version.ts'
import { readSheets, type SheetCells } from './xlsx-sheets.ts'

/** The project of a filled-in template, or of a planner's own workbook whose headers are understood: columns are found by their header in either
 *  language. A cell that cannot be read is noted with sheet, address and remedy; what it belongs to is kept where it can be. A workbook
 *  without a project sheet is named after its file. Throws `no-sheet-known`, `no-rows`, `file-from-newer-version` and what `readSheets` throws. */
export async function readTemplate(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ plans: Plan[]; notUsed: NotUsed[] }> {
  return planOfSheets(await readSheets(bytes, fileName), fileName.replace(/^.*[\\/]/, ''))
}

/** The same of sheets that were read already. */
export function planOfSheets(
  sheets: readonly SheetCells[],
  file: string,
): { plans: Plan[]; notUsed: NotUsed[] } {
  checkTemplateVersion(file, sheets)
  const notUsed: NotUsed[] = []
  const tables = templateTables(file, sheets, notUsed)
  if (tables.length === 0) throw new AppError('no-sheet-known', { file })
  const rows = rowsByEntity(file, tables, notUsed)
  if (tables.every(table => table.rows.length === 0)) throw new AppError('no-rows', { file })
  const plan = readPlan(file, rows, notUsed)
  return { plans: [plan], notUsed: [...notUsed, ...computedColumns(file, tables, hasBudgets(rows))] }
}

/** Whether the workbook budgets on sheets of their own. */
function hasBudgets(rows: Rows): boolean {
  return rows('assignment').length + rows('budgetLine').length > 0
}

type Rows = (entity: EntityName) => readonly TemplateRow[]

function rowsByEntity(file: string, tables: readonly TemplateTable[], notUsed: NotUsed[]): Rows {
  const rows = new Map<EntityName, TemplateRow[]>()
  for (const table of tables)
    rows.set(table.entity, [...(rows.get(table.entity) ?? []), ...templateRows(file, table, notUsed)])
  return entity => rows.get(entity) ?? []
}

function readPlan(file: string, rows: Rows, notUsed: NotUsed[]): Plan {
  const projectRow = onlyProject(file, rows('project'), notUsed)
  const code = (projectRow && cellText(projectRow, 'code')) ?? file.replace(/\.[^.]+$/, '')
  const reader = new TemplateReader(file, code, notUsed)
  const currency = readCurrency(reader, projectRow)
  const calendars = readAs<Calendar>(reader, 'calendar', rows, templateContexts(currency, [], [], null))
  const exceptions = readExceptions(reader, rows, templateContexts(currency, calendars, [], null))
  const early = templateContexts(
    currency,
    calendars,
    exceptions,
    defaultCalendar(reader, projectRow, calendars),
  )
  const project = readProject(reader, projectRow, early, currency)
  const contexts = templateContexts(currency, calendars, exceptions, project.calendarKey)
  const wbs = readAs<Plan['wbs'][number]>(reader, 'wbs', rows, contexts)
  const resources = readAs<Plan['resources'][number]>(reader, 'resource', rows, contexts)
  const costAccounts = readAs<Plan['costAccounts'][number]>(reader, 'costAccount', rows, contexts)
  const read = reader.read('activity', rows('activity'), contexts)
  for (const made of read) orderActuals(reader, made)
  const links = templateLinks(reader, read, calendars, project.calendarKey)
  const frozen = templateBaseline(reader, read, contexts)
  const starts = frozen.baselineActivities.flatMap(row => (row.start === null ? [] : [row.start]))
  const earliest = starts.reduce<PlanMinute | null>(
    (first, start) => (first === null || start < first ? start : first),
    null,
  )
  return {
    project: { ...project, plannedStart: project.plannedStart ?? earliest },
    calendars,
    calendarExceptions: exceptions,
    wbs,
    activities: read.map(({ row }) => row as unknown as Activity),
    links: [...links, ...readLinkSheet(reader, rows, contexts)],
    resources,
    assignments: readAs(reader, 'assignment', rows, contexts),
    costAccounts,
    budgetLines: hasBudgets(rows)
      ? readAs(reader, 'budgetLine', rows, contexts)
      : templateBudget(reader, read, contexts),
    costEntries: readAs(reader, 'costEntry', rows, contexts),
    ...frozen,
    progressRecords: readAs(reader, 'progressRecord', rows, contexts),
    risks: readAs(reader, 'risk', rows, contexts),
    statusSnapshots: [],
  }
}

function readAs<Row>(
  reader: TemplateReader,
  entity: EntityName,
  rows: Rows,
  contexts: TemplateContexts,
): Row[] {
  return reader.read(entity, rows(entity), contexts).map(({ row }) => row as unknown as Row)
}

function onlyProject(file: string, rows: readonly TemplateRow[], notUsed: NotUsed[]): TemplateRow | null {
  for (const row of rows.slice(1))
    notUsed.push({
      file,
      place: placeOf(row, 'code'),
      reason: { code: 'project-repeated', data: { code: cellText(row, 'code') } },
    })
  return rows[0] ?? null
}

/** Amounts cannot be read without the currency, so it comes first; yuan where none is given. */
function readCurrency(reader: TemplateReader, row: TemplateRow | null): string {
  const text = row && cellText(row, 'currency')
  if (!row || !text) return 'CNY'
  const code = currencyNames.get(text) ?? text.toUpperCase()
  if (/^[A-Z]{3}$/.test(code)) return code
  reader.note(row, 'currency', { code: 'currency-unknown', data: { value: text } })
  return 'CNY'
}
const currencyNames = new Map([
  ['人民币', 'CNY'],
  ['元', 'CNY'],
  ['RMB', 'CNY'],
  ['美元', 'USD'],
  ['欧元', 'EUR'],
  ['港元', 'HKD'],
  ['港币', 'HKD'],
  ['日元', 'JPY'],
])

/** The calendar the project names; the only one where it names none. */
function defaultCalendar(
  reader: TemplateReader,
  row: TemplateRow | null,
  calendars: readonly Calendar[],
): string | null {
  const named = row && cellText(row, 'calendarKey')
  if (named) return reader.keyOf('calendar', named)
  return calendars.length === 1 ? (calendars[0]?.rowKey ?? null) : null
}

function readProject(
  reader: TemplateReader,
  row: TemplateRow | null,
  contexts: TemplateContexts,
  currency: string,
): Project {
  const source: TemplateRow = row ?? { table: nowhere, line: 0, cells: new Map() }
  const cells = new Map(source.cells)
  cells.set('code', reader.projectCode).set('currency', currency)
  const made = reader.read('project', [{ ...source, cells }], contexts)[0]
  const project = made?.row as unknown as Project
  const rowKey = reader.projectId as Project['rowKey']
  const calendarKey = project.calendarKey ?? (contexts.only as Project['calendarKey'])
  return { ...project, projectId: rowKey, rowKey, calendarKey }
}
const nowhere: TemplateTable = { entity: 'project', sheet: '', language: 'zh', columns: [], rows: [] }

function readExceptions(reader: TemplateReader, rows: Rows, contexts: TemplateContexts): CalendarException[] {
  return reader.read('calendarException', rows('calendarException'), contexts).flatMap(({ row, source }) => {
    const exception = row as unknown as CalendarException
    if (exception.toDay >= exception.fromDay) return [exception]
    const data = {
      activity: exception.name ?? '',
      start: String(exception.fromDay),
      finish: String(exception.toDay),
    }
    reader.note(source, 'toDay', { code: 'finish-before-start', data })
    return []
  })
}

function orderActuals(reader: TemplateReader, made: ReadRow): void {
  const activity = made.row as unknown as Activity
  const [, finish] = keepOrder(reader, made, 'actualFinish', activity.actualStart, activity.actualFinish)
  activity.actualFinish = finish
}

/** Links may also stand on a sheet of their own; a lag in percent is then typed as a percentage. */
function readLinkSheet(reader: TemplateReader, rows: Rows, contexts: TemplateContexts): Plan['links'] {
  return reader.read('link', rows('link'), contexts).map(({ row, source }) => {
    const link = row as unknown as Plan['links'][number]
    const percent = Number(cellText(source, 'lag')?.replace('%', '') ?? 0)
    const isPercent = link.lagKind === 'percent' && Number.isFinite(percent)
    return isPercent ? { ...link, lag: Math.round(percent * 1000) as typeof link.lag } : link
  })
}

/** Columns that are calculated here, with the number of values the file had in them; dates of a schedule became its baseline. */
function computedColumns(file: string, tables: readonly TemplateTable[], hasBudget: boolean): NotUsed[] {
  const kept = new Set(hasBudget ? ['start', 'finish'] : ['start', 'finish', 'budget'])
  return tables.flatMap(table =>
    table.columns
      .filter(({ field }) => entityOf(table.entity).fields[field]?.origin === 'computed')
      .filter(({ field }) => !(table.entity === 'activity' && kept.has(field)))
      .map(column => ({
        column: column.header,
        count: table.rows.filter(row => (row.cells[column.place] ?? '') !== '').length,
      }))
      .filter(({ count }) => count > 0)
      .map(data => ({
        file,
        place: `${table.sheet}: ${data.column}`,
        reason: { code: 'column-computed' as const, data },
      })),
  )
}
