import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  type IBorderStyleData,
  type IStyleData,
  type Nullable,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core'
import type { BorderLineStyle, BorderSide, CellStyle, Color } from 'hucre'
import { hexColor } from '../objects/range-styles.ts'

const lines: [BorderLineStyle, BorderStyleTypes][] = [
  ['thin', BorderStyleTypes.THIN],
  ['medium', BorderStyleTypes.MEDIUM],
  ['thick', BorderStyleTypes.THICK],
  ['dotted', BorderStyleTypes.DOTTED],
  ['dashed', BorderStyleTypes.DASHED],
  ['double', BorderStyleTypes.DOUBLE],
  ['hair', BorderStyleTypes.HAIR],
  ['mediumDashed', BorderStyleTypes.MEDIUM_DASHED],
  ['dashDot', BorderStyleTypes.DASH_DOT],
  ['mediumDashDot', BorderStyleTypes.MEDIUM_DASH_DOT],
  ['dashDotDot', BorderStyleTypes.DASH_DOT_DOT],
  ['mediumDashDotDot', BorderStyleTypes.MEDIUM_DASH_DOT_DOT],
  ['slantDashDot', BorderStyleTypes.SLANT_DASH_DOT],
]

const horizontals: [string, HorizontalAlign][] = [
  ['left', HorizontalAlign.LEFT],
  ['center', HorizontalAlign.CENTER],
  ['right', HorizontalAlign.RIGHT],
  ['justify', HorizontalAlign.JUSTIFIED],
  ['distributed', HorizontalAlign.DISTRIBUTED],
]

const verticals: [string, VerticalAlign][] = [
  ['top', VerticalAlign.TOP],
  ['center', VerticalAlign.MIDDLE],
  ['bottom', VerticalAlign.BOTTOM],
]

/** Office's colours by theme number, for files without a theme of their own. */
const officeTheme = [
  'FFFFFF',
  '000000',
  'E7E6E6',
  '44546A',
  '4472C4',
  'ED7D31',
  'A5A5A5',
  'FFC000',
  '5B9BD5',
  '70AD47',
  '0563C1',
  '954F72',
]

/** `#RRGGBB` of a colour of a file; null when it has none. */
export function colorOf(color: Color | undefined, theme: string[] | undefined): string | null {
  if (!color) return null
  const base =
    color.rgb ?? (color.theme === undefined ? undefined : (theme?.[color.theme] ?? officeTheme[color.theme]))
  if (!base) return null
  const hex = base.replace('#', '').slice(-6)
  return `#${color.tint ? tinted(hex, color.tint) : hex}`.toUpperCase()
}

function tinted(hex: string, tint: number): string {
  const target = tint < 0 ? 0 : 255
  return [0, 2, 4]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16))
    .map(part => Math.round(part + (target - part) * Math.abs(tint)))
    .map(part => part.toString(16).padStart(2, '0'))
    .join('')
}

/** The grid's style for a style of a file. */
export function gridStyle(style: CellStyle, theme: string[] | undefined): IStyleData {
  const made: IStyleData = {}
  const { font, fill, border, alignment, numFmt } = style
  if (font) {
    const color = colorOf(font.color, theme)
    if (font.name) made.ff = font.name
    if (font.size) made.fs = font.size
    if (font.bold) made.bl = BooleanNumber.TRUE
    if (font.italic) made.it = BooleanNumber.TRUE
    if (font.underline) made.ul = { s: BooleanNumber.TRUE }
    if (font.strikethrough) made.st = { s: BooleanNumber.TRUE }
    if (color) made.cl = { rgb: color }
  }
  const background =
    fill?.type === 'pattern' && fill.pattern !== 'none' ? colorOf(fill.fgColor ?? fill.bgColor, theme) : null
  if (background) made.bg = { rgb: background }
  if (border) {
    const side = (given: BorderSide | undefined): IBorderStyleData | undefined =>
      given && {
        s: lines.find(([name]) => name === given.style)?.[1] ?? BorderStyleTypes.THIN,
        cl: { rgb: colorOf(given.color, theme) ?? '#000000' },
      }
    const [t, b, l, r] = [side(border.top), side(border.bottom), side(border.left), side(border.right)]
    if (t || b || l || r) made.bd = { ...(t && { t }), ...(b && { b }), ...(l && { l }), ...(r && { r }) }
  }
  if (alignment) {
    const ht = horizontals.find(([name]) => name === alignment.horizontal)?.[1]
    const vt = verticals.find(([name]) => name === alignment.vertical)?.[1]
    if (ht !== undefined) made.ht = ht
    if (vt !== undefined) made.vt = vt
    if (alignment.wrapText) made.tb = WrapStrategy.WRAP
    if (alignment.indent) made.pd = { l: alignment.indent * 9 }
  }
  if (numFmt && numFmt !== 'General') made.n = { pattern: numFmt }
  return made
}

/** A file's style for a style of the grid; null when there is nothing to say. */
export function fileStyle(style: Nullable<IStyleData>, isUnlocked: boolean): CellStyle | null {
  const made: CellStyle = {}
  const rgb = (color: Nullable<string>): Color | undefined => {
    const hex = hexColor(color)
    return hex ? { rgb: hex.slice(1) } : undefined
  }
  if (style) {
    const font: NonNullable<CellStyle['font']> = {}
    const color = rgb(style.cl?.rgb)
    if (style.ff) font.name = style.ff
    if (style.fs) font.size = style.fs
    if (style.bl === BooleanNumber.TRUE) font.bold = true
    if (style.it === BooleanNumber.TRUE) font.italic = true
    if (style.ul?.s === BooleanNumber.TRUE) font.underline = true
    if (style.st?.s === BooleanNumber.TRUE) font.strikethrough = true
    if (color) font.color = color
    if (Object.keys(font).length > 0) made.font = font
    const fill = rgb(style.bg?.rgb)
    if (fill) made.fill = { type: 'pattern', pattern: 'solid', fgColor: fill }
    const side = (given: Nullable<IBorderStyleData>): BorderSide | undefined => {
      const name = lines.find(([, each]) => each === given?.s)?.[0]
      const lineColor = rgb(given?.cl?.rgb)
      return name && { style: name, ...(lineColor && { color: lineColor }) }
    }
    const [top, bottom, left, right] = [
      side(style.bd?.t),
      side(style.bd?.b),
      side(style.bd?.l),
      side(style.bd?.r),
    ]
    if (top || bottom || left || right)
      made.border = {
        ...(top && { top }),
        ...(bottom && { bottom }),
        ...(left && { left }),
        ...(right && { right }),
      }
    const alignment: Record<string, unknown> = {}
    const horizontal = horizontals.find(([, each]) => each === style.ht)?.[0]
    const vertical = verticals.find(([, each]) => each === style.vt)?.[0]
    if (horizontal) alignment['horizontal'] = horizontal
    if (vertical) alignment['vertical'] = vertical
    if (style.tb === WrapStrategy.WRAP) alignment['wrapText'] = true
    if (style.pd?.l) alignment['indent'] = Math.round(style.pd.l / 9)
    if (Object.keys(alignment).length > 0) made.alignment = alignment
    if (style.n?.pattern) made.numFmt = style.n.pattern
  }
  if (isUnlocked) made.protection = { locked: false }
  return Object.keys(made).length > 0 ? made : null
}
