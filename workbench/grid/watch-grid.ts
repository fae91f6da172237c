import type { ICommandInfo } from '@univerjs/core'
import type { Book } from '../book/book.ts'
import { announceChange } from '../objects/change-events.ts'
import { areaOfGridRange } from '../objects/range-state.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import type { Notices } from '../page/notices.ts'
import { formatReference, intersectAreas } from './area.ts'
import type { Grid } from './create-grid.ts'
import { tablesOfSheet } from './tables.ts'

/** Follows what the user does on the grid and tells the add-in. */
export interface GridWatch {
  isEditing(): boolean
  editingEnded(): Promise<void>
  connect(book: Book, notices: Notices): void
}

/** Starts to watch; nothing is announced before `connect`. */
export function watchGrid(grid: Grid): GridWatch {
  let editing = false
  let waiting: (() => void)[] = []
  const { api } = grid
  api.addEvent(api.Event.SheetEditStarted, () => {
    editing = true
  })
  api.addEvent(api.Event.SheetEditEnded, () => {
    editing = false
    for (const resolve of waiting.splice(0)) resolve()
    waiting = []
  })
  return {
    isEditing: () => editing,
    editingEnded: () => (editing ? new Promise(resolve => waiting.push(resolve)) : Promise.resolve()),
    connect: (book, notices) => {
      announceSheets(book)
      announceSelection(book)
      announceEdits(book)
      void notices
    },
  }
}

function announceSheets(book: Book): void {
  const { api } = book.grid
  let active = book.grid.workbook.getActiveSheet().getSheetId()
  api.addEvent(api.Event.ActiveSheetChanged, ({ activeSheet }) => {
    const id = activeSheet.getSheetId()
    if (id === active) return
    for (const target of [active, workbookTarget])
      book.events.fire(eventType.worksheetDeactivated, target, { worksheetId: active })
    active = id
    for (const target of [id, workbookTarget])
      book.events.fire(eventType.worksheetActivated, target, { worksheetId: id })
  })
  book.grid.commands.onCommandExecuted(command => {
    const params = command.params as
      | { sheet?: { id?: string }; subUnitId?: string; name?: string }
      | undefined
    if (command.id === 'sheet.mutation.insert-sheet') {
      book.events.fire(eventType.worksheetAdded, workbookTarget, {
        worksheetId: params?.sheet?.id,
        source: 'Local',
      })
    } else if (command.id === 'sheet.mutation.remove-sheet') {
      book.events.fire(eventType.worksheetDeleted, workbookTarget, {
        worksheetId: params?.subUnitId,
        source: 'Local',
      })
    }
  })
}

function announceSelection(book: Book): void {
  const { api } = book.grid
  let last = ''
  api.addEvent(api.Event.SelectionChanged, ({ worksheet, selections }) => {
    const range = selections[0]
    if (!range) return
    const sheetId = worksheet.getSheetId()
    const areas = selections.map(each => areaOfGridRange(sheetId, each))
    const address = areas.map(formatReference).join(',')
    if (`${sheetId}!${address}` === last) return
    last = `${sheetId}!${address}`
    const args = { address, worksheetId: sheetId }
    for (const target of [sheetId, workbookTarget])
      book.events.fire(eventType.worksheetSelectionChanged, target, args)
    for (const table of tablesOfSheet(book, sheetId)) {
      const inside = areas[0] ? intersectAreas(areas[0], table.area) : null
      book.events.fire(eventType.tableSelectionChanged, table.id, {
        address: inside ? formatReference(inside) : '',
        isInsideTable: inside !== null,
        tableId: table.id,
        worksheetId: sheetId,
      })
    }
  })
}

/** Mutations by the user's hand (typing, paste, fill, undo) become `onChanged`. */
function announceEdits(book: Book): void {
  book.grid.commands.onCommandExecuted((command: Readonly<ICommandInfo>) => {
    if (book.log.applying || command.id !== 'sheet.mutation.set-range-values') return
    const params = command.params as {
      subUnitId: string
      cellValue?: Record<string, Record<string, { v?: unknown; f?: unknown; p?: unknown } | null>>
      trigger?: string
    }
    if (params.trigger === 'formula.mutation.set-formula-calculation-result' || !params.cellValue) return
    const rows = Object.keys(params.cellValue).map(Number)
    let left = Infinity
    let right = -1
    let changed = false
    for (const row of rows) {
      for (const [column, cell] of Object.entries(params.cellValue[row] ?? {})) {
        left = Math.min(left, Number(column))
        right = Math.max(right, Number(column))
        if (cell === null || 'v' in cell || 'f' in cell || 'p' in cell) changed = true
      }
    }
    if (!changed || right < 0) return
    const row = Math.min(...rows)
    const area = {
      sheetId: params.subUnitId,
      row,
      column: left,
      rows: Math.max(...rows) - row + 1,
      columns: right - left + 1,
    }
    announceChange(book, { area }, 'RangeEdited', 'Unknown')
  })
}
