import { type ConditionalFormat, newConditionalFormat } from '../book/conditional-format.ts'
import { putRule, removeRule, rulesOfSheet } from '../grid/conditional-rules.ts'
import { accessDenied, invalidArgument } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import {
  changeFormat,
  clearConditionalFormats,
  formatOf,
  type FormatState,
  idsOf,
  missing,
  rangesOf,
} from './conditional-state.ts'
import { conditionalParts } from './conditional-parts.ts'
import { newId } from './add-table.ts'
import { areaOfGridRange, clipToGrid, gridRange, type RangeState } from './range-state.ts'
import { rangeRemote } from './handles.ts'

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
