import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import type { CellContent } from '../sync/table-cells.ts'
import { keyColumn, type NewRows, type SheetBinding, statusColumn } from '../sync/workbook-port.ts'
import { chunkBlocks, groupBlocks, type PlacedCell, type WriteBlock } from '../sync/write-blocks.ts'
import { nextTurn } from '../sync/run-in-slices.ts'
import { asWritten } from './apply-changes.ts'
import {
  columnWidth,
  formatColumns,
  highlightColumns,
  type ReferenceChoices,
  validateColumns,
} from './decorate-table.ts'
import { initiallyHidden } from './initially-hidden.ts'
import { sheetWords } from './sheet-words.ts'

const tableStyle = 'TableStyleLight9'
const chunkBytes = 200_000
const cellsPerCopy = 20_000
/** Points; set, because some hosts grow rows to what hidden columns hold. */
const rowHeight = 18

/** A new worksheet with the table of an entity, filled, formatted and validated; it becomes the active sheet. */
export async function createSheet(
  context: Excel.RequestContext,
  sheet: EntityName,
  projectId: string,
  language: Language,
  rows: NewRows,
  choices: ReferenceChoices,
): Promise<SheetBinding> {
  const worksheet = await addWorksheet(context, entityOf(sheet).sheet[language])
  const fields = [keyColumn, statusColumn, ...Object.keys(entityOf(sheet).fields)]
  const height = Math.max(1, rows.rowKeys.length)
  const binding: SheetBinding = { projectId, sheet, worksheetId: '', tableId: '', language, columns: {} }
  const columns = fields.map((field, place) => ({
    field,
    range: worksheet.getRangeByIndexes(1, place, height, 1),
  }))
  worksheet.getRangeByIndexes(0, 0, 1, fields.length).values = [headersOf(sheet, language)]
  await formatRows(context, worksheet, binding, fields, height)
  await fillRows(context, worksheet, fields, rows)
  const table = worksheet.tables.add(worksheet.getRangeByIndexes(0, 0, height + 1, fields.length), true)
  table.style = tableStyle
  table.load('id')
  table.columns.load('items/id')
  worksheet.load('id')
  await context.sync()
  binding.worksheetId = worksheet.id
  binding.tableId = table.id
  fields.forEach((field, place) => {
    binding.columns[field] = table.columns.items[place]?.id ?? place
  })
  validateColumns(binding, columns, choices)
  highlightColumns(binding, columns)
  worksheet.getRangeByIndexes(0, 0, height + 1, 1).format.rowHeight = rowHeight
  shapeSheet(worksheet, sheet, language, fields)
  worksheet.activate()
  worksheet.getRange('C2').select()
  await context.sync()
  return binding
}

/** Formats the first row and copies its formats down, a few thousand cells at a time: one command instead of several per column. */
async function formatRows(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  binding: SheetBinding,
  fields: readonly string[],
  height: number,
): Promise<void> {
  const width = fields.length
  formatColumns(
    binding,
    fields.map((field, place) => ({ field, range: worksheet.getRangeByIndexes(1, place, 1, 1) })),
  )
  await context.sync()
  const rowsPerCopy = Math.max(1, Math.floor(cellsPerCopy / width))
  for (let row = 1; row < height; row += rowsPerCopy)
    await copyFormats(context, worksheet, width, row, Math.min(rowsPerCopy, height - row))
}

async function copyFormats(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  width: number,
  row: number,
  rows: number,
): Promise<void> {
  worksheet
    .getRangeByIndexes(row + 1, 0, rows, width)
    .copyFrom(worksheet.getRangeByIndexes(1, 0, 1, width), 'Formats')
  await context.sync()
  await nextTurn()
}

/** The header texts of an entity's table in a language. Excel wants each once: a share that is called like a date gets its %. */
export function headersOf(sheet: EntityName, language: Language): string[] {
  const words = sheetWords[language]
  const headers = [words.rowKey, words.status]
  const fields = Object.values(entityOf(sheet).fields)
  for (const field of fields) {
    const label = field.label[language]
    const isShared = fields.some(other => other !== field && other.label[language] === label)
    const header = isShared && field.kind === 'ratio' ? `${label} %` : label
    headers.push(headers.includes(header) ? `${header} ${headers.length}` : header)
  }
  return headers
}

async function addWorksheet(context: Excel.RequestContext, wanted: string): Promise<Excel.Worksheet> {
  const worksheets = context.workbook.worksheets
  worksheets.load('items/name')
  await context.sync()
  return worksheets.add(freeName(wanted, new Set(worksheets.items.map(sheet => sheet.name.toLowerCase()))))
}

/** The first of `Name`, `Name 2`, `Name 3`... that no sheet has, within Excel's 31 characters. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted.replace(/[:\\/?*[\]]/g, ' ').slice(0, 28)
  let name = clean
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${clean} ${number}`
  return name
}

async function fillRows(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  fields: readonly string[],
  rows: NewRows,
): Promise<void> {
  const cells: PlacedCell[] = []
  fields.forEach((field, column) => {
    const contents: readonly CellContent[] | undefined =
      field === keyColumn ? rows.rowKeys : rows.columns[field]
    contents?.forEach((content, row) => {
      if (content !== '') cells.push({ row, column, content })
    })
  })
  for (const chunk of chunkBlocks(groupBlocks(cells), chunkBytes)) await fillChunk(context, worksheet, chunk)
}

async function fillChunk(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  chunk: readonly WriteBlock[],
): Promise<void> {
  for (const { row, column, contents } of chunk)
    worksheet.getRangeByIndexes(row + 1, column, contents.length, contents[0]?.length ?? 0).values =
      contents.map(line => line.map(asWritten))
  await context.sync()
  await nextTurn()
}

function shapeSheet(
  worksheet: Excel.Worksheet,
  sheet: EntityName,
  language: Language,
  fields: readonly string[],
): void {
  const declared = entityOf(sheet).fields
  const headers = headersOf(sheet, language)
  const hidden = initiallyHidden[sheet] ?? []
  fields.forEach((name, place) => {
    const column = worksheet.getRangeByIndexes(0, place, 1, 1).getEntireColumn()
    column.format.columnWidth = columnWidth(declared[name]?.width ?? 10, language, headers[place] as string)
    if (name === keyColumn || hidden.includes(name)) column.columnHidden = true
  })
  const header = worksheet.getRangeByIndexes(0, 0, 1, fields.length)
  header.format.font.bold = true
  header.format.verticalAlignment = 'Center'
  const named = entityOf(sheet).codeField && declared['name'] ? 4 : 2
  worksheet.freezePanes.freezeAt(worksheet.getRangeByIndexes(0, 0, 1, named))
}
