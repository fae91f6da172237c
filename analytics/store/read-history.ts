import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Connection } from './connection.ts'
import { readRowsOfAll } from './read-rows.ts'

/** What forecasts may learn from one finished project. Money in minor units, times in plan minutes. */
export interface HistoryRows {
  projectId: string
  code: string
  name: string
  family: string | null
  sector: string | null
  isSample: boolean
  plannedStart: PlanMinute | null
  plannedFinish: PlanMinute | null
  actualStart: PlanMinute | null
  actualFinish: PlanMinute | null
  budgetAtCompletion: MinorUnits | null
  actualCost: MinorUnits | null
  snapshots: StatusSnapshot[]
}

/** Finished projects with their snapshots by date. Budget and cost are those of the last snapshot that has them, else what was calculated or booked. */
export async function readHistory(connection: Connection): Promise<HistoryRows[]> {
  const projects = await connection.read<Omit<HistoryRows, 'snapshots'>>(finishedProjects)
  if (projects.length === 0) return []
  const snapshots = await readRowsOfAll(
    connection,
    'statusSnapshot',
    projects.map(project => project.projectId),
  )
  const byProject = new Map<string, StatusSnapshot[]>(projects.map(project => [project.projectId, []]))
  for (const snapshot of snapshots) byProject.get(snapshot.projectId)?.push(snapshot)
  return projects.map(project => ({ ...project, snapshots: byProject.get(project.projectId) ?? [] }))
}

const finishedProjects = `
  SELECT p."projectId", p.code, p.name, p.family, p.sector, p."isSample",
    p."plannedStart", p."plannedFinish", p."actualStart", p."actualFinish",
    coalesce(s.budget, r."budgetAtCompletion", planned.amount)::BIGINT AS "budgetAtCompletion",
    coalesce(s.cost, booked.amount)::BIGINT AS "actualCost"
  FROM project p
  LEFT JOIN (
    SELECT "projectId", arg_max("budgetAtCompletion", "statusAt") AS budget, arg_max("actualCost", "statusAt") AS cost
    FROM "statusSnapshot" GROUP BY "projectId"
  ) s ON s."projectId" = p."projectId"
  LEFT JOIN "projectResult" r ON r."projectId" = p."projectId"
  LEFT JOIN (
    SELECT "projectId", sum(amount) AS amount FROM (
      SELECT "projectId", "plannedCost" AS amount FROM assignment
      UNION ALL SELECT "projectId", amount FROM "budgetLine"
    ) GROUP BY "projectId"
  ) planned ON planned."projectId" = p."projectId"
  LEFT JOIN (
    SELECT "projectId", sum(amount) AS amount FROM (
      SELECT "projectId", "actualCost" AS amount FROM assignment
      UNION ALL SELECT "projectId", amount FROM "costEntry"
    ) GROUP BY "projectId"
  ) booked ON booked."projectId" = p."projectId"
  WHERE p.status = 'finished'
  ORDER BY p.code, p."projectId"`
