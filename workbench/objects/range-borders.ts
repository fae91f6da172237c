import { BorderStyleTypes, type IBorderData, type ICellData } from '@univerjs/core'
import { invalidArgument } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { applyCell, borderStyles, commonStyle, hexColor, requireColor } from './range-styles.ts'
import type { RangeState } from './range-state.ts'

const sides = [
  'EdgeTop',
  'EdgeBottom',
  'EdgeLeft',
  'EdgeRight',
  'InsideVertical',
  'InsideHorizontal',
  'DiagonalDown',
  'DiagonalUp',
] as const
type Side = (typeof sides)[number]
type Edge = 't' | 'b' | 'l' | 'r' | 'tl_br' | 'bl_tr'

interface BorderState {
  range: RangeState
  side: Side
}

/** The borders of a range. */
export const borderCollectionRemote = defineKind<RangeState>('RangeBorderCollection', () => ({
  read: { Count: () => sides.length },
  items: s => sides.map(side => borderRemote({ range: s, side })),
  index: (s, [side]) => border(s, side),
  call: { GetItemAt: (s, [index]) => border(s, sides[Number(index)]) },
}))

function border(range: RangeState, side: unknown): Remote {
  const known = sides.find(each => each === side)
  if (!known) throw invalidArgument(`"${String(side)}" is not a side of a range.`)
  return borderRemote({ range, side: known })
}

const borderRemote = defineKind<BorderState>('RangeBorder', () => ({
  identify: s => ({ Id: s.side }),
  read: {
    SideIndex: s => s.side,
    Id: s => s.side,
    Style: s => commonStyle(s.range, style => styleName(style.bd?.[edgeOf(s.side)]?.s)),
    Color: s => commonStyle(s.range, style => hexColor(style.bd?.[edgeOf(s.side)]?.cl?.rgb) ?? '#000000'),
    Weight: s => commonStyle(s.range, style => weightName(style.bd?.[edgeOf(s.side)]?.s)),
  },
  write: {
    Style: (s, name) => {
      const style = typeof name === 'string' ? borderStyles[name] : undefined
      if (style === undefined) throw invalidArgument(`"${String(name)}" is not a style of lines.`)
      draw(s, before =>
        style === BorderStyleTypes.NONE ? null : { s: style, cl: before?.cl ?? { rgb: '#000000' } },
      )
    },
    Color: (s, color) => {
      const rgb = requireColor(color)
      draw(s, before => ({ s: before?.s ?? BorderStyleTypes.THIN, cl: { rgb } }))
    },
    Weight: (s, weight) => {
      const style = {
        Hairline: BorderStyleTypes.HAIR,
        Thin: BorderStyleTypes.THIN,
        Medium: BorderStyleTypes.MEDIUM,
        Thick: BorderStyleTypes.THICK,
      }[String(weight)]
      if (style === undefined) throw invalidArgument(`"${String(weight)}" is not a weight of lines.`)
      draw(s, before => ({ s: style, cl: before?.cl ?? { rgb: '#000000' } }))
    },
  },
}))

function styleName(style: BorderStyleTypes | undefined): string {
  if (style === undefined || style === BorderStyleTypes.NONE) return 'None'
  return Object.keys(borderStyles).find(name => borderStyles[name] === style) ?? 'Continuous'
}

function weightName(style: BorderStyleTypes | undefined): string {
  if (style === BorderStyleTypes.HAIR) return 'Hairline'
  if (style === BorderStyleTypes.MEDIUM) return 'Medium'
  return style === BorderStyleTypes.THICK ? 'Thick' : 'Thin'
}

function edgeOf(side: Side): Edge {
  switch (side) {
    case 'EdgeTop':
      return 't'
    case 'EdgeBottom':
    case 'InsideHorizontal':
      return 'b'
    case 'EdgeLeft':
      return 'l'
    case 'EdgeRight':
    case 'InsideVertical':
      return 'r'
    case 'DiagonalDown':
      return 'tl_br'
    default:
      return 'bl_tr'
  }
}

function draw(
  state: BorderState,
  change: (before: NonNullable<IBorderData['t']> | null) => IBorderData['t'],
): void {
  const { area, book } = state.range
  const styles = book.grid.workbook.getStyles()
  const edge = edgeOf(state.side)
  const lastRow = area.row + area.rows - 1
  const lastColumn = area.column + area.columns - 1
  applyCell(state.range, (cell, row, column): ICellData => {
    const wanted =
      state.side === 'EdgeTop'
        ? row === area.row
        : state.side === 'EdgeBottom'
          ? row === lastRow
          : state.side === 'EdgeLeft'
            ? column === area.column
            : state.side === 'EdgeRight'
              ? column === lastColumn
              : state.side === 'InsideHorizontal'
                ? row < lastRow
                : state.side === 'InsideVertical'
                  ? column < lastColumn
                  : true
    if (!wanted) return {}
    const before = (cell && styles.getStyleByCell(cell)?.bd?.[edge]) ?? null
    const line = change(before)
    return { s: { bd: { [edge]: line } } }
  })
}
