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
  const existing = range.getTables(false)
  const count = existing.getCount()
  await context.sync()
  const table = count.value > 0 ? existing.getFirst() : worksheet.tables.add(range, true)
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
