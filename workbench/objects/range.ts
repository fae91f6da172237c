import {
  type Area,
  containsArea,
  formatReference,
  intersectAreas,
  makeArea,
  sheetColumns,
  sheetRows,
} from '../grid/area.ts'
import { usedArea } from '../grid/read-cells.ts'
import { invalidArgument, itemNotFound } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { conditionalFormatsRemote } from './conditional-formats.ts'
import { dataValidationRemote } from './data-validation.ts'
import {
  clearRange,
  copyRange,
  deleteCells,
  fillRange,
  insertCells,
  mergeCells,
  unmergeCells,
} from './range-edits.ts'
import { rangeFormatRemote } from './range-format.ts'
import { addressOf, areaArgument, clipToGrid, type RangeState, sheetOf } from './range-state.ts'
import { isHidden, selectArea, setColumnsHidden, setRowsHidden } from './range-visibility.ts'
import {
  readFormulas,
  readNumberFormats,
  readText,
  readValues,
  readValueTypes,
  writeNumberFormats,
  writeValues,
} from './range-values.ts'
import { rangeSortRemote } from './range-sort.ts'
import { specialCells } from './range-areas.ts'
import { rangeRemote, tableScopeRemote, worksheetRemote } from './handles.ts'

/** Excel's Range. */
defineKind<RangeState>('Range', () => ({
  read: {
    Address: addressOf,
    AddressLocal: addressOf,
    RowIndex: s => s.area.row,
    ColumnIndex: s => s.area.column,
    RowCount: s => s.area.rows,
    ColumnCount: s => s.area.columns,
    CellCount: s => (s.area.rows * s.area.columns > 2_147_483_647 ? -1 : s.area.rows * s.area.columns),
    IsEntireColumn: s => s.area.rows === sheetRows,
    IsEntireRow: s => s.area.columns === sheetColumns,
    Values: readValues,
    Formulas: async s => (await s.book.settle(), readFormulas(s)),
    FormulasLocal: readFormulas,
    Text: readText,
    ValueTypes: readValueTypes,
    NumberFormat: readNumberFormats,
    NumberFormatLocal: readNumberFormats,
    Hidden: s => isHidden(s, 'row') === true || isHidden(s, 'column') === true,
    RowHidden: s => isHidden(s, 'row'),
    ColumnHidden: s => isHidden(s, 'column'),
  },
  write: {
    Values: writeValues,
    Formulas: writeValues,
    FormulasLocal: writeValues,
    NumberFormat: writeNumberFormats,
    NumberFormatLocal: writeNumberFormats,
    RowHidden: (s, hidden) => setRowsHidden(s, hidden === true),
    ColumnHidden: (s, hidden) => setColumnsHidden(s, hidden === true),
  },
  navigate: {
    Worksheet: s => worksheetRemote({ book: s.book, sheetId: s.area.sheetId }),
    Format: s => rangeFormatRemote(s),
    Sort: s => rangeSortRemote(s),
    DataValidation: s => dataValidationRemote(s),
    ConditionalFormats: s => conditionalFormatsRemote(s),
  },
  call: {
    GetCell: (s, [row, column]) => part(s, index(row), index(column), 1, 1),
    GetRow: (s, [row]) => inside(s, index(row), 0, 1, s.area.columns),
    GetColumn: (s, [column]) => inside(s, 0, index(column), s.area.rows, 1),
    GetLastCell: s => part(s, s.area.rows - 1, s.area.columns - 1, 1, 1),
    GetLastRow: s => part(s, s.area.rows - 1, 0, 1, s.area.columns),
    GetLastColumn: s => part(s, 0, s.area.columns - 1, s.area.rows, 1),
    GetEntireRow: s => other(s, { ...s.area, column: 0, columns: sheetColumns }),
    GetEntireColumn: s => other(s, { ...s.area, row: 0, rows: sheetRows }),
    GetOffsetRange: (s, [rows, columns]) => part(s, index(rows), index(columns), s.area.rows, s.area.columns),
    GetResizedRange: (s, [rows, columns]) =>
      part(s, 0, 0, s.area.rows + index(rows), s.area.columns + index(columns)),
    GetAbsoluteResizedRange: (s, [rows, columns]) => part(s, 0, 0, index(rows), index(columns)),
    GetRowsAbove: (s, [count]) => beside(s, index(count ?? 1), 'above'),
    GetRowsBelow: (s, [count]) => beside(s, index(count ?? 1), 'below'),
    GetColumnsBefore: (s, [count]) => beside(s, index(count ?? 1), 'before'),
    GetColumnsAfter: (s, [count]) => beside(s, index(count ?? 1), 'after'),
    GetIntersection: (s, [range]) => required(intersection(s, range), 'The ranges have no cell in common.'),
    GetIntersectionOrNullObject: (s, [range]) => intersection(s, range),
    GetBoundingRect: (s, [range]) => bounding(s, areaArgument(s.book, sheetOf(s), range)),
    GetUsedRange: (s, [valuesOnly]) => used(s, valuesOnly === true) ?? part(s, 0, 0, 1, 1),
    GetUsedRangeOrNullObject: (s, [valuesOnly]) => used(s, valuesOnly === true),
    GetSurroundingRegion: s => other(s, surrounding(s)),
    GetSpecialCells: (s, args) => required(specialCells(s, args), 'No cells of that kind were found.'),
    GetSpecialCellsOrNullObject: (s, args) => specialCells(s, args),
    GetTables: s => tableScopeRemote(s),
    Select: s => selectArea(s),
    Clear: (s, [applyTo]) => clearRange(s, applyTo ?? 'All'),
    Delete: (s, [shift]) => deleteCells(s, shift),
    Insert: async (s, [shift]) => other(s, await insertCells(s, shift)),
    CopyFrom: (s, args) => copyRange(s, args),
    AutoFill: (s, [destination]) => fillRange(s, destination),
    Merge: (s, [across]) => mergeCells(s, across === true),
    Unmerge: s => unmergeCells(s),
    Calculate: s => s.book.settle(),
    _ValidateArraySize: (s, [rows, columns]) => rows === s.area.rows && columns === s.area.columns,
  },
}))

function other(state: RangeState, area: Area): Remote {
  return rangeRemote({ book: state.book, area })
}

function index(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw invalidArgument('A whole number is expected.')
  return value
}

function part(state: RangeState, row: number, column: number, rows: number, columns: number): Remote {
  return other(
    state,
    makeArea(state.area.sheetId, state.area.row + row, state.area.column + column, rows, columns),
  )
}

function inside(state: RangeState, row: number, column: number, rows: number, columns: number): Remote {
  const area = makeArea(state.area.sheetId, state.area.row + row, state.area.column + column, rows, columns)
  if (!containsArea(state.area, area)) throw invalidArgument(`${formatReference(area)} is outside the range.`)
  return other(state, area)
}

function beside(state: RangeState, count: number, side: 'above' | 'below' | 'before' | 'after'): Remote {
  if (count === 0) throw invalidArgument('The count cannot be 0.')
  const { row, column, rows, columns, sheetId } = state.area
  const size = Math.abs(count)
  const after = side === 'below' || side === 'after' ? count > 0 : count < 0
  const area =
    side === 'above' || side === 'below'
      ? makeArea(sheetId, after ? row + rows : row - size, column, size, columns)
      : makeArea(sheetId, row, after ? column + columns : column - size, rows, size)
  return other(state, area)
}

function intersection(state: RangeState, range: unknown): Remote | null {
  const area = intersectAreas(state.area, areaArgument(state.book, sheetOf(state), range))
  return area && other(state, area)
}

function bounding(state: RangeState, area: Area): Remote {
  const row = Math.min(area.row, state.area.row)
  const column = Math.min(area.column, state.area.column)
  const bottom = Math.max(area.row + area.rows, state.area.row + state.area.rows)
  const right = Math.max(area.column + area.columns, state.area.column + state.area.columns)
  return other(state, {
    sheetId: state.area.sheetId,
    row,
    column,
    rows: bottom - row,
    columns: right - column,
  })
}

function used(state: RangeState, valuesOnly: boolean): Remote | null {
  const area = usedArea(sheetOf(state), state.area, valuesOnly)
  return area && other(state, area)
}

function surrounding(state: RangeState): Area {
  const sheet = sheetOf(state)
  let area = clipToGrid(state) ?? state.area
  for (;;) {
    const row = Math.max(0, area.row - 1)
    const column = Math.max(0, area.column - 1)
    const around = {
      ...area,
      row,
      column,
      rows: area.row + area.rows + 1 - row,
      columns: area.column + area.columns + 1 - column,
    }
    const found = usedArea(sheet, around, true)
    if (!found || containsArea(area, found)) return area
    const top = Math.min(area.row, found.row)
    const left = Math.min(area.column, found.column)
    area = {
      sheetId: area.sheetId,
      row: top,
      column: left,
      rows: Math.max(area.row + area.rows, found.row + found.rows) - top,
      columns: Math.max(area.column + area.columns, found.column + found.columns) - left,
    }
  }
}

function required(value: Remote | null, message: string): Remote {
  if (!value) throw itemNotFound(message)
  return value
}
