import { type TouchedRows, keyColumn, type SheetBinding, statusColumn } from '../sync/workbook-port.ts'
import { bodyRange, locateTable } from './bound-table.ts'
import { readColumn, readKeys, readRows } from './read-table.ts'

/** More rows than this at once are a paste or fill that the next sync looks through. */
const mostRows = 500

/** The rows of a bound table that a changed address touches; null where there are none or too many to look at between keystrokes. */
export async function readTouched(
  context: Excel.RequestContext,
  binding: SheetBinding,
  address: string,
): Promise<TouchedRows | null> {
  const bound = await locateTable(context, binding)
  if (!bound) return null
  const changed = bound.sheet.getRange(address)
  changed.load('rowIndex,columnIndex,rowCount,columnCount')
  await context.sync()
  const first = Math.max(0, changed.rowIndex - bound.row)
  const end = Math.min(bound.rows, changed.rowIndex + changed.rowCount - bound.row)
  const isBeside =
    changed.columnIndex >= bound.column + bound.width ||
    changed.columnIndex + changed.columnCount <= bound.column
  if (isBeside || end <= first || end - first > mostRows) return null
  return { binding, first, table: await readRows(context, bound, first, end - first) }
}

/** One column of a bound table. */
export async function readField(context: Excel.RequestContext, binding: SheetBinding, field: string) {
  const bound = await locateTable(context, binding)
  return bound ? readColumn(context, bound, field) : []
}

/** Writes texts into the status column, at the rows with these keys; a row without key is written where it was read. */
export async function writeStatus(
  context: Excel.RequestContext,
  binding: SheetBinding,
  texts: readonly { row: number; rowKey: string; text: string }[],
): Promise<void> {
  const bound = await locateTable(context, binding)
  const place = bound?.places.get(statusColumn)
  if (!bound || place === undefined || !bound.places.has(keyColumn)) return
  const keys = await readKeys(context, bound)
  for (const { row, rowKey, text } of texts) {
    const at = keys[row] === rowKey ? row : rowKey === '' ? -1 : keys.indexOf(rowKey)
    if (at >= 0) bodyRange(bound, at, place, 1, 1).values = [[text]]
  }
  await context.sync()
}
