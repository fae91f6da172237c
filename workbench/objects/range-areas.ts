import { BooleanNumber } from '@univerjs/core'
import type { Book } from '../book/book.ts'
import { type Area, formatReference, quoteSheetName } from '../grid/area.ts'
import { hasContent, scalarOf } from '../grid/read-cells.ts'
import { invalidArgument, notImplemented } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { clearRange } from './range-edits.ts'
import { clipToGrid, type RangeState, sheetOf } from './range-state.ts'
import { rangeAreasRemote, rangeRemote, worksheetRemote } from './handles.ts'
import { plainText } from '../protocol/plain-text.ts'

interface AreasState {
  book: Book
  areas: Area[]
}

/** Excel's RangeAreas. */
defineKind<AreasState>('RangeAreas', () => ({
  read: {
    Address: s => s.areas.map(area => addressText(s.book, area)).join(','),
    AddressLocal: s => s.areas.map(area => addressText(s.book, area)).join(','),
    AreaCount: s => s.areas.length,
    CellCount: s => s.areas.reduce((sum, area) => sum + area.rows * area.columns, 0),
  },
  navigate: {
    Areas: s => areaCollectionRemote(s),
    Worksheet: s =>
      worksheetRemote({
        book: s.book,
        sheetId: s.areas[0]?.sheetId ?? s.book.grid.workbook.getActiveSheet().getSheetId(),
      }),
  },
  call: {
    Clear: async (s, [applyTo]) => {
      for (const area of s.areas) await clearRange({ book: s.book, area }, applyTo ?? 'All')
    },
  },
}))

const areaCollectionRemote = defineKind<AreasState>('RangeCollection', () => ({
  items: s => s.areas.map(area => rangeRemote({ book: s.book, area })),
  call: {
    GetCount: s => s.areas.length,
    GetItemAt: (s, [index]) => rangeRemote({ book: s.book, area: s.areas[Number(index)] ?? outside(index) }),
  },
}))

function outside(index: unknown): never {
  throw invalidArgument(`There is no area ${String(index)}.`)
}

function addressText(book: Book, area: Area): string {
  const sheet = book.grid.workbook.getSheetBySheetId(area.sheetId)
  return `${quoteSheetName(sheet?.getName() ?? '')}!${formatReference(area)}`
}

/** The cells of a kind within a range, as rows of neighbouring cells; null when there are none. */
export function specialCells(state: RangeState, [cellType, valueType]: unknown[]): Remote | null {
  const area = clipToGrid(state)
  if (!area) return null
  const sheet = sheetOf(state)
  const wanted = (row: number, column: number): boolean => {
    const cell = sheet.getCellRaw(row, column)
    const formula = !!cell && (!!cell.f || !!cell.si)
    if (cellType === 'Blanks') return !hasContent(cell)
    if (cellType === 'Constants') return hasContent(cell) && !formula && isOfType(scalarOf(cell), valueType)
    if (cellType === 'Formulas') return formula && isOfType(scalarOf(cell), valueType)
    if (cellType === 'Visible') {
      const hidden =
        sheet.getRowManager().getRow(row)?.hd === BooleanNumber.TRUE ||
        !sheet.getRowVisible(row) ||
        !sheet.getColVisible(column)
      return !hidden
    }
    throw notImplemented(`Range.GetSpecialCells() of ${String(cellType)}`)
  }
  const areas: Area[] = []
  for (let row = area.row; row < area.row + area.rows; row++) {
    let start = -1
    for (let column = area.column; column <= area.column + area.columns; column++) {
      const inside = column < area.column + area.columns && wanted(row, column)
      if (inside && start < 0) start = column
      if (inside || start < 0) continue
      append(areas, { sheetId: area.sheetId, row, column: start, rows: 1, columns: column - start })
      start = -1
    }
  }
  return areas.length > 0 ? rangeAreasRemote({ book: state.book, areas }) : null
}

function append(areas: Area[], next: Area): void {
  const last = areas.at(-1)
  if (
    last &&
    last.column === next.column &&
    last.columns === next.columns &&
    last.row + last.rows === next.row
  ) {
    areas[areas.length - 1] = { ...last, rows: last.rows + 1 }
  } else areas.push(next)
}

function isOfType(value: unknown, type: unknown): boolean {
  if (type === undefined || type === null || type === 'All') return true
  const text = typeof value === 'string'
  const names = plainText(type)
  return (
    (text && names.includes('Text')) ||
    (typeof value === 'number' && names.includes('Numbers')) ||
    (typeof value === 'boolean' && names.includes('Logical'))
  )
}
