import type { Connection } from './connection.ts'
import { readLinkedProjects } from './linked-projects.ts'
import { systemTables } from './system-tables.ts'

/** Codes of the linked projects that moved on, came or went since a project was last calculated; empty before its first
 *  calculation. A project that is gone is named by its id. */
export async function readStaleLinks(connection: Connection, projectId: string): Promise<string[]> {
  const [state] = await connection.read<{ resultsFromChange: number | null }>(
    'SELECT "resultsFromChange" FROM "projectState" WHERE "projectId" = $1',
    [projectId],
  )
  if (!state || state.resultsFromChange === null) return []
  const now = await readLinkedProjects(connection, projectId)
  const used = await connection.read<{ linkedId: string; fromChange: number }>(
    'SELECT "linkedId", "fromChange" FROM "linkedResult" WHERE "projectId" = $1',
    [projectId],
  )
  if (now.length === 0 && used.length === 0) return []
  const known = await connection.read<{ projectId: string; code: string; change: number }>(
    'SELECT p."projectId", p.code, s.change FROM project p JOIN "projectState" s ON s."projectId" = p."projectId"',
  )
  const knownOf = new Map(known.map(row => [row.projectId, row]))
  const usedAt = new Map(used.map(row => [row.linkedId, row.fromChange]))
  const moved = [...new Set([...now, ...usedAt.keys()])].filter(
    id => !now.includes(id) || knownOf.get(id)?.change !== usedAt.get(id),
  )
  return moved.map(id => knownOf.get(id)?.code ?? id).sort()
}

/** Ids of the projects whose results hang on a project: those it is linked with now, and those that were calculated with it. */
export async function readFollowers(connection: Connection, projectId: string): Promise<string[]> {
  const calculated = await connection.read<{ projectId: string }>(
    'SELECT "projectId" FROM "linkedResult" WHERE "linkedId" = $1',
    [projectId],
  )
  const linked = await readLinkedProjects(connection, projectId)
  return [...new Set([...linked, ...calculated.map(row => row.projectId)])].sort()
}

/** Notes the changes of the linked projects that a calculation was made with. */
export async function putLinkedResults(
  connection: Connection,
  projectId: string,
  changes: ReadonlyMap<string, number>,
): Promise<void> {
  await connection.run('DELETE FROM "linkedResult" WHERE "projectId" = $1', [projectId])
  if (changes.size === 0) return
  await connection.append(
    systemTables.linkedResult,
    [...changes].map(([linkedId, fromChange]) => ({ projectId, linkedId, fromChange })),
  )
}
