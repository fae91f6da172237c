import { strToU8, zipSync } from 'fflate'
import { entityOf } from '#model/entities.ts'
import type { Language } from '#model/contract.ts'
import type { RawCell } from '#model/parse-cell.ts'
import type { Plan } from '#model/plan.ts'
import { readCsvPlan } from './csv-plan.ts'
import { safeCsvCell } from './csv-plan-cell.ts'
import type { NotUsed } from './not-used.ts'
import { findLosses } from './plan-losses.ts'
import { planSheetCells } from './plan-sheet-cells.ts'

/** A plan as a zip of one .csv file for each sheet that has rows, under the headers of our template, and what of the plan is not in it: found by reading
 *  the zip back. UTF-8 with a byte order mark, which Chinese Excel needs, and CRLF. Source: RFC 4180. */
export function writeCsvPlan(plan: Plan, language: Language): { bytes: Uint8Array; losses: NotUsed[] } {
  const files = planSheetCells(plan, language, 'text')
    .filter(({ rows }) => rows.length > 0)
    .map(({ entity, columns, rows }): [string, [Uint8Array, { mtime: string }]] => {
      const header = columns.map(([, field]) => quoted(field.label[language]))
      const lines = [header, ...rows.map(row => row.map(cellText))].map(cells => cells.join(','))
      const text = `\ufeff${lines.join('\r\n')}\r\n`
      return [`${entityOf(entity).sheet[language]}.csv`, [strToU8(text), { mtime: anyTime }]]
    })
  const bytes = zipSync(Object.fromEntries(files))
  const file = `${plan.project.code}.zip`
  const [back] = readCsvPlan(bytes, file).plans
  return { bytes, losses: findLosses(plan, back as Plan, file) }
}

/** The same plan gives the same bytes. */
const anyTime = '2000-01-01T00:00:00'

function cellText(cell: RawCell): string {
  if (cell === null) return ''
  return typeof cell === 'string' ? quoted(safeCsvCell(cell)) : String(cell)
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
