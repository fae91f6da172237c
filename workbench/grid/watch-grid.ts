import type { ICommandInfo } from '@univerjs/core'
import { SheetInterceptorService, VALIDATE_CELL } from '@univerjs/preset-sheets-core'
import type { Book } from '../book/book.ts'
import { announceChange } from '../objects/change-events.ts'
import { areaOfGridRange } from '../objects/range-state.ts'
import { selectedAreas } from '../objects/workbook.ts'
import type { Notices } from '../page/notices.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { followEdit } from './after-edit.ts'
import { type Area, formatReference, intersectAreas } from './area.ts'
import type { Grid } from './create-grid.ts'
import { type CellScalar, scalarOf } from './read-cells.ts'
import { tablesOfSheet } from './tables.ts'
import { mayEdit } from './user-edits.ts'
import { acceptsTyped } from './validate-cell.ts'

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
    const done = waiting
    waiting = []
    for (const resolve of done) resolve()
  })
  return {
    isEditing: () => editing,
    editingEnded: () => (editing ? new Promise(resolve => waiting.push(resolve)) : Promise.resolve()),
    connect: (book, notices) => {
      announceSheets(book)
      announceSelection(book)
      announceEdits(book, notices)
      guardProtected(book, notices)
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
    const params = command.params as { sheet?: { id?: string }; subUnitId?: string } | undefined
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
    const sheetId = worksheet.getSheetId()
    const areas = selections.map(each => areaOfGridRange(sheetId, each))
    const address = areas.map(formatReference).join(',')
    if (areas.length === 0 || `${sheetId}!${address}` === last) return
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

interface Mutation {
  subUnitId: string
  cellValue?: Record<string, Record<string, object | null>>
}

/** Cells changed by the user's hand (typing, paste, fill, undo): once it is clear that they stay, the add-in is told. */
function announceEdits(book: Book, notices: Notices): void {
  const { commands, univer } = book.grid
  const before = new WeakMap<object, CellScalar>()
  const verdicts = new Map<string, Promise<boolean>>()
  let rollingBack: string | null = null
  commands.beforeCommandExecuted((command, options) => {
    const area = changedArea(book, command, options)
    if (area && command.params) before.set(command.params, scalarOf(sheetCell(book, area)))
  })
  commands.onCommandExecuted((command, options) => {
    const area = changedArea(book, command, options)
    if (!area) return
    const key = `${area.sheetId} ${area.row} ${area.column}`
    if (rollingBack === key) {
      rollingBack = null
      return
    }
    const old = command.params ? before.get(command.params) : undefined
    setTimeout(() => void announce(area, key, old))
  })
  univer
    .__getInjector()
    .get(SheetInterceptorService)
    .writeCellInterceptor.intercept(VALIDATE_CELL, {
      priority: 1_000,
      handler: (_last, { subUnitId, row, col }) => {
        const key = `${subUnitId} ${row} ${col}`
        const verdict = acceptsTyped(book, notices, subUnitId, row, col).then(accepted => {
          if (!accepted) rollingBack = key
          return accepted
        })
        verdicts.set(key, verdict)
        return verdict
      },
    })

  async function announce(area: Area, key: string, old: CellScalar | undefined): Promise<void> {
    const verdict = verdicts.get(key)
    verdicts.delete(key)
    if (verdict && !(await verdict)) return
    followEdit(book, area)
    announceChange(book, old === undefined ? { area } : { area, before: old }, 'RangeEdited', 'Unknown')
  }
}

function sheetCell(book: Book, area: Area) {
  return book.grid.workbook.getSheetBySheetId(area.sheetId)?.getCellRaw(area.row, area.column)
}

function changedArea(
  book: Book,
  command: Readonly<ICommandInfo>,
  options: Record<PropertyKey, unknown> | undefined,
): Area | null {
  if (book.log.applying || command.id !== 'sheet.mutation.set-range-values' || options?.['fromFormula'])
    return null
  const { cellValue, subUnitId } = command.params as Mutation
  const rows = Object.keys(cellValue ?? {}).map(Number)
  let left = Infinity
  let right = -1
  let changed = false
  for (const row of rows) {
    for (const [column, cell] of Object.entries(cellValue?.[row] ?? {})) {
      left = Math.min(left, Number(column))
      right = Math.max(right, Number(column))
      if (cell === null || 'v' in cell || 'f' in cell || 'p' in cell) changed = true
    }
  }
  if (!changed || right < 0) return null
  const row = rows.reduce((a, b) => Math.min(a, b))
  const bottom = rows.reduce((a, b) => Math.max(a, b))
  return { sheetId: subUnitId, row, column: left, rows: bottom - row + 1, columns: right - left + 1 }
}

/** Commands of the user that change cells; on a protected sheet they are refused aloud. */
const editingCommands =
  /^sheet\.command\.(set-range-values|clear-selection|paste|cut|auto-fill|delete-range|insert-range|insert-row|insert-col|remove-row|remove-col|move-range|reorder|set-style|set-border|numfmt|append-row)/

function guardProtected(book: Book, notices: Notices): void {
  const { api } = book.grid
  const isAllowed = () =>
    book.log.applying ||
    book.parts.protection.size === 0 ||
    selectedAreas(book).every(area => mayEdit(book, area, notices))
  api.addEvent(api.Event.BeforeSheetEditStart, event => {
    if (!isAllowed()) event.cancel = true
  })
  api.addEvent(api.Event.BeforeClipboardPaste, event => {
    if (!isAllowed()) event.cancel = true
  })
  api.addEvent(api.Event.BeforeCommandExecute, event => {
    if (editingCommands.test(event.id) && !isAllowed()) event.cancel = true
  })
}
