import { entityOf } from '#model/entities.ts'
import type { CellContent, TableCells } from '../sync/table-cells.ts'
import { keyColumn, type SheetBinding } from '../sync/workbook-port.ts'
import { bodyRange, type BoundTable, locateTable } from './bound-table.ts'

/** Excel on the web refuses answers over 5 MB; this leaves room and keeps each answer quick to take in. */
const blockBytes = 1_000_000

/** The bound columns of a table, read in blocks. */
export async function readTable(
  context: Excel.RequestContext,
  binding: SheetBinding,
): Promise<TableCells | null> {
  const bound = await locateTable(context, binding)
  if (!bound) return null
  const rowsPerBlock = Math.max(100, Math.floor(blockBytes / rowBytes(bound)))
  const table = emptyTable(bound)
  for (let row = 0; row < bound.rows; row += rowsPerBlock)
    addBlock(table, bound, await readBlock(context, bound, row, Math.min(rowsPerBlock, bound.rows - row)))
  return table
}

/** A few rows of a table, all bound columns. */
export async function readRows(
  context: Excel.RequestContext,
  bound: BoundTable,
  first: number,
  rows: number,
): Promise<TableCells> {
  const table = emptyTable(bound)
  addBlock(table, bound, await readBlock(context, bound, first, rows))
  return table
}

function emptyTable({ binding, places }: BoundTable): TableCells {
  const table: TableCells = { sheet: binding.sheet, rowKeys: [], columns: {} }
  for (const field of places.keys()) if (field !== keyColumn) table.columns[field] = []
  return table
}

/** The key column alone. */
export async function readKeys(context: Excel.RequestContext, bound: BoundTable): Promise<string[]> {
  const column = await readColumn(context, bound, keyColumn)
  return column.map(String)
}

/** One bound column, in one answer: even 100,000 keys of 36 characters stay under the limit. */
export async function readColumn(
  context: Excel.RequestContext,
  bound: BoundTable,
  field: string,
): Promise<CellContent[]> {
  const place = bound.places.get(field)
  if (place === undefined) return []
  const range = bodyRange(bound, 0, place, bound.rows, 1)
  range.load('values')
  await context.sync()
  return (range.values as CellContent[][]).map(row => row[0] ?? '')
}

async function readBlock(
  context: Excel.RequestContext,
  bound: BoundTable,
  row: number,
  rows: number,
): Promise<CellContent[][]> {
  const range = bodyRange(bound, row, 0, rows, bound.width)
  range.load('values')
  await context.sync()
  return range.values as CellContent[][]
}

function addBlock(table: TableCells, bound: BoundTable, values: readonly CellContent[][]): void {
  for (const [field, place] of bound.places) {
    const column = field === keyColumn ? table.rowKeys : (table.columns[field] as CellContent[])
    if (field === keyColumn) for (const row of values) (column as string[]).push(String(row[place] ?? ''))
    else for (const row of values) (column as CellContent[]).push(row[place] ?? '')
  }
}

/** Bytes of a row in an answer, from the widths that the fields declare, with room for the user's own columns. */
function rowBytes({ binding, width, places }: BoundTable): number {
  const fields = entityOf(binding.sheet).fields
  let bytes = 64 + (width - places.size) * 40
  for (const name of places.keys()) bytes += (fields[name]?.width ?? 40) * 1.5 + 4
  return bytes
}
