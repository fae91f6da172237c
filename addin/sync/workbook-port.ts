import type { Language } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { CellContent, TableCells } from './table-cells.ts'

/** Columns of a bound table that hold no field: the hidden row key and the text about the last sync. */
export const keyColumn = '#key'
export const statusColumn = '#status'

/** Which table of the workbook holds which sheet of which project, and which of its columns holds which field. */
export interface SheetBinding {
  projectId: string
  sheet: EntityName
  worksheetId: string
  tableId: string
  language: Language
  /** Table column ids by field; they stay when a column is renamed or moved. */
  columns: Record<string, number>
}
export interface WorkbookBindings {
  /** Identifies the workbook file in the user's own storage. */
  workbookId: string
  projectId: string | null
  projectCode: string | null
  sheets: SheetBinding[]
}

/** Cells to write, as three arrays of equal length plus what each must hold for the write to happen. */
export interface CellWrites {
  rowKeys: string[]
  fields: string[]
  contents: CellContent[]
  /** What the cell shows if nobody typed in it meanwhile; undefined writes in any case. */
  expected: (CellContent | undefined)[]
}
/** Rows to add below the table, shown as their fields show them. */
export interface NewRows {
  rowKeys: string[]
  columns: Record<string, CellContent[]>
}
export interface SheetChanges {
  binding: SheetBinding
  cells: CellWrites
  added: NewRows
  removed: string[]
}
/** Cells that were left alone because somebody had typed in them. */
export interface SkippedCell {
  sheet: EntityName
  rowKey: string
  field: string
}
export interface ColumnMatch {
  /** Header as it stands in the user's table. */
  header: string
  field: string | null
  sample: string[]
}
export interface TableProposal {
  worksheetId: string
  worksheetName: string
  /** Address of the header row and the rows below it, without the sheet. */
  address: string
  sheet: EntityName
  columns: ColumnMatch[]
  rows: number
}

/** Rows of a bound table that the user has just changed. */
export interface TouchedRows {
  binding: SheetBinding
  /** Position of the first of them in the table. */
  first: number
  table: TableCells
}

/** The workbook as the add-in needs it; `addin/excel` supplies it. Every method is one command to Excel, at most one undo step. */
export interface WorkbookPort {
  bindings(): Promise<WorkbookBindings>
  chooseProject(projectId: string, projectCode: string): Promise<void>
  createSheet(
    sheet: EntityName,
    projectId: string,
    language: Language,
    rows: NewRows,
    choices: Record<string, readonly string[]>,
  ): Promise<SheetBinding>
  /** Drops bindings whose table is gone and returns those that stand. */
  liveSheets(projectId: string): Promise<SheetBinding[]>
  readTable(binding: SheetBinding): Promise<TableCells>
  /** Writes keys of new rows. False, and nothing written, when the key column no longer is what was read. */
  writeKeys(
    binding: SheetBinding,
    before: readonly string[],
    keys: readonly { row: number; rowKey: string }[],
  ): Promise<boolean>
  apply(changes: readonly SheetChanges[]): Promise<SkippedCell[]>
  /** The rows that a changed address touches; null where it touches no row, or a great many. */
  readTouched(binding: SheetBinding, address: string): Promise<TouchedRows | null>
  readField(binding: SheetBinding, field: string): Promise<CellContent[]>
  /** Writes the status column of single rows, found by key; a row without key where it was read. */
  writeStatus(
    binding: SheetBinding,
    texts: readonly { row: number; rowKey: string; text: string }[],
  ): Promise<void>
  /** Selects a cell of the row with the key; of a row without key, of the row at that position. */
  selectCell(binding: SheetBinding, rowKey: string, field: string, row?: number): Promise<boolean>
  /** The row of a sheet of the project that the active cell is in; null elsewhere. */
  selectedRow(projectId: string): Promise<{ sheet: EntityName; rowKey: string } | null>
  showSheet(binding: SheetBinding): Promise<void>
  openWorkbook(bytes: ArrayBuffer): Promise<void>
  proposeTable(sheet: EntityName, language: Language): Promise<TableProposal | null>
  bindTable(proposal: TableProposal, projectId: string, language: Language): Promise<SheetBinding>
}
