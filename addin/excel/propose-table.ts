import type { Language } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { TableProposal } from '../sync/workbook-port.ts'
import { findHeaderRow, matchHeaders } from './match-headers.ts'

/** A header stands in the first rows; below it a title block rarely is longer. */
const rowsToSearch = 30
const samplesPerColumn = 3

/** Reads the active sheet as a table of an entity: where its header is and which field each column seems to hold. Null when nothing fits. */
export async function proposeTable(
  context: Excel.RequestContext,
  sheet: EntityName,
  _language: Language,
): Promise<TableProposal | null> {
  const worksheet = context.workbook.worksheets.getActiveWorksheet()
  const used = worksheet.getUsedRange(true)
  worksheet.load('id,name')
  used.load('rowIndex,columnIndex,rowCount,columnCount')
  await context.sync()
  const top = worksheet.getRangeByIndexes(
    used.rowIndex,
    used.columnIndex,
    Math.min(rowsToSearch, used.rowCount),
    used.columnCount,
  )
  top.load('values,text')
  await context.sync()
  const values = top.values as unknown[][]
  const header = findHeaderRow(sheet, values)
  if (header === null) return null
  const headers = (values[header] ?? []).map(String)
  const width = headers.findLastIndex(text => text.trim() !== '') + 1
  const fields = matchHeaders(sheet, headers.slice(0, width))
  const rows = used.rowCount - header - 1
  const range = worksheet.getRangeByIndexes(used.rowIndex + header, used.columnIndex, rows + 1, width)
  range.load('address')
  await context.sync()
  return {
    worksheetId: worksheet.id,
    worksheetName: worksheet.name,
    address: range.address.slice(range.address.lastIndexOf('!') + 1),
    sheet,
    rows,
    columns: headers.slice(0, width).map((text, i) => ({
      header: text,
      field: fields[i] ?? null,
      sample: top.text
        .slice(header + 1, header + 1 + samplesPerColumn)
        .map(row => row[i] ?? '')
        .filter(cell => cell !== ''),
    })),
  }
}
