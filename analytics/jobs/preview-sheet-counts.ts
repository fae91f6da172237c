import type { Plan } from '#model/plan.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'

/** How many rows of each sheet a plan has; sheets without rows are left out. */
export function previewSheetCounts(plan: Plan): { sheet: string; rows: number }[] {
  return planParts
    .map(part => ({ sheet: planSheets[part], rows: plan[part].length }))
    .filter(({ rows }) => rows > 0)
}
