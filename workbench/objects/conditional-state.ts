import type { Book } from '../book/book.ts'
import { type ConditionalFormat, newConditionalFormat } from '../book/conditional-format.ts'
import { intersectAreas } from '../grid/area.ts'
import { putRule, removeRule, rulesOfSheet } from '../grid/conditional-rules.ts'
import { accessDenied, itemNotFound } from '../protocol/office-error.ts'
import { areaOfGridRange, gridRange, type RangeState } from './range-state.ts'

/** One conditional format on a sheet. */
export interface FormatState {
  book: Book
  sheetId: string
  id: string
}

/** The format in Excel's terms. */
export function formatOf(state: FormatState): ConditionalFormat {
  const known = state.book.parts.conditionalFormats.get(state.id)
  if (known) return known
  if (rangesOf(state).length === 0) missing(state.id)
  return newConditionalFormat(state.id, 'Custom')
}

/** Changes the format and draws it anew. */
export function changeFormat(state: FormatState, change: Partial<ConditionalFormat>): void {
  if (state.book.parts.protection.has(state.sheetId)) throw accessDenied('The worksheet is protected.')
  const ranges = rangesOf(state)
  if (ranges.length === 0) missing(state.id)
  putRule(state.book, state.sheetId, ranges, { ...formatOf(state), ...change })
}

/** Removes the conditional formats of the range; parts of a format outside of it stay. */
export function clearConditionalFormats(state: RangeState): void {
  for (const id of idsOf(state)) {
    const format: FormatState = { book: state.book, sheetId: state.area.sheetId, id }
    const rest = rangesOf(format).flatMap(range =>
      subtract(areaOfGridRange(state.area.sheetId, range), state),
    )
    if (rest.length === 0) removeRule(state.book, state.area.sheetId, id)
    else putRule(state.book, state.area.sheetId, rest.map(gridRange), formatOf(format))
  }
}

function subtract(area: RangeState['area'], state: RangeState): RangeState['area'][] {
  const cut = intersectAreas(area, state.area)
  if (!cut) return [area]
  const bottom = area.row + area.rows - cut.row - cut.rows
  const right = area.column + area.columns - cut.column - cut.columns
  return [
    { ...area, rows: cut.row - area.row },
    { ...area, row: cut.row + cut.rows, rows: bottom },
    { ...area, row: cut.row, rows: cut.rows, columns: cut.column - area.column },
    { ...area, row: cut.row, rows: cut.rows, column: cut.column + cut.columns, columns: right },
  ].filter(part => part.rows > 0 && part.columns > 0)
}

/** The cells a conditional format is on. */
export function rangesOf(state: FormatState) {
  return rulesOfSheet(state.book, state.sheetId).find(rule => rule.cfId === state.id)?.ranges ?? []
}

/** The ids of the conditional formats that touch the range. */
export function idsOf(state: RangeState): string[] {
  return rulesOfSheet(state.book, state.area.sheetId)
    .filter(rule =>
      rule.ranges.some(range => intersectAreas(areaOfGridRange(state.area.sheetId, range), state.area)),
    )
    .map(rule => rule.cfId)
}

/** Fails with `ItemNotFound`. */
export function missing(id: unknown): never {
  throw itemNotFound(`There is no conditional format "${String(id)}".`)
}
