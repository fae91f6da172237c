import { type Book } from '../book/book.ts'
import { type ConditionalFormat, newConditionalFormat } from '../book/conditional-format.ts'
import { intersectAreas } from '../grid/area.ts'
import { putRule, removeRule, rulesOfSheet } from '../grid/conditional-rules.ts'
import { accessDenied, invalidArgument, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { conditionalParts } from './conditional-parts.ts'
import { newId } from './add-table.ts'
import { areaOfGridRange, clipToGrid, gridRange, type RangeState } from './range-state.ts'
import { rangeRemote } from './range.ts'

/** One conditional format on a sheet. */
export interface FormatState {
  book: Book
  sheetId: string
  id: string
}

const types: Record<string, ConditionalFormat['type']> = {
  Custom: 'Custom',
  DataBar: 'DataBar',
  ColorScale: 'ColorScale',
  IconSet: 'IconSet',
  ContainsText: 'ContainsText',
  CellValue: 'CellValue',
  TopBottom: 'TopBottom',
  PresetCriteria: 'PresetCriteria',
}

/** Excel's ConditionalFormatCollection of a range. */
export const conditionalFormatsRemote = defineKind<RangeState>('ConditionalFormatCollection', () => ({
  read: { Count: s => idsOf(s).length },
  items: s => idsOf(s).map(id => remote(s, id)),
  index: (s, [id]) => find(s, id) ?? missing(id),
  call: {
    Add: (s, [type]) => add(s, type),
    GetCount: s => idsOf(s).length,
    GetItemAt: (s, [index]) => remote(s, idsOf(s)[Number(index)] ?? missing(index)),
    GetItemOrNullObject: (s, [id]) => find(s, id),
    ClearAll: s => clearConditionalFormats(s),
  },
}))

const conditionalFormatRemote = defineKind<FormatState>('ConditionalFormat', () => ({
  identify: s => ({ Id: s.id }),
  read: {
    Id: s => s.id,
    Type: s => formatOf(s).type,
    StopIfTrue: s => formatOf(s).stopIfTrue,
    Priority: s => rulesOfSheet(s.book, s.sheetId).findIndex(rule => rule.cfId === s.id),
  },
  write: {
    StopIfTrue: (s, stop) => changeFormat(s, { stopIfTrue: stop === true }),
    Priority: () => undefined,
  },
  navigate: conditionalParts,
  call: {
    Delete: s => removeRule(s.book, s.sheetId, s.id),
    GetRange: s =>
      rangeRemote({ book: s.book, area: areaOfGridRange(s.sheetId, rangesOf(s)[0] ?? missing(s.id)) }),
    GetRangeOrNullObject: s => {
      const range = rangesOf(s)[0]
      return range ? rangeRemote({ book: s.book, area: areaOfGridRange(s.sheetId, range) }) : null
    },
  },
}))

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

function rangesOf(state: FormatState) {
  return rulesOfSheet(state.book, state.sheetId).find(rule => rule.cfId === state.id)?.ranges ?? []
}

function idsOf(state: RangeState): string[] {
  return rulesOfSheet(state.book, state.area.sheetId)
    .filter(rule =>
      rule.ranges.some(range => intersectAreas(areaOfGridRange(state.area.sheetId, range), state.area)),
    )
    .map(rule => rule.cfId)
}

function find(state: RangeState, id: unknown): Remote | null {
  return typeof id === 'string' && idsOf(state).includes(id) ? remote(state, id) : null
}

function remote(state: RangeState, id: string): Remote {
  return conditionalFormatRemote({ book: state.book, sheetId: state.area.sheetId, id })
}

function add(state: RangeState, given: unknown): Remote {
  if (state.book.parts.protection.has(state.area.sheetId)) throw accessDenied('The worksheet is protected.')
  const type = types[String(given)]
  if (!type) throw invalidArgument(`"${String(given)}" is not a kind of conditional format.`)
  const area = clipToGrid(state) ?? state.area
  const id = newId()
  putRule(state.book, area.sheetId, [gridRange(area)], newConditionalFormat(id, type))
  return remote(state, id)
}

function missing(id: unknown): never {
  throw itemNotFound(`There is no conditional format "${String(id)}".`)
}
