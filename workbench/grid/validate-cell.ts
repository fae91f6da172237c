import { DataValidationErrorStyle, DataValidationStatus } from '@univerjs/core'
import {
  SheetDataValidationModel,
  SheetsDataValidationValidatorService,
} from '@univerjs/preset-sheets-data-validation'
import type { Book } from '../book/book.ts'
import type { Notices } from '../page/notices.ts'
import { textOf } from '../page/texts.ts'

/** Whether what was just typed into the cell may stay. Where it may not, or is doubtful, the rule's alert is shown. */
export async function acceptsTyped(
  book: Book,
  notices: Notices,
  sheetId: string,
  row: number,
  column: number,
): Promise<boolean> {
  const injector = book.grid.univer.__getInjector()
  const rule = injector
    .get(SheetDataValidationModel)
    .getRuleByLocation(book.grid.unitId, sheetId, row, column)
  if (!rule || rule.showErrorMessage === false) return true
  const status = await injector
    .get(SheetsDataValidationValidatorService)
    .validatorCell(book.grid.unitId, sheetId, row, column)
  if (status === DataValidationStatus.VALID) return true
  const title = rule.errorTitle || textOf(book.language, 'invalidTitle')
  const text = rule.error || textOf(book.language, 'invalidText')
  const ok = textOf(book.language, 'ok')
  if (
    rule.errorStyle === DataValidationErrorStyle.WARNING ||
    rule.errorStyle === DataValidationErrorStyle.INFO
  ) {
    return (await notices.ask(title, text, [ok, textOf(book.language, 'cancel')])) === ok
  }
  void notices.ask(title, text, [ok])
  return false
}
