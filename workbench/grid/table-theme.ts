import { BorderStyleTypes } from '@univerjs/core'
import type { TableLook } from '../book/book.ts'
import type { BookTable } from './tables.ts'

/** Accent colours of Excel's table styles in their order: none, blue, orange, grey, gold, sky, green. */
const accents = ['#000000', '#4472C4', '#ED7D31', '#A5A5A5', '#FFC000', '#5B9BD5', '#70AD47']

type Weight = 'Light' | 'Medium' | 'Dark'

/** The table styles that the grid draws, by name; Excel's other styles are drawn as the nearest of these. */
export const tableThemes = (['Light', 'Medium', 'Dark'] as Weight[]).flatMap(weight =>
  accents.flatMap((accent, index) =>
    [true, false].map(banded => ({
      name: themeName(weight, index, banded),
      style: themeStyle(weight, accent, banded),
    })),
  ),
)

function themeName(weight: Weight, accent: number, banded: boolean): string {
  return `${weight}${accent}${banded ? '' : ' plain'}`
}

function themeStyle(weight: Weight, accent: string, banded: boolean) {
  const band = mix(accent, weight === 'Dark' ? 0.55 : 0.88)
  const plain = weight === 'Dark' ? mix(accent, 0.75) : '#FFFFFF'
  const line = (color: string) => ({ s: BorderStyleTypes.THIN, cl: { rgb: color } })
  const edge = line(mix(accent, 0.4))
  const header =
    weight === 'Light'
      ? { bg: { rgb: '#FFFFFF' }, cl: { rgb: mix(accent, -0.25) } }
      : { bg: { rgb: weight === 'Dark' ? mix(accent, -0.4) : accent }, cl: { rgb: '#FFFFFF' } }
  return {
    headerRowStyle: { ...header, bl: 1, bd: { t: edge, b: edge } },
    firstRowStyle: { bg: { rgb: banded ? band : plain }, bd: { b: line(mix(accent, 0.6)) } },
    secondRowStyle: { bg: { rgb: plain }, bd: { b: line(mix(accent, 0.6)) } },
    lastRowStyle: { bd: { b: edge } },
    headerColumnStyle: { bd: { l: edge } },
    lastColumnStyle: { bd: { r: edge } },
  }
}

/** Lighter (share of white) or darker (negative, share of black). */
function mix(color: string, share: number): string {
  const target = share < 0 ? 0 : 255
  const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map(at => Math.round(part(at) + (target - part(at)) * Math.abs(share)))
  return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`
}

/** The grid's name for the look of a table. */
export function themeOfLook(look: TableLook): string {
  const match = /^TableStyle(Light|Medium|Dark)(\d+)$/.exec(look.style)
  if (!match) return themeName('Light', 0, false)
  const number = Number(match[2])
  return themeName(match[1] as Weight, (number - 1) % 7, look.showBandedRows)
}

/** Draws a table's style. */
export function applyTableStyle(table: BookTable, look: TableLook): void {
  const { book } = table
  const theme = themeOfLook(look)
  const now = table.source.getTableStyleId()
  if (now === theme) return
  const params = (id: string) => ({
    unitId: book.grid.unitId,
    subUnitId: table.area.sheetId,
    tableId: table.id,
    config: { theme: id },
  })
  book.log.apply(
    [{ id: 'sheet.mutation.set-sheet-table', params: params(theme) }],
    [{ id: 'sheet.mutation.set-sheet-table', params: params(now) }],
  )
}
