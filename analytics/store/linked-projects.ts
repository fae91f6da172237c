import type { Connection } from './connection.ts'

/** Ids of the other projects that a project is linked with, directly or through others; in steady order. */
export async function readLinkedProjects(connection: Connection, projectId: string): Promise<string[]> {
  const pairs = await connection.read<{ successor: string; predecessor: string }>(
    `SELECT DISTINCT l."projectId" AS successor, a."projectId" AS predecessor
     FROM link l JOIN activity a ON a."rowKey" = l."predecessorKey"
     WHERE a."projectId" <> l."projectId"`,
  )
  const found = new Set([projectId])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const { successor, predecessor } of pairs) {
      if (found.has(successor)) found.add(predecessor)
      else if (found.has(predecessor)) found.add(successor)
    }
  }
  found.delete(projectId)
  return [...found].sort()
}
