import type { ICellData, IMutationInfo, Nullable } from '@univerjs/core'
import {
  FormulaDataModel,
  InsertColCommand,
  InsertRowCommand,
  RemoveColCommand,
  RemoveRowCommand,
} from '@univerjs/preset-sheets-core'
import { type Area, containsArea, sheetColumns, sheetRows } from '../grid/area.ts'
import { shiftUp } from '../grid/shift-cells.ts'
import { tablesOfSheet } from '../grid/tables.ts'
import { resizeTable } from './table-state.ts'
import { checkCellLimit, scalarOf } from '../grid/read-cells.ts'
import { type CellMatrix, writeCells } from '../grid/write-cells.ts'
import { invalidArgument, notImplemented } from '../protocol/office-error.ts'
import { announceChange } from './change-events.ts'
import { clearConditionalFormats } from './conditional-state.ts'
import { clearValidation } from './data-validation.ts'
import {
  areaArgument,
  clipToGrid,
  gridRange,
  type RangeState,
  refuseIfProtected,
  sheetOf,
} from './range-state.ts'

/** Clears contents, formats or both. */
export async function clearRange(state: RangeState, applyTo: unknown): Promise<void> {
  refuseIfProtected(state)
  const area = clipToGrid(state)
  if (!area) return
  const contents = applyTo === 'All' || applyTo === 'Contents'
  const formats = applyTo === 'All' || applyTo === 'Formats'
  if (!contents && !formats && applyTo !== 'Hyperlinks')
    throw invalidArgument(`Clear cannot be applied to "${String(applyTo)}".`)
  const sheet = sheetOf(state)
  const styles = state.book.grid.workbook.getStyles()
  const matrix = sheet.getCellMatrix()
  const cells: Record<number, CellMatrix[number]> = {}
  const before = scalarOf(matrix.getValue(area.row, area.column))
  for (let row = area.row; row < area.row + area.rows; row++) {
    const old = matrix.getRow(row)
    if (!old) continue
    const line: CellMatrix[number] = {}
    for (let column = area.column; column < area.column + area.columns; column++) {
      const cell = old[column]
      if (!cell) continue
      const cleared: ICellData = {}
      if (contents) Object.assign(cleared, { v: null, t: null, f: null, si: null, p: null })
      if (formats && cell.s) cleared.s = nullStyle(styles.getStyleByCell(cell))
      line[column] = cleared
    }
    cells[row] = line
  }
  writeCells(state.book.grid, state.book.log, sheet, area, cells)
  if (formats) clearConditionalFormats(state)
  if (applyTo === 'All') await clearValidation(state)
  if (contents) announceChange(state.book, { area, before }, 'RangeEdited', 'ThisLocalAddin')
}

function nullStyle(style: Nullable<object>): NonNullable<ICellData['s']> {
  return Object.fromEntries(Object.keys(style ?? {}).map(key => [key, null]))
}

/** Removes cells. Whole rows and columns move the rest of the sheet; parts of them are moved cell by cell. */
export async function deleteCells(state: RangeState, shift: unknown): Promise<void> {
  refuseIfProtected(state)
  const { area, book } = state
  const target = { unitId: book.grid.unitId, subUnitId: area.sheetId }
  if (area.columns === sheetColumns)
    await book.log.run(RemoveRowCommand.id, { ...target, range: wholeRows(state) })
  else if (area.rows === sheetRows)
    await book.log.run(RemoveColCommand.id, { ...target, range: wholeColumns(state) })
  else if (
    shift === 'Up' &&
    tablesOfSheet(book, area.sheetId).some(
      table => containsArea(table.area, area) && area.row > table.area.row,
    )
  ) {
    shiftUp(book, area)
    shrinkTable(state)
  } else if (shift === 'Up' || shift === 'Left') {
    await book.log.run(
      shift === 'Up' ? 'sheet.command.delete-range-move-up' : 'sheet.command.delete-range-move-left',
      { ...target, range: gridRange(area) },
    )
  } else throw invalidArgument('Say which way the cells shift: Up or Left.')
  const type =
    area.columns === sheetColumns ? 'RowDeleted' : area.rows === sheetRows ? 'ColumnDeleted' : 'CellDeleted'
  announceChange(book, { area }, type, 'ThisLocalAddin')
}

function shrinkTable({ book, area }: RangeState): void {
  const table = tablesOfSheet(book, area.sheetId).find(each => containsArea(each.area, area))
  if (!table || table.area.columns !== area.columns || table.area.rows - area.rows < 2) return
  resizeTable(table, { ...table.area, rows: table.area.rows - area.rows })
}

/** Makes room for cells; answers where the new ones are. */
export async function insertCells(state: RangeState, shift: unknown): Promise<Area> {
  refuseIfProtected(state)
  const { area, book } = state
  const target = { unitId: book.grid.unitId, subUnitId: area.sheetId }
  if (area.columns === sheetColumns) {
    await book.log.run(InsertRowCommand.id, { ...target, range: wholeRows(state), direction: 3 })
  } else if (area.rows === sheetRows) {
    await book.log.run(InsertColCommand.id, { ...target, range: wholeColumns(state), direction: 1 })
  } else if (shift === 'Down' || shift === 'Right') {
    await book.log.run(
      shift === 'Down' ? 'sheet.command.insert-range-move-down' : 'sheet.command.insert-range-move-right',
      { ...target, range: gridRange(area) },
    )
  } else throw invalidArgument('Say which way the cells shift: Down or Right.')
  const type =
    area.columns === sheetColumns
      ? 'RowInserted'
      : area.rows === sheetRows
        ? 'ColumnInserted'
        : 'CellInserted'
  announceChange(book, { area }, type, 'ThisLocalAddin')
  return area
}

function wholeRows(state: RangeState): object {
  const { row, rows } = state.area
  return {
    startRow: row,
    endRow: row + rows - 1,
    startColumn: 0,
    endColumn: sheetOf(state).getColumnCount() - 1,
  }
}

function wholeColumns(state: RangeState): object {
  const { column, columns } = state.area
  return {
    startRow: 0,
    endRow: sheetOf(state).getRowCount() - 1,
    startColumn: column,
    endColumn: column + columns - 1,
  }
}

/** Copies values, formulas (references move along) and formats from another range, repeating it where this one is larger. */
export function copyRange(state: RangeState, [source, copyType, skipBlanks, transpose]: unknown[]): void {
  refuseIfProtected(state)
  if (transpose === true) throw notImplemented('Range.CopyFrom() with transpose')
  const from = areaArgument(state.book, sheetOf(state), source)
  checkCellLimit(from)
  const kind = copyType ?? 'All'
  const sourceState: RangeState = { book: state.book, area: from }
  const clipped = clipToGrid(sourceState)
  if (!clipped) return
  const to: Area = {
    ...state.area,
    rows: Math.max(state.area.rows, from.rows),
    columns: Math.max(state.area.columns, from.columns),
  }
  const matrix = sheetOf(sourceState).getCellMatrix()
  const model = state.book.grid.univer.__getInjector().get(FormulaDataModel)
  const styles = state.book.grid.workbook.getStyles()
  const cells: Record<number, CellMatrix[number]> = {}
  for (let r = 0; r < to.rows; r++) {
    const line: CellMatrix[number] = {}
    for (let c = 0; c < to.columns; c++) {
      const row = from.row + (r % from.rows)
      const column = from.column + (c % from.columns)
      const cell = matrix.getValue(row, column)
      if (!cell && skipBlanks === true) continue
      const copy: ICellData = {}
      if (kind !== 'Formats')
        Object.assign(copy, { v: cell?.v ?? null, t: cell?.t ?? null, f: null, si: null, p: cell?.p ?? null })
      if (kind === 'All' || kind === 'Formulas') {
        const formula = model.getFormulaStringByCell(row, column, from.sheetId, state.book.grid.unitId)
        if (formula) {
          copy.f = state.book.grid.api
            .getFormula()
            .moveFormulaRefOffset(formula, to.column + c - column, to.row + r - row)
          copy.v = null
        }
      }
      if (kind === 'All' || kind === 'Formats') copy.s = (cell && styles.getStyleByCell(cell)) ?? null
      line[to.column + c] = copy
    }
    cells[to.row + r] = line
  }
  writeCells(state.book.grid, state.book.log, sheetOf(state), to, cells)
  // Formats are no data: Excel has an event of their own for them.
  if (kind !== 'Formats') announceChange(state.book, { area: to }, 'RangeEdited', 'ThisLocalAddin')
}

/** Fills the destination by repeating this range. */
export function fillRange(state: RangeState, destination: unknown): void {
  const area = areaArgument(state.book, sheetOf(state), destination)
  copyRange({ book: state.book, area }, [addressText(state), 'All'])
}

function addressText(state: RangeState): unknown {
  const { area } = state
  const letters = (index: number) => String.fromCharCode(65 + index)
  if (area.column + area.columns > 26) throw notImplemented('Range.AutoFill() beyond column Z')
  return `${letters(area.column)}${area.row + 1}:${letters(area.column + area.columns - 1)}${area.row + area.rows}`
}

/** Merges the cells of the range into one, or each row into one. */
export function mergeCells(state: RangeState, across: boolean): void {
  refuseIfProtected(state)
  const { area, book } = state
  const ranges = across
    ? Array.from({ length: area.rows }, (_, row) => gridRange({ ...area, row: area.row + row, rows: 1 }))
    : [gridRange(area)]
  applyMerge(
    book,
    area.sheetId,
    ranges,
    'sheet.mutation.add-worksheet-merge',
    'sheet.mutation.remove-worksheet-merge',
  )
}

/** Takes merged cells apart. */
export function unmergeCells(state: RangeState): void {
  refuseIfProtected(state)
  const merged = sheetOf(state)
    .getMergeData()
    .filter(range => {
      const { area } = state
      return (
        range.startRow >= area.row &&
        range.endRow < area.row + area.rows &&
        range.startColumn >= area.column &&
        range.endColumn < area.column + area.columns
      )
    })
  if (merged.length === 0) return
  applyMerge(
    state.book,
    state.area.sheetId,
    merged,
    'sheet.mutation.remove-worksheet-merge',
    'sheet.mutation.add-worksheet-merge',
  )
}

function applyMerge(
  book: RangeState['book'],
  sheetId: string,
  ranges: object[],
  redo: string,
  undo: string,
): void {
  const params = { unitId: book.grid.unitId, subUnitId: sheetId, ranges }
  const mutation = (id: string): IMutationInfo => ({ id, params })
  book.log.apply([mutation(redo)], [mutation(undo)])
}
