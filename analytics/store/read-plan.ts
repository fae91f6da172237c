import type { Plan } from '#model/plan.ts'
import type { Connection } from './connection.ts'
import { unknownTo } from './read-projects.ts'
import { planParts, planSheets } from '#model/plan-sheets.ts'
import type { AnyRow } from './plan-sheets.ts'
import { readRowsOfAll } from './read-rows.ts'

/** What people typed or files held of one project. Throws `project-unknown`. */
export async function readPlan(connection: Connection, projectId: string): Promise<Plan> {
  const [plan] = await readPlans(connection, [projectId])
  return plan as Plan
}

/** The same of several, in the order asked for, with one query per sheet. Throws `project-unknown`. */
export async function readPlans(connection: Connection, projectIds: readonly string[]): Promise<Plan[]> {
  if (projectIds.length === 0) return []
  const projects = new Map(
    (await readRowsOfAll(connection, 'project', projectIds)).map(project => [
      project.projectId as string,
      project,
    ]),
  )
  const missing = projectIds.find(projectId => !projects.has(projectId))
  if (missing !== undefined) throw await unknownTo(connection, missing)
  const plans = projectIds.map(projectId => ({ project: projects.get(projectId) }) as Plan)
  for (const part of planParts) {
    const rows: AnyRow[] = await readRowsOfAll(connection, planSheets[part], projectIds)
    const byProject = new Map<string, AnyRow[]>(projectIds.map(projectId => [projectId, []]))
    for (const row of rows) byProject.get(row.projectId)?.push(row)
    for (const plan of plans) Object.assign(plan, { [part]: byProject.get(plan.project.projectId) })
  }
  return plans
}
