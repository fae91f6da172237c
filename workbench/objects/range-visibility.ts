import { BooleanNumber } from '@univerjs/core'
import {
  SetColHiddenMutation,
  SetColVisibleMutation,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
} from '@univerjs/preset-sheets-core'
import { accessDenied } from '../protocol/office-error.ts'
import { clipToGrid, gridRange, type RangeState, sheetOf } from './range-state.ts'

/** Whether all (true), none (false) or some (null) of the rows or columns are hidden. */
export function isHidden(state: RangeState, of: 'row' | 'column'): boolean | null {
  const sheet = sheetOf(state)
  const area = clipToGrid(state)
  if (!area) return false
  const start = of === 'row' ? area.row : area.column
  const count = of === 'row' ? area.rows : area.columns
  let hidden = 0
  for (let index = start; index < start + count; index++) {
    const data =
      of === 'row' ? sheet.getRowManager().getRow(index) : sheet.getColumnManager().getColumn(index)
    if (data?.hd === BooleanNumber.TRUE) hidden += 1
  }
  return hidden === 0 ? false : hidden === count ? true : null
}

/** Hides or shows the rows of the range. */
export function setRowsHidden(state: RangeState, hidden: boolean): void {
  setHidden(state, 'row', hidden, SetRowHiddenMutation.id, SetRowVisibleMutation.id)
}

/** Hides or shows the columns of the range. */
export function setColumnsHidden(state: RangeState, hidden: boolean): void {
  setHidden(state, 'column', hidden, SetColHiddenMutation.id, SetColVisibleMutation.id)
}

function setHidden(
  state: RangeState,
  of: 'row' | 'column',
  hidden: boolean,
  hideId: string,
  showId: string,
): void {
  if (state.book.parts.protection.has(state.area.sheetId)) throw accessDenied('The worksheet is protected.')
  const area = clipToGrid(state)
  if (!area || isHidden(state, of) === hidden) return
  const params = { unitId: state.book.grid.unitId, subUnitId: area.sheetId, ranges: [gridRange(area)] }
  const [redo, undo] = hidden ? [hideId, showId] : [showId, hideId]
  state.book.log.apply([{ id: redo, params }], [{ id: undo, params }])
}

/** Makes the range the selection and its sheet the active one. */
export function selectArea(state: RangeState): void {
  const book = state.book.grid.api.getActiveWorkbook()
  const sheet = book?.getSheetBySheetId(state.area.sheetId)
  const area = clipToGrid(state)
  if (!book || !sheet || !area) return
  if (book.getActiveSheet().getSheetId() !== state.area.sheetId) book.setActiveSheet(sheet)
  const range = sheet.getRange(area.row, area.column, area.rows, area.columns)
  sheet.setActiveRange(range)
  sheet.scrollToCell(area.row, area.column)
}
