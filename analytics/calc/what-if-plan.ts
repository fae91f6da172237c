import type { EntityName } from '#model/entities.ts'
import type { Project } from '#model/entities/project.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'
import type { Plan } from '#model/plan.ts'
import type { AnyRow } from '#model/row.ts'
import type { AppliedEdits } from './edit-state.ts'

/** The plan as accepted edits leave it; the plan given stays as it is and shares the rows they do not touch. */
export function whatIfPlan(plan: Plan, applied: Pick<AppliedEdits, 'created' | 'changed' | 'deleted'>): Plan {
  const [project] = applied.changed.get('project') ?? []
  const next: Plan = { ...plan, project: (project as Project | undefined) ?? plan.project }
  for (const part of planParts) {
    const sheet: EntityName = planSheets[part]
    const created = applied.created.get(sheet) ?? []
    const changed = new Map((applied.changed.get(sheet) ?? []).map(row => [row.rowKey, row]))
    const deleted = new Set(applied.deleted.get(sheet))
    if (created.length + changed.size + deleted.size === 0) continue
    const rows = (plan[part] as unknown as AnyRow[])
      .filter(row => !deleted.has(row.rowKey))
      .map(row => changed.get(row.rowKey) ?? row)
    Object.assign(next, { [part]: [...rows, ...created] })
  }
  return next
}
