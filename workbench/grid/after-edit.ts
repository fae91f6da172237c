import { sheetById, type Book } from '../book/book.ts'
import { writeHeaders } from '../objects/add-table.ts'
import { resizeTable } from '../objects/table-state.ts'
import { type Area, intersectAreas } from './area.ts'
import { hasContent } from './read-cells.ts'
import { tablesOfSheet } from './tables.ts'

/** What Excel does to tables after a person has typed or pasted: a table grows over cells filled right below or beside it, and headers stay unique. */
export function followEdit(book: Book, area: Area): void {
  if (book.parts.protection.has(area.sheetId)) return
  for (const table of tablesOfSheet(book, area.sheetId)) {
    const grown = grow(book, table.area, area, table.look.showTotals)
    const free =
      grown &&
      tablesOfSheet(book, area.sheetId).every(
        other => other.id === table.id || !intersectAreas(other.area, grown),
      )
    if (grown && free) resizeTable(table, grown)
    else if (intersectAreas({ ...table.area, rows: 1 }, area)) writeHeaders(book, table.area)
  }
}

function grow(book: Book, table: Area, edited: Area, showTotals: boolean): Area | null {
  const bottom = table.row + table.rows
  const right = table.column + table.columns
  const below = edited.row <= bottom && edited.row + edited.rows > bottom && edited.row >= table.row
  if (
    below &&
    !showTotals &&
    edited.column < right &&
    edited.column + edited.columns > table.column &&
    filled(book, edited, bottom)
  ) {
    return { ...table, rows: edited.row + edited.rows - table.row }
  }
  const beside =
    edited.column === right &&
    edited.row >= table.row &&
    edited.row < bottom &&
    edited.row + edited.rows <= bottom
  return beside && edited.columns === 1 && cellsFilled(book, edited)
    ? { ...table, columns: table.columns + 1 }
    : null
}

function filled(book: Book, edited: Area, row: number): boolean {
  return cellsFilled(book, { ...edited, row, rows: 1 })
}

function cellsFilled(book: Book, area: Area): boolean {
  const sheet = sheetById(book, area.sheetId)
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      if (hasContent(sheet.getCellRaw(row, column))) return true
    }
  }
  return false
}
