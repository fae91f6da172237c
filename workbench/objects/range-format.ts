import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  type ICellData,
  type IStyleData,
  type Nullable,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core'
import { SetWorksheetColWidthMutation, SetWorksheetRowHeightMutation } from '@univerjs/preset-sheets-core'
import { type CellMatrix, writeCells } from '../grid/write-cells.ts'
import { invalidArgument } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'
import { autofitColumns, autofitRows } from './autofit.ts'
import { borderCollectionRemote } from './range-borders.ts'
import { clipToGrid, type RangeState, refuseIfProtected, sheetOf } from './range-state.ts'

/** How many pixels a point is. */
const pixelsPerPoint = 96 / 72

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

const horizontal: Record<string, HorizontalAlign> = {
  General: HorizontalAlign.UNSPECIFIED,
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
  Justify: HorizontalAlign.JUSTIFIED,
  CenterAcrossSelection: HorizontalAlign.CENTER,
  Distributed: HorizontalAlign.DISTRIBUTED,
  Fill: HorizontalAlign.BOTH,
}

const vertical: Record<string, VerticalAlign> = {
  Top: VerticalAlign.TOP,
  Center: VerticalAlign.MIDDLE,
  Bottom: VerticalAlign.BOTTOM,
}

/** Excel's RangeFormat. */
export const rangeFormatRemote = defineKind<RangeState>('RangeFormat', () => ({
  read: {
    HorizontalAlignment: s => commonStyle(s, style => nameOf(horizontal, style.ht) ?? 'General'),
    VerticalAlignment: s => commonStyle(s, style => nameOf(vertical, style.vt) ?? 'Bottom'),
    WrapText: s => commonStyle(s, style => style.tb === WrapStrategy.WRAP),
    IndentLevel: s => commonStyle(s, style => Math.round((style.pd?.l ?? 0) / 9)),
    ColumnWidth: s => common(s, 'column') / pixelsPerPoint,
    RowHeight: s => common(s, 'row') / pixelsPerPoint,
  },
  write: {
    HorizontalAlignment: (s, name) => applyStyle(s, { ht: lookUp(horizontal, name) }),
    VerticalAlignment: (s, name) => applyStyle(s, { vt: lookUp(vertical, name) }),
    WrapText: (s, wrap) => applyStyle(s, { tb: wrap === true ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW }),
    IndentLevel: (s, level) => applyStyle(s, { pd: { l: 9 * Number(level) } }),
    ColumnWidth: (s, points) => setSize(s, 'column', positive(points) * pixelsPerPoint),
    RowHeight: (s, points) => setSize(s, 'row', positive(points) * pixelsPerPoint),
  },
  navigate: {
    Fill: s => rangeFillRemote(s),
    Font: s => rangeFontRemote(s),
    Borders: s => borderCollectionRemote(s),
    Protection: s => formatProtectionRemote(s),
  },
  call: {
    AutofitColumns: s => autofitColumns(s),
    AutofitRows: s => autofitRows(s),
    AdjustIndent: (s, [amount]) => {
      const level = commonStyle(s, style => Math.round((style.pd?.l ?? 0) / 9)) ?? 0
      applyStyle(s, { pd: { l: 9 * Math.max(0, level + Number(amount)) } })
    },
  },
}))

const rangeFillRemote = defineKind<RangeState>('RangeFill', () => ({
  read: { Color: s => commonStyle(s, style => hexColor(style.bg?.rgb) ?? '#FFFFFF') ?? '' },
  write: { Color: (s, color) => applyStyle(s, { bg: color === '' ? null : { rgb: requireColor(color) } }) },
  call: { Clear: s => applyStyle(s, { bg: null }) },
}))

const rangeFontRemote = defineKind<RangeState>('RangeFont', () => ({
  read: {
    Bold: s => commonStyle(s, style => style.bl === BooleanNumber.TRUE),
    Italic: s => commonStyle(s, style => style.it === BooleanNumber.TRUE),
    Strikethrough: s => commonStyle(s, style => style.st?.s === BooleanNumber.TRUE),
    Underline: s => commonStyle(s, style => (style.ul?.s === BooleanNumber.TRUE ? 'Single' : 'None')),
    Color: s => commonStyle(s, style => hexColor(style.cl?.rgb) ?? '#000000'),
    Size: s => commonStyle(s, style => style.fs ?? 11),
    Name: s => commonStyle(s, style => style.ff ?? 'Calibri'),
  },
  write: {
    Bold: (s, on) => applyStyle(s, { bl: on === true ? BooleanNumber.TRUE : BooleanNumber.FALSE }),
    Italic: (s, on) => applyStyle(s, { it: on === true ? BooleanNumber.TRUE : BooleanNumber.FALSE }),
    Strikethrough: (s, on) =>
      applyStyle(s, { st: { s: on === true ? BooleanNumber.TRUE : BooleanNumber.FALSE } }),
    Underline: (s, line) =>
      applyStyle(s, { ul: { s: line === 'None' ? BooleanNumber.FALSE : BooleanNumber.TRUE } }),
    Color: (s, color) => applyStyle(s, { cl: { rgb: requireColor(color) } }),
    Size: (s, size) => applyStyle(s, { fs: positive(size) }),
    Name: (s, name) => applyStyle(s, { ff: String(name) }),
  },
}))

const formatProtectionRemote = defineKind<RangeState>('FormatProtection', () => ({
  read: {
    Locked: s => {
      const area = clipToGrid(s) ?? s.area
      let unlocked = 0
      for (let row = area.row; row < area.row + area.rows; row++) {
        const cells = sheetOf(s).getCellMatrix().getRow(row)
        for (let column = area.column; column < area.column + area.columns; column++) {
          if (cells?.[column]?.custom?.['unlocked'] === true) unlocked += 1
        }
      }
      return unlocked === 0 ? true : unlocked === area.rows * area.columns ? false : null
    },
  },
  write: {
    Locked: (s, locked) => applyCell(s, cell => ({ custom: { ...cell?.custom, unlocked: locked !== true } })),
  },
}))

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

function nameOf<T>(names: Record<string, T>, value: T | null | undefined): string | null {
  return Object.keys(names).find(name => names[name] === value) ?? null
}

function lookUp<T>(names: Record<string, T>, name: unknown): T {
  const value = typeof name === 'string' ? names[name] : undefined
  if (value === undefined)
    throw invalidArgument(`"${String(name)}" is none of ${Object.keys(names).join(', ')}.`)
  return value
}

function positive(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0)) throw invalidArgument('A size is a number of points.')
  return value
}

function common(state: RangeState, of: 'row' | 'column'): number {
  const sheet = sheetOf(state)
  return of === 'row' ? sheet.getRowHeight(state.area.row) : sheet.getColumnWidth(state.area.column)
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
