import type { Book } from '../book/book.ts'
import { type Area, formatReference, intersectAreas } from '../grid/area.ts'
import { type CellScalar, scalarOf, valueTypeOf } from '../grid/read-cells.ts'
import { tablesOfBook } from '../grid/tables.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'

/** Cells that changed, and what the first of them held before. */
export interface CellChange {
  area: Area
  before?: CellScalar
}

/** Excel's kinds of change. */
export type ChangeType =
  | 'RangeEdited'
  | 'RowInserted'
  | 'RowDeleted'
  | 'ColumnInserted'
  | 'ColumnDeleted'
  | 'CellInserted'
  | 'CellDeleted'
  | 'Others'
  | 'Unknown'

/** Tells the add-in that data changed, on the sheet, the workbook and the tables touched. Details only come with a single cell. */
export function announceChange(
  book: Book,
  change: CellChange,
  changeType: ChangeType,
  trigger: 'ThisLocalAddin' | 'Unknown',
): void {
  const { area } = change
  const sheet = book.grid.workbook.getSheetBySheetId(area.sheetId)
  if (!sheet) return
  const base = {
    address: formatReference(area),
    changeType,
    worksheetId: area.sheetId,
    source: 'Local',
    triggerSource: trigger,
    shiftDirection: 'None',
    referenceId: `event:${area.sheetId}!${formatReference(area)}`,
    ...details(change, scalarOf(sheet.getCellMatrix().getValue(area.row, area.column))),
  }
  for (const target of [area.sheetId, workbookTarget])
    book.events.fire(eventType.worksheetChanged, target, base)
  for (const table of tablesOfBook(book)) {
    const touched = intersectAreas(area, table.area)
    if (!touched) continue
    const args = { ...base, address: formatReference(touched), tableId: table.id }
    for (const target of [table.id, workbookTarget, area.sheetId])
      book.events.fire(eventType.tableChanged, target, args)
  }
}

function details(change: CellChange, after: CellScalar): object {
  if (change.area.rows !== 1 || change.area.columns !== 1 || change.before === undefined) return {}
  return {
    valueBefore: change.before,
    valueAfter: after,
    valueTypeBefore: valueTypeOf(change.before),
    valueTypeAfter: valueTypeOf(after),
  }
}
