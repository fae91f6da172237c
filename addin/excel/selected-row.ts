import type { EntityName } from '#model/entities.ts'
import type { SheetBinding } from '../sync/workbook-port.ts'
import { locateTable } from './bound-table.ts'
import { readKeys } from './read-table.ts'

/** The row of a bound table that the active cell is in; null beside the tables and in a row without key. */
export async function readSelectedRow(
  context: Excel.RequestContext,
  bindings: readonly SheetBinding[],
): Promise<{ sheet: EntityName; rowKey: string } | null> {
  const cell = context.workbook.getActiveCell()
  cell.load('rowIndex')
  const { worksheet } = cell
  worksheet.load('id')
  await context.sync()
  for (const binding of bindings) {
    if (binding.worksheetId !== worksheet.id) continue
    const bound = await locateTable(context, binding)
    if (!bound) continue
    const rowKey = (await readKeys(context, bound))[cell.rowIndex - bound.row]
    if (rowKey) return { sheet: binding.sheet, rowKey }
  }
  return null
}
