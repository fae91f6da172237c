import { mapCells } from '../grid/read-cells.ts'
import { clipToGrid, gridRange, type RangeState, sheetOf } from './range-state.ts'
import { setSize } from './range-styles.ts'

/** How many rows are measured; more are taken as like these. */
const measuredRows = 500

/** Makes the range's columns as wide as their longest text. */
export function autofitColumns(state: RangeState): void {
  const clipped = clipToGrid(state)
  if (!clipped) return
  const sheet = sheetOf(state)
  const styles = state.book.grid.workbook.getStyles()
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return
  const area = { ...clipped, rows: Math.min(clipped.rows, measuredRows) }
  const widest = new Array<number>(area.columns).fill(0)
  mapCells(sheet, area, (raw, row, column) => {
    if (!raw || raw.v === undefined || raw.v === null) return
    const style = styles.getStyleByCell(raw)
    const size = ((style?.fs ?? 11) * 96) / 72
    context.font = `${style?.bl === 1 ? 'bold ' : ''}${size}px ${style?.ff ?? 'Arial'}, sans-serif`
    const text = String(sheet.getCell(row, column)?.v ?? raw.v)
    const at = column - area.column
    for (const line of text.split('\n'))
      widest[at] = Math.max(widest[at] ?? 0, context.measureText(line).width)
  })
  for (const [index, width] of widest.entries()) {
    if (width === 0) continue
    setSize(
      { book: state.book, area: { ...area, column: area.column + index, columns: 1 } },
      'column',
      Math.min(600, Math.ceil(width) + 22),
    )
  }
}

/** Makes the range's rows as high as their contents. */
export async function autofitRows(state: RangeState): Promise<void> {
  const area = clipToGrid(state)
  if (!area) return
  await state.book.log.run('sheet.command.set-row-is-auto-height', {
    unitId: state.book.grid.unitId,
    subUnitId: area.sheetId,
    ranges: [gridRange(area)],
  })
}
