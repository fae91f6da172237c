import { entityOf } from '#model/entities.ts'
import type { TriedField } from '../session/what-if-scenario.ts'
import type { CellContent } from '../sync/table-cells.ts'

/** What a cell holds as the sheet's own format shows it: shares in percent, a dash for nothing. */
export function sayCell({ sheet, field }: TriedField, content: CellContent | undefined): string {
  if (content === undefined || content === '') return '—'
  if (entityOf(sheet).fields[field]?.kind === 'ratio' && typeof content === 'number')
    return `${Math.round(content * 1000) / 10}%`
  return String(content)
}
