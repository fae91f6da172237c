import { Caption1 } from '@fluentui/react-components'
import type { Language } from '#model/contract.ts'
import { entityOf, isEntityName } from '#model/entities.ts'
import { formatCount } from './format.ts'

/** Rows by sheet, in one line: `进度计划 1,284 · 逻辑关系 2,310`. */
export function SheetCounts(props: {
  sheets: readonly { sheet: string; rows: number }[]
  language: Language
}) {
  const { language } = props
  return (
    <Caption1>
      {props.sheets
        .map(({ sheet, rows }) => `${sheetName(sheet, language)} ${formatCount(rows, language)}`)
        .join(' · ')}
    </Caption1>
  )
}

/** The name of a sheet in a language, or its own where it is none of this version's. */
export function sheetName(sheet: string, language: Language): string {
  return isEntityName(sheet) ? entityOf(sheet).sheet[language] : sheet
}
