import type { Worksheet } from '@univerjs/core'
import { TableManager } from '@univerjs/preset-sheets-table'
import { type Book, sheetById, type TableLook } from '../book/book.ts'
import { areaOfGridRange } from '../objects/range-state.ts'
import type { Area } from './area.ts'
import { scalarOf } from './read-cells.ts'

/** A table of the workbook: the grid's own, its look, and its cells including header and totals. */
export interface BookTable {
  book: Book
  id: string
  name: string
  area: Area
  look: TableLook
  source: Table
}

type Table = ReturnType<TableManager['getTablesBySubunitId']>[number]

/** How a new table looks. */
export const newTableLook: TableLook = {
  style: 'TableStyleMedium2',
  showBandedRows: true,
  showBandedColumns: false,
  showFilterButton: true,
  highlightFirstColumn: false,
  highlightLastColumn: false,
  showTotals: false,
}

/** The grid's keeper of tables. */
export function tableManager(book: Book): TableManager {
  return book.grid.univer.__getInjector().get(TableManager)
}

/** All tables in the order of sheets. */
export function tablesOfBook(book: Book): BookTable[] {
  return book.grid.workbook.getSheets().flatMap(sheet => tablesOfSheet(book, sheet.getSheetId()))
}

/** The tables of one sheet. */
export function tablesOfSheet(book: Book, sheetId: string): BookTable[] {
  return tableManager(book)
    .getTablesBySubunitId(book.grid.unitId, sheetId)
    .map(source => ({
      book,
      id: source.getId(),
      name: source.getDisplayName(),
      area: areaOfGridRange(sheetId, source.getRange()),
      look: book.parts.tableLooks.get(source.getId()) ?? newTableLook,
      source,
    }))
}

/** A table by name (in any case) or id; null when there is none. */
export function findTable(book: Book, key: unknown): BookTable | null {
  if (typeof key !== 'string') return null
  const wanted = key.toLowerCase()
  return tablesOfBook(book).find(table => table.id === key || table.name.toLowerCase() === wanted) ?? null
}

/** The header row of a table. */
export function headerArea(table: BookTable): Area {
  return { ...table.area, rows: 1 }
}

/** The rows between header and totals; at least one. */
export function bodyArea(table: BookTable): Area {
  const rows = table.area.rows - 1 - (table.look.showTotals ? 1 : 0)
  return { ...table.area, row: table.area.row + 1, rows: Math.max(1, rows) }
}

/** The texts of the header row. */
export function headerNames(table: BookTable): string[] {
  const sheet: Worksheet = sheetById(table.book, table.area.sheetId)
  return Array.from({ length: table.area.columns }, (_, index) =>
    String(scalarOf(sheet.getCellMatrix().getValue(table.area.row, table.area.column + index))),
  )
}
