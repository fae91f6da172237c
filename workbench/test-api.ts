import type { Book } from './book/book.ts'
import { sheetById } from './book/book.ts'
import { readText, readValues, shaped } from './objects/range-values.ts'
import { areaOfAddress, requireSheet } from './objects/range-state.ts'
import { selectedAreas } from './objects/workbook.ts'
import { formatReference, quoteSheetName } from './grid/area.ts'
import type { CellScalar } from './grid/read-cells.ts'
import { headerNames, tablesOfBook } from './grid/tables.ts'
import { pasteValues, typeIntoCell } from './grid/user-edits.ts'
import type { AddinRuntime } from './page/addin-runtime.ts'
import type { Notices } from './page/notices.ts'
import type { Pane } from './page/pane.ts'
import type { Ribbon } from './page/ribbon.ts'

/** What tests can do to the workbench, as `window.workbench`. Sheets are given by name or id. */
export interface WorkbenchApi {
  /** Types text into a cell, validation and table growth included; false when the value was refused. */
  setCell(sheet: string, address: string, value: CellScalar): Promise<boolean>
  /** Puts values in as a paste does: validation does not look at them; false on a protected sheet. */
  paste(sheet: string, address: string, values: CellScalar[][]): Promise<boolean>
  getValues(sheet: string, address: string): Promise<CellScalar[][]>
  getText(sheet: string, address: string): Promise<string[][]>
  sheetNames(): string[]
  tables(): { id: string; name: string; address: string; columns: string[] }[]
  selection(): string
  select(sheet: string, address: string): void
  /** Presses a button of the add-in; false when there is none or it is disabled. */
  clickRibbon(controlId: string): boolean
  ribbonControls(): { id: string; enabled: boolean; busy: boolean }[]
  undo(): Promise<void>
  redo(): Promise<void>
  /** The add-in's page, whether it is seen, and its frame. */
  pane(): { running: boolean; shown: boolean; url: string }
  /** Every message shown so far. */
  notices(): string[]
  /** Opens a workbook in place of this one; the add-in starts anew. */
  openXlsx(bytes: Uint8Array | number[], name?: string): Promise<void>
  /** The workbook as the bytes of an .xlsx. */
  saveXlsx(): Promise<Uint8Array>
  /** Calls of custom functions sent to the add-in, and the events they went in. */
  functionCalls(): { calls: number; events: number }
  settings(): Record<string, unknown>
  statistics(): { batches: number; milliseconds: number }
}

declare global {
  interface Window {
    workbench: WorkbenchApi
  }
}

/** Makes the API that tests use. */
export function createTestApi(
  book: Book,
  page: {
    ribbon: Ribbon
    pane: Pane
    notices: Notices
    runtime: AddinRuntime
    open: (bytes: Uint8Array, name: string) => Promise<void>
    save: () => Promise<Uint8Array>
  },
): WorkbenchApi {
  const area = (sheet: string, address: string) => areaOfAddress(book, requireSheet(book, sheet), address)
  return {
    setCell: (sheet, address, value) => typeIntoCell(book, area(sheet, address), value, page.notices),
    paste: (sheet, address, values) => {
      const start = area(sheet, address)
      const target = { ...start, rows: values.length, columns: values[0]?.length ?? 0 }
      shaped(values, target.rows, target.columns)
      return pasteValues(book, target, values, page.notices)
    },
    getValues: (sheet, address) => readValues({ book, area: area(sheet, address) }),
    getText: (sheet, address) => readText({ book, area: area(sheet, address) }),
    sheetNames: () => book.grid.workbook.getSheets().map(sheet => sheet.getName()),
    tables: () =>
      tablesOfBook(book).map(table => ({
        id: table.id,
        name: table.name,
        address: `${quoteSheetName(sheetById(book, table.area.sheetId).getName())}!${formatReference(table.area)}`,
        columns: headerNames(table),
      })),
    selection: () =>
      selectedAreas(book)
        .map(each => `${quoteSheetName(sheetById(book, each.sheetId).getName())}!${formatReference(each)}`)
        .join(','),
    select: (sheet, address) => {
      const target = area(sheet, address)
      const workbook = book.grid.api.getActiveWorkbook()
      const worksheet = workbook?.getSheetBySheetId(target.sheetId)
      if (!workbook || !worksheet) return
      workbook.setActiveSheet(worksheet)
      worksheet.setActiveRange(worksheet.getRange(target.row, target.column, target.rows, target.columns))
    },
    clickRibbon: id => page.ribbon.press(id),
    ribbonControls: () =>
      page.ribbon
        .controlIds()
        .map(id => ({ id, enabled: page.ribbon.isEnabled(id) === true, busy: page.ribbon.isBusy(id) })),
    undo: async () => {
      await book.grid.api.undo()
    },
    redo: async () => {
      await book.grid.api.redo()
    },
    pane: () => ({
      running: page.pane.frame !== null,
      shown: page.pane.isShown,
      url: page.pane.frame?.src ?? '',
    }),
    notices: () => [...page.notices.shown],
    openXlsx: (bytes, name) => page.open(Uint8Array.from(bytes), name ?? book.name),
    saveXlsx: () => page.save(),
    functionCalls: () => ({ ...page.runtime.functions.statistics }),
    settings: () => Object.fromEntries(book.parts.settings),
    statistics: () => ({
      batches: page.runtime.host?.statistics.batches ?? 0,
      milliseconds: page.runtime.host?.statistics.milliseconds ?? 0,
    }),
  }
}
