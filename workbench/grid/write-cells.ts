import {
  CellValueType,
  type ICellData,
  type IMutationInfo,
  type IObjectMatrixPrimitiveType,
  type IStyleData,
  type Nullable,
  type Worksheet,
} from '@univerjs/core'
import {
  SetRangeValuesMutation,
  SetWorksheetColumnCountMutation,
  SetWorksheetRowCountMutation,
} from '@univerjs/preset-sheets-core'
import { invalidArgument } from '../protocol/office-error.ts'
import type { Area } from './area.ts'
import type { ChangeLog } from './change.ts'
import type { Grid } from './create-grid.ts'
import { parseTyped } from './parse-typed.ts'
import { hasFormulasIn, recalculate } from './recalculate.ts'

/** Longest text a cell can hold. */
const longestText = 32_767

/** Cells by row and column, as the grid's own mutations take them. */
export type CellMatrix = IObjectMatrixPrimitiveType<Nullable<ICellData>>

/** The cell that a value given by an add-in, typed or pasted, makes; null leaves the cell as it is. */
export function cellOfValue(value: unknown, language: 'zh-CN' | 'en', isText: boolean): ICellData | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw invalidArgument(`${value} is not a number a cell can hold.`)
    return { v: value, t: CellValueType.NUMBER, f: null, si: null, p: null }
  }
  if (typeof value === 'boolean')
    return { v: value ? 1 : 0, t: CellValueType.BOOLEAN, f: null, si: null, p: null }
  if (typeof value !== 'string') throw invalidArgument(`A cell cannot hold a value of type ${typeof value}.`)
  if (value.length > longestText)
    throw invalidArgument(`A cell holds at most ${longestText} characters; this text has ${value.length}.`)
  if (isText) return { v: value, t: CellValueType.STRING, f: null, si: null, p: null }
  if (value.length > 1 && value.startsWith('=')) return { f: value, v: null, si: null, p: null }
  const typed = parseTyped(value, language)
  return {
    v: typed.v,
    t: typed.t,
    f: null,
    si: null,
    p: null,
    ...(typed.format ? { s: { n: { pattern: typed.format } } } : {}),
  }
}

/** Writes cells in one mutation, growing the sheet where they lie beyond it, and works out what depends on them. */
export function writeCells(
  grid: Grid,
  log: ChangeLog,
  sheet: Worksheet,
  area: Area,
  cells: CellMatrix,
): void {
  const growth = growSheet(grid, sheet, area.row + area.rows, area.column + area.columns)
  const target = { unitId: grid.unitId, subUnitId: sheet.getSheetId() }
  const redo = [...growth, { id: SetRangeValuesMutation.id, params: { ...target, cellValue: cells } }]
  const undo = [
    { id: SetRangeValuesMutation.id, params: { ...target, cellValue: reverseOf(grid, sheet, cells) } },
  ]
  if (holdsFormulas(cells) || hasFormulasIn(grid, area)) {
    log.apply(redo, undo)
    return
  }
  // The grid's bookkeeping of formulas walks the whole sheet; plain values need none of it.
  log.apply(redo, undo, { onlyLocal: true })
  recalculate(grid, [area])
}

function holdsFormulas(cells: CellMatrix): boolean {
  for (const row of Object.values(cells)) {
    for (const cell of Object.values((row ?? {}) as Record<string, Nullable<ICellData>>))
      if (cell?.f || cell?.si) return true
  }
  return false
}

/** Mutations that make the sheet at least so large, with room to go on. */
export function growSheet(grid: Grid, sheet: Worksheet, rows: number, columns: number): IMutationInfo[] {
  const target = { unitId: grid.unitId, subUnitId: sheet.getSheetId() }
  const mutations: IMutationInfo[] = []
  if (rows > sheet.getRowCount()) {
    mutations.push({ id: SetWorksheetRowCountMutation.id, params: { ...target, rowCount: rows + 200 } })
  }
  if (columns > sheet.getColumnCount()) {
    mutations.push({
      id: SetWorksheetColumnCountMutation.id,
      params: { ...target, columnCount: columns + 10 },
    })
  }
  return mutations
}

/** What restores the cells that `cells` is about to overwrite. Styles are restored as a whole where they change. */
function reverseOf(grid: Grid, sheet: Worksheet, cells: CellMatrix): CellMatrix {
  const matrix = sheet.getCellMatrix()
  const styles = grid.workbook.getStyles()
  const reverse: Record<number, Record<number, Nullable<ICellData>>> = {}
  for (const rowKey of Object.keys(cells)) {
    const row = Number(rowKey)
    const old = matrix.getRow(row)
    const line: Record<number, Nullable<ICellData>> = {}
    const changed = cells[row] ?? {}
    for (const columnKey of Object.keys(changed)) {
      const column = Number(columnKey)
      const before = old?.[column]
      const after = changed[column]
      if (!before) {
        line[column] = null
        continue
      }
      const restored: ICellData = {
        v: before.v ?? null,
        t: before.t ?? null,
        f: before.f ?? null,
        si: before.si ?? null,
        p: before.p ?? null,
      }
      if (after === null || after?.s !== undefined)
        restored.s = fullStyle(styles.getStyleByCell(before), after ? styles.getStyleByCell(after) : null)
      line[column] = restored
    }
    reverse[row] = line
  }
  return reverse
}

function fullStyle(before: Nullable<IStyleData>, after: Nullable<IStyleData>): ICellData['s'] {
  const style: Record<string, unknown> = {}
  for (const key of Object.keys(after ?? {})) style[key] = null
  return { ...style, ...before }
}
