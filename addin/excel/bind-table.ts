import type { Language } from '#model/contract.ts'
import { keyColumn, type SheetBinding, statusColumn, type TableProposal } from '../sync/workbook-port.ts'
import { sheetWords } from './sheet-words.ts'

/**
 * Binds a user's own table as the user confirmed it: it becomes an Excel table unless it is one, and gets a hidden column for
 * row keys and one for the sync status at its right. Nothing of the user's is moved, renamed or formatted.
 */
export async function bindTable(
  context: Excel.RequestContext,
  proposal: TableProposal,
  projectId: string,
  language: Language,
): Promise<SheetBinding> {
  const worksheet = context.workbook.worksheets.getItem(proposal.worksheetId)
  const range = worksheet.getRange(proposal.address)
  const table = (await tableAt(context, worksheet, range)) ?? worksheet.tables.add(range, true)
  table.load('id')
  const words = sheetWords[language]
  const body = table.getDataBodyRange()
  body.load('rowCount')
  await context.sync()
  const blank = Array.from({ length: body.rowCount }, () => [''])
  table.columns.add(-1, [[words.status], ...blank])
  table.columns.add(-1, [[words.rowKey], ...blank])
  table.columns.load('items/id,items/index')
  await context.sync()
  const columns: Record<string, number> = {}
  const idAt = (index: number): number => table.columns.items[index]?.id ?? index
  proposal.columns.forEach(({ field }, index) => {
    if (field) columns[field] = idAt(index)
  })
  const width = table.columns.items.length
  columns[statusColumn] = idAt(width - 2)
  columns[keyColumn] = idAt(width - 1)
  table.columns
    .getItemAt(width - 1)
    .getRange()
    .getEntireColumn().columnHidden = true
  await context.sync()
  return {
    projectId,
    sheet: proposal.sheet,
    worksheetId: proposal.worksheetId,
    tableId: table.id,
    language,
    columns,
  }
}

/** The Excel table that covers a range already. */
async function tableAt(
  context: Excel.RequestContext,
  worksheet: Excel.Worksheet,
  range: Excel.Range,
): Promise<Excel.Table | null> {
  const tables = worksheet.tables
  tables.load('items/id')
  await context.sync()
  const areas = tables.items.map(table => table.getRange())
  for (const area of [...areas, range]) area.load('rowIndex,columnIndex,rowCount,columnCount')
  await context.sync()
  return tables.items[areas.findIndex(area => overlaps(area, range))] ?? null
}

interface Area {
  rowIndex: number
  columnIndex: number
  rowCount: number
  columnCount: number
}

function overlaps(one: Area, other: Area): boolean {
  return (
    one.rowIndex < other.rowIndex + other.rowCount &&
    other.rowIndex < one.rowIndex + one.rowCount &&
    one.columnIndex < other.columnIndex + other.columnCount &&
    other.columnIndex < one.columnIndex + one.columnCount
  )
}
