import { BooleanNumber, type Worksheet } from '@univerjs/core'
import {
  RemoveSheetMutation,
  SetFrozenMutation,
  SetTabColorMutation,
  SetWorksheetHideMutation,
  SetWorksheetNameMutation,
  SetWorksheetOrderMutation,
  ToggleGridlinesMutation,
} from '@univerjs/preset-sheets-core'
import { sheetById } from '../book/book.ts'
import { makeArea, sheetColumns, sheetRows } from '../grid/area.ts'
import { usedArea } from '../grid/read-cells.ts'
import { tablesOfSheet } from '../grid/tables.ts'
import { eventType } from '../protocol/event-hub.ts'
import { accessDenied, invalidArgument, itemNotFound, OfficeError } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { eventCalls } from './event-registration.ts'
import { hexColor, requireColor } from './range-styles.ts'
import {
  nameCollectionRemote,
  rangeRemote,
  type SheetState,
  tableCollectionRemote,
  worksheetRemote,
} from './handles.ts'
import { checkSheetName } from './sheet-name.ts'
import { areaArgument, areaOfAddress, areaOfGridRange, type RangeState } from './range-state.ts'
import { worksheetProtectionRemote } from './worksheet-protection.ts'

/** Excel's Worksheet. */
defineKind<SheetState>('Worksheet', () => ({
  identify: s => ({ Id: s.sheetId }),
  read: {
    Id: s => s.sheetId,
    Name: s => sheet(s).getName(),
    Position: s => s.book.grid.workbook.getSheets().indexOf(sheet(s)),
    Visibility: s => visibilityOf(s),
    TabColor: s => hexColor(sheet(s).getTabColor()?.toString()) ?? '',
    ShowGridlines: s => sheet(s).getConfig().showGridlines !== BooleanNumber.FALSE,
    ShowHeadings: () => true,
    StandardWidth: s => Math.round((sheet(s).getConfig().defaultColumnWidth * 72) / 96),
    StandardHeight: s => Math.round((sheet(s).getConfig().defaultRowHeight * 72) / 96),
    EnableCalculation: () => true,
  },
  write: {
    Name: (s, name) => renameSheet(s, name),
    Position: (s, position) => moveSheet(s, position),
    Visibility: (s, visibility) => setVisibility(s, visibility),
    TabColor: (s, color) => {
      const before = sheet(s).getTabColor()?.toString() ?? ''
      const params = (value: string) => ({ ...target(s), color: value })
      s.book.log.apply(
        [{ id: SetTabColorMutation.id, params: params(color === '' ? '' : requireColor(color)) }],
        [{ id: SetTabColorMutation.id, params: params(before) }],
      )
    },
    ShowGridlines: (s, shown) => {
      const now = sheet(s).getConfig().showGridlines
      const params = (value: BooleanNumber) => ({ ...target(s), showGridlines: value })
      s.book.log.apply(
        [
          {
            id: ToggleGridlinesMutation.id,
            params: params(shown === true ? BooleanNumber.TRUE : BooleanNumber.FALSE),
          },
        ],
        [{ id: ToggleGridlinesMutation.id, params: params(now) }],
      )
    },
  },
  navigate: {
    Tables: s => tableCollectionRemote({ book: s.book, sheetId: s.sheetId }),
    Names: s => nameCollectionRemote({ book: s.book, sheetId: s.sheetId }),
    FreezePanes: s => freezePanesRemote(s),
    Protection: s => worksheetProtectionRemote(s),
  },
  call: {
    Activate: s => {
      const book = s.book.grid.api.getActiveWorkbook()
      const found = book?.getSheetBySheetId(s.sheetId)
      if (found) book?.setActiveSheet(found)
    },
    Calculate: s => s.book.settle(),
    Delete: s => deleteSheet(s),
    GetRange: (s, [address]) => {
      if (address === null || address === undefined || address === '')
        return range(s, 0, 0, sheetRows, sheetColumns)
      if (typeof address !== 'string') throw invalidArgument('An address is text.')
      return rangeRemote({ book: s.book, area: areaOfAddress(s.book, sheet(s), address) })
    },
    GetRangeByIndexes: (s, [row, column, rows, columns]) => range(s, row, column, rows, columns),
    GetCell: (s, [row, column]) => range(s, row, column, 1, 1),
    GetUsedRange: (s, [valuesOnly]) => used(s, valuesOnly === true) ?? range(s, 0, 0, 1, 1),
    GetUsedRangeOrNullObject: (s, [valuesOnly]) => used(s, valuesOnly === true),
    GetNext: (s, [visibleOnly]) =>
      beside(s, 1, visibleOnly === true) ?? missing('There is no next worksheet.'),
    GetNextOrNullObject: (s, [visibleOnly]) => beside(s, 1, visibleOnly === true),
    GetPrevious: (s, [visibleOnly]) =>
      beside(s, -1, visibleOnly === true) ?? missing('There is no previous worksheet.'),
    GetPreviousOrNullObject: (s, [visibleOnly]) => beside(s, -1, visibleOnly === true),
    _GetSheetById: (s, [id]) => worksheetRemote({ book: s.book, sheetId: String(id) }),
    ...eventCalls<SheetState>(s => s.sheetId, {
      DataChangedEvent: eventType.worksheetChanged,
      SelectionChangedEvent: eventType.worksheetSelectionChanged,
      ActivatedEvent: eventType.worksheetActivated,
      DeactivatedEvent: eventType.worksheetDeactivated,
      CalculatedEvent: eventType.worksheetCalculated,
      EventNameChanged: eventType.worksheetNameChanged,
      ProtectionChangedEvent: eventType.protectionChanged,
    }),
  },
}))

function sheet(state: SheetState): Worksheet {
  return sheetById(state.book, state.sheetId)
}

function target(state: SheetState): { unitId: string; subUnitId: string } {
  return { unitId: state.book.grid.unitId, subUnitId: state.sheetId }
}

function range(state: SheetState, row: unknown, column: unknown, rows: unknown, columns: unknown): Remote {
  sheet(state)
  const area = makeArea(state.sheetId, Number(row), Number(column), Number(rows), Number(columns))
  return rangeRemote({ book: state.book, area })
}

function used(state: SheetState, valuesOnly: boolean): Remote | null {
  const area = usedArea(sheet(state), makeArea(state.sheetId, 0, 0, sheetRows, sheetColumns), valuesOnly)
  return area && rangeRemote({ book: state.book, area })
}

function missing(message: string): never {
  throw itemNotFound(message)
}

function beside(state: SheetState, step: 1 | -1, visibleOnly: boolean): Remote | null {
  const sheets = state.book.grid.workbook.getSheets()
  for (let index = sheets.indexOf(sheet(state)) + step; index >= 0 && index < sheets.length; index += step) {
    const next = sheets[index]
    if (next && !(visibleOnly && next.isSheetHidden() === BooleanNumber.TRUE))
      return worksheetRemote({ book: state.book, sheetId: next.getSheetId() })
  }
  return null
}

function renameSheet(state: SheetState, given: unknown): void {
  const name = checkSheetName(state.book, given, state.sheetId)
  const before = sheet(state).getName()
  state.book.log.apply(
    [{ id: SetWorksheetNameMutation.id, params: { ...target(state), name } }],
    [{ id: SetWorksheetNameMutation.id, params: { ...target(state), name: before } }],
  )
}

function moveSheet(state: SheetState, position: unknown): void {
  const sheets = state.book.grid.workbook.getSheets()
  const from = sheets.indexOf(sheet(state))
  const to = Number(position)
  if (!Number.isInteger(to) || to < 0 || to >= sheets.length)
    throw invalidArgument(`There is no position ${String(position)}.`)
  state.book.log.apply(
    [{ id: SetWorksheetOrderMutation.id, params: { ...target(state), fromOrder: from, toOrder: to } }],
    [{ id: SetWorksheetOrderMutation.id, params: { ...target(state), fromOrder: to, toOrder: from } }],
  )
}

function visibilityOf(state: SheetState): string {
  if (sheet(state).isSheetHidden() !== BooleanNumber.TRUE) return 'Visible'
  return sheet(state).getConfig().custom?.['veryHidden'] === true ? 'VeryHidden' : 'Hidden'
}

function setVisibility(state: SheetState, visibility: unknown): void {
  if (visibility !== 'Visible' && visibility !== 'Hidden' && visibility !== 'VeryHidden') {
    throw invalidArgument(`"${String(visibility)}" is not a visibility.`)
  }
  const { workbook, api } = state.book.grid
  const others = workbook
    .getSheets()
    .filter(each => each.getSheetId() !== state.sheetId && each.isSheetHidden() !== BooleanNumber.TRUE)
  const next = others[0]
  if (visibility !== 'Visible' && !next)
    throw new OfficeError('InvalidOperation', 'A workbook needs at least one visible sheet.')
  const config = sheet(state).getConfig()
  config.custom = { ...config.custom, veryHidden: visibility === 'VeryHidden' }
  const hidden = visibility === 'Visible' ? BooleanNumber.FALSE : BooleanNumber.TRUE
  const before = sheet(state).isSheetHidden()
  if (before === hidden) return
  const book = api.getActiveWorkbook()
  if (hidden === BooleanNumber.TRUE && next && book?.getActiveSheet().getSheetId() === state.sheetId)
    book.setActiveSheet(next.getSheetId())
  state.book.log.apply(
    [{ id: SetWorksheetHideMutation.id, params: { ...target(state), hidden } }],
    [{ id: SetWorksheetHideMutation.id, params: { ...target(state), hidden: before } }],
  )
}

function deleteSheet(state: SheetState): void {
  const { workbook, api, undoRedo, commands, unitId } = state.book.grid
  const sheets = workbook.getSheets()
  const visible = sheets.filter(
    each => each.isSheetHidden() !== BooleanNumber.TRUE && each.getSheetId() !== state.sheetId,
  )
  const next = visible[0]
  if (!next) throw new OfficeError('InvalidOperation', 'A workbook needs at least one visible sheet.')
  if (state.book.parts.protection.has('workbook')) throw accessDenied('The workbook is protected.')
  for (const table of tablesOfSheet(state.book, state.sheetId)) {
    commands.syncExecuteCommand('sheet.mutation.delete-table', {
      unitId,
      subUnitId: state.sheetId,
      tableId: table.id,
    })
  }
  const book = api.getActiveWorkbook()
  if (book?.getActiveSheet().getSheetId() === state.sheetId) book.setActiveSheet(next.getSheetId())
  state.book.log.applying = true
  try {
    commands.syncExecuteCommand(RemoveSheetMutation.id, { unitId, subUnitId: state.sheetId, subUnitName: '' })
  } finally {
    state.book.log.applying = false
  }
  // As in Excel, deleting a sheet wipes what could be undone.
  undoRedo.clearUndoRedo(unitId)
}

const freezePanesRemote = defineKind<SheetState>('WorksheetFreezePanes', () => ({
  call: {
    FreezeRows: (s, [count]) => freeze(s, Number(count ?? 1), 0),
    FreezeColumns: (s, [count]) => freeze(s, 0, Number(count ?? 1)),
    FreezeAt: (s, [given]) => {
      const area = areaArgument(s.book, sheet(s), given)
      freeze(
        s,
        area.rows === sheetRows ? 0 : area.row + area.rows,
        area.columns === sheetColumns ? 0 : area.column + area.columns,
      )
    },
    Unfreeze: s => freeze(s, 0, 0),
    GetLocation: s => frozen(s) ?? missing('Nothing is frozen.'),
    GetLocationOrNullObject: s => frozen(s),
  },
}))

function freeze(state: SheetState, rows: number, columns: number): void {
  const now = sheet(state).getFreeze()
  const next = { startRow: rows || -1, startColumn: columns || -1, xSplit: columns, ySplit: rows }
  state.book.log.apply(
    [{ id: SetFrozenMutation.id, params: { ...target(state), ...next } }],
    [{ id: SetFrozenMutation.id, params: { ...target(state), ...now } }],
  )
}

function frozen(state: SheetState): Remote | null {
  const { xSplit, ySplit } = sheet(state).getFreeze()
  if (xSplit === 0 && ySplit === 0) return null
  const area: RangeState['area'] = areaOfGridRange(state.sheetId, {
    startRow: 0,
    startColumn: 0,
    endRow: ySplit > 0 ? ySplit - 1 : sheetRows - 1,
    endColumn: xSplit > 0 ? xSplit - 1 : sheetColumns - 1,
  })
  return rangeRemote({ book: state.book, area })
}
