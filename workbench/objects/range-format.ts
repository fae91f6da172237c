import { BooleanNumber, HorizontalAlign, VerticalAlign, WrapStrategy } from '@univerjs/core'
import { invalidArgument } from '../protocol/office-error.ts'
import { defineKind } from '../protocol/remote.ts'
import { applyCell, applyStyle, commonStyle, hexColor, requireColor, setSize } from './range-styles.ts'
import { autofitColumns, autofitRows } from './autofit.ts'
import { borderCollectionRemote } from './range-borders.ts'
import { clipToGrid, type RangeState, sheetOf } from './range-state.ts'

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

/** How many pixels a point is. */
const pixelsPerPoint = 96 / 72

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
