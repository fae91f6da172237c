import { BorderStyleTypes, type ICellData, type IStyleData, type Nullable } from '@univerjs/core'
import { SetWorksheetColWidthMutation, SetWorksheetRowHeightMutation } from '@univerjs/preset-sheets-core'
import { type CellMatrix, writeCells } from '../grid/write-cells.ts'
import { invalidArgument } from '../protocol/office-error.ts'
import { clipToGrid, type RangeState, refuseIfProtected, sheetOf } from './range-state.ts'

/** The value all cells of the range share under `pick`, null where they differ. */
export function commonStyle<T>(state: RangeState, pick: (style: IStyleData) => T): T | null {
  const sheet = sheetOf(state)
  const styles = state.book.grid.workbook.getStyles()
  const area = clipToGrid(state)
  if (!area) return pick({})
  let first: T | undefined
  const seen = new Set<unknown>()
  for (let row = area.row; row < area.row + area.rows; row++) {
    const cells = sheet.getCellMatrix().getRow(row)
    for (let column = area.column; column < area.column + area.columns; column++) {
      const key = cells?.[column]?.s ?? null
      if (seen.has(key)) continue
      seen.add(key)
      const cell = cells?.[column]
      const value = pick((cell && styles.getStyleByCell(cell)) ?? {})
      if (first === undefined) first = value
      else if (first !== value) return null
    }
  }
  return first ?? pick({})
}

/** Gives every cell of the range this style on top of its own; null values take a property away. */
export function applyStyle(
  state: RangeState,
  style: { [K in keyof IStyleData]: Nullable<IStyleData[K]> },
): void {
  applyCell(state, () => ({ s: style as IStyleData }))
}

/** Changes every cell of the range. */
export function applyCell(
  state: RangeState,
  make: (cell: Nullable<ICellData>, row: number, column: number) => ICellData,
): void {
  refuseIfProtected(state)
  const area = clipToGrid(state) ?? state.area
  const sheet = sheetOf(state)
  const cells: Record<number, CellMatrix[number]> = {}
  for (let row = area.row; row < area.row + area.rows; row++) {
    const line: CellMatrix[number] = {}
    const old = sheet.getCellMatrix().getRow(row)
    for (let column = area.column; column < area.column + area.columns; column++)
      line[column] = make(old?.[column], row, column)
    cells[row] = line
  }
  writeCells(state.book.grid, state.book.log, sheet, area, cells)
}

/** `#RRGGBB` of a colour of the grid; null when it has none. */
export function hexColor(color: Nullable<string>): string | null {
  if (!color) return null
  const rgb = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color)
  if (!rgb) return color.toUpperCase()
  return `#${rgb
    .slice(1, 4)
    .map(part => Number(part).toString(16).padStart(2, '0'))
    .join('')}`.toUpperCase()
}

/** A colour as the grid takes it, from `#RRGGBB`, `RRGGBB` or a colour's name. */
export function requireColor(color: unknown): string {
  if (typeof color !== 'string' || color === '') throw invalidArgument('A colour is #RRGGBB or a name.')
  if (/^[0-9a-f]{6}$/i.test(color)) return `#${color}`
  if (/^#[0-9a-f]{6}$/i.test(color)) return color
  const context = document.createElement('canvas').getContext('2d')
  if (!context || !CSS.supports('color', color)) throw invalidArgument(`"${color}" is not a colour.`)
  context.fillStyle = color
  return context.fillStyle
}

/** Sets the height of the range's rows or the width of its columns, in pixels. */
export function setSize(state: RangeState, of: 'row' | 'column', pixels: number): void {
  const area = clipToGrid(state)
  if (!area) return
  const sheet = sheetOf(state)
  const start = of === 'row' ? area.row : area.column
  const count = of === 'row' ? area.rows : area.columns
  const now: Record<number, number> = {}
  for (let index = start; index < start + count; index++)
    now[index] = of === 'row' ? sheet.getRowHeight(index) : sheet.getColumnWidth(index)
  const ranges = [
    {
      startRow: of === 'row' ? start : 0,
      endRow: of === 'row' ? start + count - 1 : sheet.getRowCount() - 1,
      startColumn: of === 'row' ? 0 : start,
      endColumn: of === 'row' ? sheet.getColumnCount() - 1 : start + count - 1,
    },
  ]
  const target = { unitId: state.book.grid.unitId, subUnitId: area.sheetId, ranges }
  const id = of === 'row' ? SetWorksheetRowHeightMutation.id : SetWorksheetColWidthMutation.id
  const size = (value: number | Record<number, number>) =>
    of === 'row' ? { rowHeight: value } : { colWidth: value }
  state.book.log.apply(
    [{ id, params: { ...target, ...size(pixels) } }],
    [{ id, params: { ...target, ...size(now) } }],
  )
}

/** Border styles as both sides name them. */
export const borderStyles: Record<string, BorderStyleTypes> = {
  Continuous: BorderStyleTypes.THIN,
  Dash: BorderStyleTypes.DASHED,
  DashDot: BorderStyleTypes.DASH_DOT,
  DashDotDot: BorderStyleTypes.DASH_DOT_DOT,
  Dot: BorderStyleTypes.DOTTED,
  Double: BorderStyleTypes.DOUBLE,
  SlantDashDot: BorderStyleTypes.SLANT_DASH_DOT,
  None: BorderStyleTypes.NONE,
}
