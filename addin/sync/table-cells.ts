import type { EntityName } from '#model/entities.ts'

/** What Excel gives and takes for a cell; a blank cell is ''. */
export type CellContent = string | number | boolean

/** A bound table as it stands in the workbook: the hidden row keys ('' where there is none) and one array per bound field. */
export interface TableCells {
  sheet: EntityName
  rowKeys: string[]
  columns: Record<string, CellContent[]>
}

/** Number of rows of a table that was read. */
export function rowCountOf(table: TableCells): number {
  return table.rowKeys.length
}
