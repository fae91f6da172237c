import { sheetById } from '../book/book.ts'
import { type Area, makeArea } from '../grid/area.ts'
import { hasContent } from '../grid/read-cells.ts'
import { shiftDown, shiftUp } from '../grid/shift-cells.ts'
import { bodyArea, type BookTable } from '../grid/tables.ts'
import { invalidArgument, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, isRemote, type Remote } from '../protocol/remote.ts'
import { announceChange } from './change-events.ts'
import { clearConditionalFormats } from './conditional-state.ts'
import { clearValidation } from './data-validation.ts'
import { writeValues } from './range-values.ts'
import { rangeRemote, type TableState } from './handles.ts'
import { refuseProtectedTable, resizeTable, tableOf } from './table-state.ts'

interface RowState extends TableState {
  index: number
}

/** Excel's TableRowCollection. */
export const tableRowsRemote = defineKind<TableState>('TableRowCollection', () => ({
  read: { Count: s => rowCount(tableOf(s)) },
  items: s => Array.from({ length: rowCount(tableOf(s)) }, (_, index) => row(s, index)),
  index: (s, [index]) => row(s, Number(index)),
  call: {
    Add: (s, [index, values]) => addRows(s, index, values),
    GetCount: s => rowCount(tableOf(s)),
    GetItemAt: (s, [index]) => row(s, Number(index)),
    DeleteRows: async (s, [rows]) => {
      const indexes = (Array.isArray(rows) ? (rows as unknown[]) : []).map(each =>
        isRemote(each) ? (each.state as RowState).index : Number(each),
      )
      for (const index of [...new Set(indexes)].sort((a, b) => b - a)) await deleteRows(s, index, 1)
    },
    DeleteRowsAt: (s, [index, count]) => deleteRows(s, Number(index), Number(count ?? 1)),
  },
}))

const tableRowRemote = defineKind<RowState>('TableRow', () => ({
  read: { Index: s => s.index, Values: s => rangeRemote({ book: s.book, area: rowArea(s) }).read('Values') },
  write: { Values: (s, values) => writeValues({ book: s.book, area: rowArea(s) }, values) },
  call: {
    GetRange: s => rangeRemote({ book: s.book, area: rowArea(s) }),
    Delete: s => deleteRows(s, s.index, 1),
  },
}))

function row(state: TableState, index: number): Remote {
  if (!Number.isInteger(index) || index < 0 || index >= rowCount(tableOf(state)))
    throw itemNotFound(`There is no row ${index} in the table.`)
  return tableRowRemote({ book: state.book, tableId: state.tableId, index })
}

function rowCount(table: BookTable): number {
  const body = bodyArea(table)
  if (body.rows > 1) return body.rows
  const sheet = sheetById(table.book, body.sheetId)
  const cells = Array.from({ length: body.columns }, (_, index) =>
    sheet.getCellRaw(body.row, body.column + index),
  )
  return cells.some(hasContent) ? 1 : 0
}

function rowArea(state: RowState): Area {
  const body = bodyArea(tableOf(state))
  return { ...body, row: body.row + state.index, rows: 1 }
}

function addRows(state: TableState, index: unknown, values: unknown): Remote {
  const table = tableOf(state)
  refuseProtectedTable(table)
  const block = Array.isArray(values) ? (values as unknown[]) : null
  const lines = block === null ? 1 : block.length
  if (lines === 0) throw invalidArgument('No rows are given.')
  const body = bodyArea(table)
  const count = rowCount(table)
  const last = index === null || index === undefined || index === -1 || index === count
  const at = last ? count : Number(index)
  if (!Number.isInteger(at) || at < 0 || at > count)
    throw invalidArgument(`There is no place ${String(index)} for a row.`)
  const room = makeArea(body.sheetId, body.row + at, body.column, lines, body.columns)
  const needed = count + lines - body.rows
  if (needed > 0) {
    const blocked = !last || table.look.showTotals || hasBelow(table, needed)
    if (blocked) {
      shiftDown(state.book, { ...room, rows: needed })
      announceChange(state.book, { area: { ...room, rows: needed } }, 'RowInserted', 'ThisLocalAddin')
    }
    const now = tableOf(state)
    const rows = table.area.rows + needed
    if (now.area.rows < rows) resizeTable(now, { ...now.area, rows })
  }
  if (values !== null && values !== undefined) writeValues({ book: state.book, area: room }, values)
  return tableRowRemote({ book: state.book, tableId: state.tableId, index: at })
}

function hasBelow(table: BookTable, rows: number): boolean {
  const { area } = table
  const sheet = sheetById(table.book, area.sheetId)
  for (let row = area.row + area.rows; row < area.row + area.rows + rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      if (hasContent(sheet.getCellRaw(row, column))) return true
    }
  }
  return false
}

async function deleteRows(state: TableState, index: number, count: number): Promise<void> {
  const table = tableOf(state)
  refuseProtectedTable(table)
  const body = bodyArea(table)
  if (index < 0 || count < 1 || index + count > body.rows)
    throw itemNotFound(`There are no rows ${index} to ${index + count - 1} in the table.`)
  const area = { ...body, row: body.row + index, rows: count }
  if (count === body.rows) {
    writeValues({ book: state.book, area: { ...body, rows: 1 } }, '')
    if (count > 1) await removeBodyRows(state, { ...area, row: area.row + 1, rows: count - 1 }, table)
    return
  }
  await removeBodyRows(state, area, table)
}

async function removeBodyRows(state: TableState, area: Area, before: BookTable): Promise<void> {
  shiftUp(state.book, area)
  announceChange(state.book, { area }, 'RowDeleted', 'ThisLocalAddin')
  const now = tableOf(state)
  const rows = before.area.rows - area.rows
  if (now.area.rows > rows) resizeTable(now, { ...now.area, rows })
  // The rules of the rows that left went with them.
  const freed = { ...area, row: before.area.row + rows }
  await clearValidation({ book: state.book, area: freed })
  clearConditionalFormats({ book: state.book, area: freed })
}
