import { BooleanNumber, generateRandomId, type Worksheet } from '@univerjs/core'
import { InsertSheetMutation, RemoveSheetMutation } from '@univerjs/preset-sheets-core'
import type { Book } from '../book/book.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { eventCalls } from './event-registration.ts'
import { findSheet, requireSheet } from './range-state.ts'
import { worksheetRemote } from './handles.ts'
import { checkSheetName } from './sheet-name.ts'

/** How many rows and columns a new sheet shows; it grows when written beyond. */
export const newSheetSize = { rowCount: 1_000, columnCount: 40 }

/** Excel's WorksheetCollection. */
export const worksheetsRemote = defineKind<{ book: Book }>('WorksheetCollection', () => ({
  items: s => s.book.grid.workbook.getSheets().map(sheet => remote(s.book, sheet)),
  index: (s, [key]) => remote(s.book, requireSheet(s.book, key)),
  call: {
    Add: (s, [name]) => remote(s.book, addSheet(s.book, name)),
    GetActiveWorksheet: s => remote(s.book, s.book.grid.workbook.getActiveSheet()),
    GetItem: (s, [key]) => remote(s.book, requireSheet(s.book, key)),
    GetItemOrNullObject: (s, [key]) => {
      const sheet = findSheet(s.book, key)
      return sheet && remote(s.book, sheet)
    },
    GetCount: (s, [visibleOnly]) => listed(s.book, visibleOnly === true).length,
    GetFirst: (s, [visibleOnly]) => remote(s.book, present(listed(s.book, visibleOnly === true)[0])),
    GetLast: (s, [visibleOnly]) => remote(s.book, present(listed(s.book, visibleOnly === true).at(-1))),
    ...eventCalls<{ book: Book }>(() => workbookTarget, {
      DataChangedEvent: eventType.worksheetChanged,
      SelectionChangedEvent: eventType.worksheetSelectionChanged,
      ActivatedEvent: eventType.worksheetActivated,
      DeactivatedEvent: eventType.worksheetDeactivated,
      AddedEvent: eventType.worksheetAdded,
      DeletedEvent: eventType.worksheetDeleted,
      CalculatedEvent: eventType.worksheetCalculated,
      EventNameChanged: eventType.worksheetNameChanged,
      ProtectionChangedEvent: eventType.protectionChanged,
    }),
  },
}))

function remote(book: Book, sheet: Worksheet): Remote {
  return worksheetRemote({ book, sheetId: sheet.getSheetId() })
}

function listed(book: Book, visibleOnly: boolean): Worksheet[] {
  const sheets = book.grid.workbook.getSheets()
  return visibleOnly ? sheets.filter(sheet => sheet.isSheetHidden() !== BooleanNumber.TRUE) : sheets
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw itemNotFound('There is no such worksheet.')
  return value
}

/** Adds a sheet at the end. */
export function addSheet(book: Book, given: unknown): Worksheet {
  const { grid, log } = book
  const name =
    given === null || given === undefined || given === '' ? freeName(book) : checkSheetName(book, given, null)
  const id = generateRandomId(6)
  const index = grid.workbook.getSheets().length
  const redo = {
    id: InsertSheetMutation.id,
    params: {
      unitId: grid.unitId,
      index,
      sheet: { ...grid.workbook.getActiveSheet().getConfig(), ...blankSheet(id, name) },
    },
  }
  const undo = {
    id: RemoveSheetMutation.id,
    params: { unitId: grid.unitId, subUnitId: id, subUnitName: name },
  }
  const active = grid.workbook.getActiveSheet().getSheetId()
  log.apply([redo], [undo])
  if (grid.workbook.getActiveSheet().getSheetId() !== active)
    grid.api.getActiveWorkbook()?.setActiveSheet(active)
  return requireSheet(book, id)
}

function freeName(book: Book): string {
  for (let number = book.grid.workbook.getSheets().length + 1; ; number++) {
    const name = `Sheet${number}`
    if (!findSheet(book, name)) return name
  }
}

/** The data of an empty sheet. */
export function blankSheet(id: string, name: string) {
  return {
    id,
    name,
    ...newSheetSize,
    cellData: {},
    rowData: {},
    columnData: {},
    mergeData: [],
    tabColor: '',
    hidden: BooleanNumber.FALSE,
    showGridlines: BooleanNumber.TRUE,
    defaultColumnWidth: 74,
    defaultRowHeight: 22,
    zoomRatio: 1,
    scrollTop: 0,
    scrollLeft: 0,
    rightToLeft: BooleanNumber.FALSE,
    freeze: { xSplit: 0, ySplit: 0, startRow: -1, startColumn: -1 },
    rowHeader: { width: 46, hidden: BooleanNumber.FALSE },
    columnHeader: { height: 20, hidden: BooleanNumber.FALSE },
    custom: {},
  }
}
