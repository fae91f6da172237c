import type { EntityName } from '#model/entities.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'
import type { Plan } from '#model/plan.ts'

/** A row of any part of a plan, where only its identity matters. */
export interface AnyRow {
  projectId: string
  rowKey: string
}
/** The rows of one part, by sheet. */
export function rowsBySheet(plan: Plan): [EntityName, readonly AnyRow[]][] {
  return [
    ['project', [plan.project]],
    ...planParts.map((part): [EntityName, readonly AnyRow[]] => [planSheets[part], plan[part]]),
  ]
}
