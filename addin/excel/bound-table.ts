import type { SheetBinding } from '../sync/workbook-port.ts'

/** A bound table as it stands now: where its body is and which of its columns holds which field. */
export interface BoundTable {
  binding: SheetBinding
  table: Excel.Table
  sheet: Excel.Worksheet
  /** First body row and first column, counted from the sheet's A1. */
  row: number
  column: number
  rows: number
  width: number
  /** Index in the table by field. */
  places: Map<string, number>
}

/** Finds the table and the present places of its bound columns; null when the table or its key column is gone. */
export async function locateTable(
  context: Excel.RequestContext,
  binding: SheetBinding,
): Promise<BoundTable | null> {
  const tables = context.workbook.tables
  tables.load('items/id')
  await context.sync()
  const table = tables.items.find(({ id }) => id === binding.tableId)
  if (!table) return null
  const body = table.getDataBodyRange()
  body.load('rowIndex,columnIndex,rowCount,columnCount')
  table.columns.load('items/id,items/index')
  await context.sync()
  const indexOf = new Map(table.columns.items.map(column => [column.id, column.index]))
  const places = new Map<string, number>()
  for (const [field, id] of Object.entries(binding.columns)) {
    const index = indexOf.get(id)
    if (index !== undefined) places.set(field, index)
  }
  return {
    binding,
    table,
    sheet: table.worksheet,
    row: body.rowIndex,
    column: body.columnIndex,
    rows: body.rowCount,
    width: body.columnCount,
    places,
  }
}

/** Cells of the table's body, rows and columns counted from its first body cell. */
export function bodyRange(
  { sheet, row, column }: BoundTable,
  fromRow: number,
  fromColumn: number,
  rows: number,
  columns: number,
): Excel.Range {
  return sheet.getRangeByIndexes(row + fromRow, column + fromColumn, rows, columns)
}
