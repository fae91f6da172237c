import { entities, isEntityName } from '#model/entities.ts'
import { type Entity, storedFields } from '#model/entity.ts'
import type { Plan } from '#model/plan.ts'
import { type PlanPart, planParts, planSheets } from '#model/plan-sheets.ts'

/** One line of the journal; a whole row where `field` is null. */
export interface PlanEdit {
  sheet: string
  rowKey: string
  operation: 'create' | 'set' | 'delete' | 'import'
  field: string | null
  oldValue: unknown
}

/** The plan as it was before some edits, which come newest first. Edits of sheets and fields that are not part of a plan's stored rows are passed over. */
export function undoEdits(plan: Plan, edits: readonly PlanEdit[]): Plan {
  const parts = new Map<string, Map<string, object>>()
  for (const part of planParts)
    parts.set(planSheets[part], new Map(plan[part].map(row => [row.rowKey as string, row as object])))
  let project = plan.project
  for (const { sheet, rowKey, operation, field, oldValue } of edits) {
    if (sheet === 'project') {
      if (operation === 'set' && field !== null && isStored('project', field))
        project = { ...project, [field]: oldValue }
      continue
    }
    const rows = parts.get(sheet)
    if (!rows) continue
    if (operation === 'create' || operation === 'import') rows.delete(rowKey)
    else if (operation === 'delete') rows.set(rowKey, oldValue as object)
    else if (field !== null && isStored(sheet, field)) {
      const row = rows.get(rowKey)
      if (row) rows.set(rowKey, { ...row, [field]: oldValue })
    }
  }
  const rowsOf = (part: PlanPart) => [...(parts.get(planSheets[part])?.values() ?? [])]
  return { project, ...Object.fromEntries(planParts.map(part => [part, rowsOf(part)])) } as unknown as Plan
}

function isStored(sheet: string, field: string): boolean {
  if (!isEntityName(sheet)) return false
  return storedFields(entities[sheet] as unknown as Entity).some(([name]) => name === field)
}
