import { existsSync } from 'node:fs'
import { AppError } from '#model/problems.ts'
import type { Connection } from './connection.ts'
import { quoteText } from './table.ts'

export interface BackupSummary {
  file: string
  projects: number
  changes: number
}

/** Copies the whole database as it is at one moment into a new file; writers go on. Throws `backup-exists`. */
export async function backupInto(connection: Connection, file: string): Promise<BackupSummary> {
  if (existsSync(file)) throw new AppError('backup-exists', { file })
  const [source] = await connection.read<{ name: string }>('SELECT current_database() AS name')
  const name = `"${source?.name.replaceAll('"', '""')}"`
  await connection.run(`ATTACH ${quoteText(file)} AS "backupCopy"`)
  try {
    await connection.run(`COPY FROM DATABASE ${name} TO "backupCopy"`)
    return { file, ...(await countContents(connection, '"backupCopy".')) }
  } finally {
    await connection.run('DETACH "backupCopy"')
  }
}

/** How many projects and journal lines a database holds. */
export async function countContents(
  connection: Connection,
  database = '',
): Promise<{ projects: number; changes: number }> {
  const [counts] = await connection.read<{ projects: number; changes: number }>(
    `SELECT (SELECT count(*) FROM ${database}project) AS projects, (SELECT count(*) FROM ${database}"change") AS changes`,
  )
  return counts ?? { projects: 0, changes: 0 }
}
