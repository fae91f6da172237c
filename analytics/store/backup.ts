import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { AppError } from '#model/problems.ts'
import { makeFolderOf, type Connection } from './connection.ts'
import { quoteName, quoteText } from './table.ts'
import { translateError } from './translate-error.ts'

export interface BackupSummary {
  file: string
  projects: number
  changes: number
}

/** Copies the whole database as it is at one moment into a new file; writers go on. The file appears when it is whole. Throws `backup-exists`. */
export async function backupInto(connection: Connection, file: string): Promise<BackupSummary> {
  if (existsSync(file)) throw new AppError('backup-exists', { file })
  makeFolderOf(file)
  const part = `${file}.part-${randomUUID()}`
  try {
    const counts = await copyInto(connection, part)
    renameSync(part, file)
    return { file, ...counts }
  } catch (error) {
    rmSync(part, { force: true })
    rmSync(`${part}.wal`, { force: true })
    throw translateError(error, file)
  }
}

/** How many projects and journal lines a database holds. */
export async function countContents(
  connection: Connection,
  database = '',
): Promise<{ projects: number; changes: number }> {
  const [counts] = await connection.read<{ projects: number; changes: number }>(
    `SELECT (SELECT count(*) FROM ${database}"project") AS projects, (SELECT count(*) FROM ${database}"change") AS changes`,
  )
  return counts ?? { projects: 0, changes: 0 }
}

async function copyInto(connection: Connection, part: string) {
  const [source] = await connection.read<{ name: string }>('SELECT current_database() AS name')
  const copy = quoteName(`copy ${randomUUID()}`)
  await connection.run(`ATTACH ${quoteText(part)} AS ${copy}`)
  try {
    await connection.run(`COPY FROM DATABASE ${quoteName(source?.name ?? '')} TO ${copy}`)
    await connection.run(`CHECKPOINT ${copy}`)
    return await countContents(connection, `${copy}.`)
  } finally {
    await connection.run(`DETACH ${copy}`)
  }
}
