import type { i18n } from 'i18next'
import { type EntityName, entityOf, isEntityName } from '#model/entities.ts'
import type { Language } from '#model/contract.ts'
import { AppError, describeProblem } from '#model/problems.ts'
import { ServerAway, ServerProblem } from '../sync/client.ts'

/** A failure in the user's words: the server's own text, what Excel refused, or what went wrong here. */
export function describeFailure(error: unknown, texts: i18n, language: Language): string {
  if (error instanceof ServerAway) return texts.t('failure.away')
  if (error instanceof ServerProblem) return error.message
  if (error instanceof AppError) {
    const sheet = error.data['sheet']
    if (error.code === 'sheet-unknown' && typeof sheet === 'string' && isEntityName(sheet))
      return texts.t('failure.tableGone', { sheet: sheetName(sheet, language) })
    return describeProblem(error, language)
  }
  if (error instanceof OfficeExtension.Error)
    return texts.t('failure.excel', { text: `${error.code}: ${error.message}` })
  return texts.t('failure.broken', { text: error instanceof Error ? error.message : String(error) })
}

function sheetName(sheet: EntityName, language: Language): string {
  return entityOf(sheet).sheet[language]
}
