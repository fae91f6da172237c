import type { Connection } from './connection.ts'
import { unknownTo } from './read-projects.ts'
import type { ProjectState } from './store.ts'

/** How far a project has come. Throws `project-unknown`. */
export async function readState(connection: Connection, projectId: string): Promise<ProjectState> {
  const [state] = await connection.read<ProjectState>(
    'SELECT "change", "resultNumber", "resultsFromChange", "previousFromChange" FROM "projectState" WHERE "projectId" = $1',
    [projectId],
  )
  if (!state) throw await unknownTo(connection, projectId)
  return state
}

/** Counts a project's batches up; 1 for a project without any. */
export async function nextChange(connection: Connection, projectId: string): Promise<number> {
  const [row] = await connection.read<{ change: number }>(
    'UPDATE "projectState" SET "change" = "change" + 1 WHERE "projectId" = $1 RETURNING "change"',
    [projectId],
  )
  if (row) return row.change
  await connection.run('INSERT INTO "projectState" VALUES ($1, 1, 0, NULL, NULL)', [projectId])
  return 1
}

/** Counts a project's calculations up and notes the change they were made from. Throws `project-unknown`. */
export async function nextResult(
  connection: Connection,
  projectId: string,
  fromChange: number,
): Promise<number> {
  const [row] = await connection.read<{ resultNumber: number }>(
    `UPDATE "projectState" SET "resultNumber" = "resultNumber" + 1, "resultsFromChange" = $2,
       "previousFromChange" = CASE WHEN "resultsFromChange" < $2 THEN "resultsFromChange" ELSE "previousFromChange" END
     WHERE "projectId" = $1 RETURNING "resultNumber"`,
    [projectId, fromChange],
  )
  if (!row) throw await unknownTo(connection, projectId)
  return row.resultNumber
}
