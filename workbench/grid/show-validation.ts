import { InterceptorEffectEnum, type Univer } from '@univerjs/core'
import {
  AutoHeightController,
  INTERCEPTOR_POINT,
  SheetInterceptorService,
} from '@univerjs/preset-sheets-core'
import { SheetsDataValidationValidatorService } from '@univerjs/preset-sheets-data-validation'

/**
 * Excel neither marks cells that break their validation rule nor makes rows higher for a drop-down; the grid does both. What
 * it would need for that is left out as well: testing every cell of a rule and measuring every row of a list, over and over
 * while an add-in sets rule, alert and prompt of column after column.
 */
export function showValidationAsExcel(univer: Univer): void {
  const injector = univer.__getInjector()
  injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    priority: 1,
    handler: (cell, _location, next) => {
      const markers = cell?.markers
      if (markers && 'tr' in markers) delete markers.tr
      if (cell?.interceptorAutoHeight) delete cell.interceptorAutoHeight
      return next(cell)
    },
  })
  injector.get(SheetsDataValidationValidatorService).validatorRanges = () => Promise.resolve([])
  const heights = injector.get(AutoHeightController)
  const measure = heights.getUndoRedoParamsOfAutoHeight.bind(heights)
  // Only the drop-downs ask without naming a sheet.
  heights.getUndoRedoParamsOfAutoHeight = (ranges, sheetId, known) =>
    sheetId === undefined ? { redos: [], undos: [] } : measure(ranges, sheetId, known)
}
