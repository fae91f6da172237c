import { FormulaDataModel, SetTriggerFormulaCalculationStartMutation } from '@univerjs/preset-sheets-core'
import type { Area } from './area.ts'
import type { Grid } from './create-grid.ts'

/** Works out anew what depends on these areas. */
export function recalculate(grid: Grid, areas: Area[]): void {
  if (areas.length === 0 || !hasFormulas(grid)) return
  const nothing = {}
  grid.commands.syncExecuteCommand(
    SetTriggerFormulaCalculationStartMutation.id,
    {
      forceCalculation: false,
      dirtyRanges: areas.map(area => ({
        unitId: grid.unitId,
        sheetId: area.sheetId,
        range: {
          startRow: area.row,
          endRow: area.row + area.rows - 1,
          startColumn: area.column,
          endColumn: area.column + area.columns - 1,
        },
      })),
      dirtyNameMap: nothing,
      dirtyDefinedNameMap: nothing,
      dirtySuperTableMap: nothing,
      dirtyUnitFeatureMap: nothing,
      dirtyUnitOtherFormulaMap: nothing,
      clearDependencyTreeCache: nothing,
    },
    { onlyLocal: true },
  )
}

/** Whether any cell of the workbook holds a formula. */
export function hasFormulas(grid: Grid): boolean {
  return grid.formulas.hasAny()
}

/** Whether a cell of the area holds a formula or shows a part of an array. */
export function hasFormulasIn(grid: Grid, area: Area): boolean {
  if (grid.formulas.hasIn(area)) return true
  const arrays = grid.univer.__getInjector().get(FormulaDataModel).getArrayFormulaCellData()[grid.unitId]?.[
    area.sheetId
  ]
  return Object.keys(arrays ?? {}).some(row => Number(row) >= area.row && Number(row) < area.row + area.rows)
}
