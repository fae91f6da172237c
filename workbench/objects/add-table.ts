import { generateRandomId } from '@univerjs/core'
import type { Book } from '../book/book.ts'
import { sheetById } from '../book/book.ts'
import { type Area, intersectAreas, makeArea, sheetRows } from '../grid/area.ts'
import { hasContent, scalarOf } from '../grid/read-cells.ts'
import { type BookTable, findTable, newTableLook, tablesOfSheet } from '../grid/tables.ts'
import { themeOfLook } from '../grid/table-theme.ts'
import { type CellMatrix, cellOfValue, growSheet, writeCells } from '../grid/write-cells.ts'
import { eventType, workbookTarget } from '../protocol/event-hub.ts'
import { invalidArgument, OfficeError } from '../protocol/office-error.ts'
import { gridRange, refuseIfProtected } from './range-state.ts'

/** Makes a table of the area. Without headers a header row is put above; empty or repeated headers are replaced by unique ones. */
export function addTable(book: Book, given: Area, hasHeaders: boolean): BookTable {
  refuseIfProtected({ book, area: given })
  if (given.rows === sheetRows) throw invalidArgument('A table cannot have a whole column.')
  const sheet = sheetById(book, given.sheetId)
  const area = makeArea(
    given.sheetId,
    given.row,
    given.column,
    hasHeaders ? Math.max(2, given.rows) : given.rows + 1,
    given.columns,
  )
  if (tablesOfSheet(book, area.sheetId).some(table => intersectAreas(table.area, area))) {
    throw new OfficeError('InvalidOperation', 'A table cannot overlap another table.')
  }
  if (!hasHeaders) pushDown(book, given)
  writeHeaders(book, area)
  const growth = growSheet(book.grid, sheet, area.row + area.rows, area.column + area.columns)
  const id = `{${crypto.randomUUID().toUpperCase()}}`
  const target = { unitId: book.grid.unitId, subUnitId: area.sheetId, tableId: id }
  const header = headersOf(book, area)
  book.log.apply(
    [
      ...growth,
      {
        id: 'sheet.mutation.add-table',
        params: {
          ...target,
          name: freeTableName(book),
          range: gridRange(area),
          header,
          options: { tableStyleId: themeOfLook(newTableLook) },
        },
      },
    ],
    [{ id: 'sheet.mutation.delete-table', params: target }],
  )
  book.parts.tableLooks.set(id, { ...newTableLook })
  const table = findTable(book, id)
  if (!table) throw new Error(`The grid lost table ${id}.`)
  for (const to of [workbookTarget, area.sheetId]) {
    book.events.fire(eventType.tableAdded, to, { tableId: id, worksheetId: area.sheetId, source: 'Local' })
  }
  return table
}

/** Makes every header of the area text, not empty and unique, as Excel does. */
export function writeHeaders(book: Book, area: Area): void {
  const sheet = sheetById(book, area.sheetId)
  const before = headersOf(book, area)
  const names = uniqueHeaders(before, book.language === 'zh-CN' ? '列' : 'Column')
  const line: CellMatrix[number] = {}
  for (const [index, name] of names.entries()) {
    const old = sheet.getCellRaw(area.row, area.column + index)
    if (typeof scalarOf(old) !== 'string' || name !== before[index] || old?.f)
      line[area.column + index] = cellOfValue(name, book.language, true) ?? {}
  }
  if (Object.keys(line).length > 0)
    writeCells(book.grid, book.log, sheet, { ...area, rows: 1 }, { [area.row]: line })
}

function headersOf(book: Book, area: Area): string[] {
  const sheet = sheetById(book, area.sheetId)
  return Array.from({ length: area.columns }, (_, index) =>
    String(scalarOf(sheet.getCellRaw(area.row, area.column + index))),
  )
}

/** Names for the columns of a table from what stands in its header row. */
export function uniqueHeaders(texts: string[], word: string): string[] {
  const taken = new Set<string>()
  return texts.map((text, index) => {
    const base = text === '' ? `${word}${index + 1}` : text
    let name = base
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}${number}`
    taken.add(name.toLowerCase())
    return name
  })
}

function freeTableName(book: Book): string {
  const word = book.language === 'zh-CN' ? '表' : 'Table'
  for (let number = 1; ; number++) if (!findTable(book, `${word}${number}`)) return `${word}${number}`
}

function pushDown(book: Book, area: Area): void {
  const sheet = sheetById(book, area.sheetId)
  const below = Array.from({ length: area.columns }, (_, index) =>
    sheet.getCellRaw(area.row + area.rows, area.column + index),
  )
  if (below.some(hasContent))
    throw new OfficeError(
      'InvalidOperation',
      'There is no room for a header row: the row below the table is not empty.',
    )
  const cells: Record<number, CellMatrix[number]> = {}
  for (let row = area.row + area.rows; row > area.row; row--) {
    const line: CellMatrix[number] = {}
    for (let column = area.column; column < area.column + area.columns; column++) {
      const cell = sheet.getCellRaw(row - 1, column)
      line[column] = {
        v: cell?.v ?? null,
        t: cell?.t ?? null,
        f: cell?.f ?? null,
        si: null,
        p: cell?.p ?? null,
        s: cell?.s ?? null,
      }
    }
    cells[row] = line
  }
  const header: CellMatrix[number] = {}
  for (let column = area.column; column < area.column + area.columns; column++)
    header[column] = { v: null, t: null, f: null, si: null, p: null }
  cells[area.row] = header
  writeCells(book.grid, book.log, sheet, { ...area, rows: area.rows + 1 }, cells)
}

/** A short id for things that have no id of their own. */
export function newId(): string {
  return generateRandomId(8)
}
