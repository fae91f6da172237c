import type { Plan } from '#model/plan.ts'

/** The plan under another project id; row keys stay, they are unique within a project. Files of different databases may number their projects alike. */
export function movePlan(plan: Plan, projectId: string): Plan {
  const moved: Record<string, unknown> = {}
  for (const [table, rows] of Object.entries(plan)) {
    moved[table] = Array.isArray(rows)
      ? rows.map((row: object) => ({ ...row, projectId }))
      : { ...plan.project, projectId, rowKey: projectId }
  }
  return moved as unknown as Plan
}
