import type { ICellData, Nullable } from '@univerjs/core'
import type { Area } from './area.ts'
import type { Grid } from './create-grid.ts'

type Rows = Map<number, Set<number>>

/** Which cells hold formulas, kept up to date from the grid's mutations: asking the grid walks every cell. */
export class FormulaIndex {
  readonly #grid: Grid
  #sheets = new Map<string, Rows>()
  #isStale = true

  constructor(grid: Grid) {
    this.#grid = grid
    grid.commands.onCommandExecuted((command, options) => {
      if (command.id === 'sheet.mutation.set-range-values') {
        if (options?.['fromFormula'] || this.#isStale) return
        const params = command.params as {
          subUnitId: string
          cellValue?: Record<string, Record<string, Nullable<ICellData>>>
        }
        this.#follow(params.subUnitId, params.cellValue ?? {})
      } else if (/^sheet\.mutation\.(insert|remove|move|delete|reorder|copy)/.test(command.id))
        this.#isStale = true
    })
  }

  /** Whether any cell of the workbook holds a formula. */
  hasAny(): boolean {
    this.#refresh()
    return this.#sheets.size > 0
  }

  /** Whether a cell of the area holds a formula. */
  hasIn(area: Area): boolean {
    this.#refresh()
    for (const [row, columns] of this.#sheets.get(area.sheetId) ?? []) {
      if (row < area.row || row >= area.row + area.rows) continue
      for (const column of columns)
        if (column >= area.column && column < area.column + area.columns) return true
    }
    return false
  }

  #follow(sheetId: string, cells: Record<string, Record<string, Nullable<ICellData>>>): void {
    const mayRemove = this.#sheets.has(sheetId)
    for (const [row, line] of Object.entries(cells)) {
      for (const [column, cell] of Object.entries(line ?? {})) {
        if (cell?.f || cell?.si) this.#add(sheetId, Number(row), Number(column))
        else if (mayRemove && (!cell || 'f' in cell || 'si' in cell))
          this.#remove(sheetId, Number(row), Number(column))
      }
    }
  }

  #add(sheetId: string, row: number, column: number): void {
    const rows: Rows = this.#sheets.get(sheetId) ?? new Map<number, Set<number>>()
    this.#sheets.set(sheetId, rows)
    const columns = rows.get(row) ?? new Set<number>()
    rows.set(row, columns)
    columns.add(column)
  }

  #remove(sheetId: string, row: number, column: number): void {
    const rows = this.#sheets.get(sheetId)
    const columns = rows?.get(row)
    if (!rows || !columns) return
    columns.delete(column)
    if (columns.size === 0) rows.delete(row)
    if (rows.size === 0) this.#sheets.delete(sheetId)
  }

  #refresh(): void {
    if (!this.#isStale) return
    this.#isStale = false
    this.#sheets = new Map()
    for (const sheet of this.#grid.workbook.getSheets()) {
      for (const [row, line] of Object.entries(sheet.getCellMatrix().getMatrix())) {
        for (const [column, cell] of Object.entries((line ?? {}) as Record<string, Nullable<ICellData>>)) {
          if (cell?.f || cell?.si) this.#add(sheet.getSheetId(), Number(row), Number(column))
        }
      }
    }
  }
}
