import type { ProjectSummary } from '#model/contract.ts'
import type { AppError } from '#model/problems.ts'
import { unknownProject } from '#model/unknown-project.ts'
import type { Connection } from './connection.ts'

/** Every project with how far it has come and how many activities it has, summaries not counted. */
export function readProjects(connection: Connection): Promise<ProjectSummary[]> {
  return connection.read<ProjectSummary>(`${summaries} ORDER BY p.code`)
}

/** The project of an id, else of a code. Throws `project-unknown`. */
export async function findProject(connection: Connection, idOrCode: string): Promise<ProjectSummary> {
  const [project] = await connection.read<ProjectSummary>(
    `${summaries} WHERE p."projectId" = $1 OR p.code = $1 ORDER BY p."projectId" = $1 DESC LIMIT 1`,
    [idOrCode],
  )
  if (!project) throw await unknownTo(connection, idOrCode)
  return project
}

/** The failure for an id or code that no project has. */
export async function unknownTo(connection: Connection, idOrCode: string): Promise<AppError> {
  const known = await connection.read<{ code: string }>('SELECT code FROM project ORDER BY code')
  return unknownProject(
    idOrCode,
    known.map(row => row.code),
  )
}

const summaries = `
  SELECT p."projectId", p.code, p.name, p.status, p.currency, p."isSample", p.source, p."dataDate",
    coalesce(s."change", 0) AS "change", coalesce(a.count, 0) AS activities
  FROM project p
  LEFT JOIN "projectState" s ON s."projectId" = p."projectId"
  LEFT JOIN (
    SELECT "projectId", count(*) AS count FROM activity WHERE kind <> 'wbsSummary' GROUP BY "projectId"
  ) a ON a."projectId" = p."projectId"`
