import type { Language } from '#model/contract.ts'
import type { Plan } from '#model/plan.ts'
import type { NotUsed } from './not-used.ts'
import { findLosses } from './plan-losses.ts'
import { planSheetCells } from './plan-sheet-cells.ts'
import { readTemplate } from './template.ts'
import { makeTemplate } from './template-workbook.ts'

/** A plan as our import workbook, filled, and what of the plan is not in it: found by reading the workbook back. */
export async function writeTemplate(
  plan: Plan,
  language: Language,
): Promise<{ bytes: Uint8Array; losses: NotUsed[] }> {
  const sheets = planSheetCells(plan, language)
  const bytes = await makeTemplate(language, new Map(sheets.map(({ entity, rows }) => [entity, rows])))
  const file = `${plan.project.code}.xlsx`
  const [back] = (await readTemplate(bytes, file)).plans
  return { bytes, losses: findLosses(plan, back as Plan, file) }
}
