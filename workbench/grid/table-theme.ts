import type { TableLook } from '../book/book.ts'
import type { BookTable } from './tables.ts'

/** Draws a table's style as far as the grid can. */
export function applyTableStyle(table: BookTable, look: TableLook): void {
  const { book } = table
  const theme = look.style === '' || look.style === 'None' ? 'table-default-4' : themeOf(look.style)
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

function themeOf(style: string): string {
  const number = Number(/(\d+)$/.exec(style)?.[1] ?? 2)
  return `table-default-${(number + 4) % 6}`
}
