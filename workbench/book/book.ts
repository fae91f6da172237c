import type { Worksheet } from '@univerjs/core'
import { ChangeLog } from '../grid/change.ts'
import type { Grid } from '../grid/create-grid.ts'
import type { ConditionalFormat } from './conditional-format.ts'
import { itemNotFound } from '../protocol/office-error.ts'
import type { EventHub } from '../protocol/event-hub.ts'

/** What a workbook carries besides its grid. */
export interface BookParts {
  /** Settings of the add-in, kept with the workbook. */
  settings: Map<string, unknown>
  /** Custom XML by id. */
  customXml: Map<string, string>
  properties: Map<string, unknown>
  customProperties: Map<string, string | number | boolean | Date>
  /** What the grid's own tables lack, by table id. */
  tableLooks: Map<string, TableLook>
  /** Conditional formats in Excel's terms, by id. */
  conditionalFormats: Map<string, ConditionalFormat>
  /** Protected sheets by id. */
  protection: Map<string, Record<string, unknown>>
  /** Whether the add-in starts with the document. */
  startState: 'Inactive' | 'Background' | 'Visible'
}

/** How a table looks, beyond its range and name. */
export interface TableLook {
  style: string
  showBandedRows: boolean
  showBandedColumns: boolean
  showFilterButton: boolean
  highlightFirstColumn: boolean
  highlightLastColumn: boolean
  showTotals: boolean
}

/** The open workbook: the grid, what it cannot hold, and the way to change both. */
export interface Book {
  name: string
  language: 'zh-CN' | 'en'
  grid: Grid
  log: ChangeLog
  parts: BookParts
  events: EventHub
  application: { calculationMode: string }
  /** The user is in the middle of typing into a cell. */
  isEditing: () => boolean
  /** Resolves when formulas have been worked out after the last change. */
  settle: () => Promise<void>
  /** Tells the person in front of the screen. */
  say: (text: string) => void
  /** Opens another workbook in a tab of its own; without bytes an empty one. */
  openAnother: (bytes: Uint8Array | null) => void
  /** Resolves when the user leaves the cell. */
  editingEnded: () => Promise<void>
  /** The add-in's settings were changed. */
  settingsChanged: () => void
}

/** A workbook's parts before anything was put in. */
export function emptyParts(): BookParts {
  return {
    settings: new Map(),
    customXml: new Map(),
    properties: new Map(),
    customProperties: new Map(),
    tableLooks: new Map(),
    conditionalFormats: new Map(),
    protection: new Map(),
    startState: 'Inactive',
  }
}

/** The sheet of that id, or `ItemNotFound`. */
export function sheetById(book: Book, id: string): Worksheet {
  const sheet = book.grid.workbook.getSheetBySheetId(id)
  if (!sheet) throw itemNotFound('The worksheet has been deleted.')
  return sheet
}

/** The sheet of that name in any case; null when there is none. */
export function sheetByName(book: Book, name: string): Worksheet | null {
  const wanted = name.toLowerCase()
  return book.grid.workbook.getSheets().find(sheet => sheet.getName().toLowerCase() === wanted) ?? null
}
