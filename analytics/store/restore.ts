import { copyFileSync, existsSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError } from '#model/problems.ts'
import { countContents, type BackupSummary } from './backup.ts'
import { openDatabase, type Log } from './connection.ts'
import { pendingMigrations, readMigrations } from './migrate.ts'
import { translateError } from './translate-error.ts'

export interface RestoreOptions {
  /** The present as an ISO instant. */
  now: () => string
  /** Whether a database that is there may be moved aside. */
  replace?: boolean
  log?: Log
}

/**
 * Puts a backup in the place of a database that nobody has open. One that is there is moved aside, never deleted.
 * Throws `backup-not-found`, `restore-target-exists`, `database-locked` and what opening the backup throws, having changed nothing.
 */
export async function restoreStore(
  backupFile: string,
  targetFile: string,
  { now, replace = false, log = () => undefined }: RestoreOptions,
): Promise<BackupSummary & { movedAside: string | null }> {
  if (!existsSync(backupFile)) throw new AppError('backup-not-found', { file: backupFile })
  const counts = await inspect(backupFile, log)
  const isThere = existsSync(targetFile)
  if (isThere && (!replace || resolve(backupFile) === resolve(targetFile)))
    throw new AppError('restore-target-exists', { file: targetFile })
  if (isThere) await refuseOpen(targetFile, log)
  const movedAside = isThere ? `${targetFile}.before-restore.${now().replaceAll(/[^0-9]/g, '')}` : null
  try {
    copyFileSync(backupFile, `${targetFile}.part`)
    if (movedAside) move(targetFile, movedAside)
    renameSync(`${targetFile}.part`, targetFile)
  } catch (error) {
    throw translateError(error, targetFile)
  }
  return { file: targetFile, ...counts, movedAside }
}

async function inspect(file: string, log: Log) {
  const database = await openDatabase(file, log, { access_mode: 'READ_ONLY' })
  try {
    const connection = await database.connect()
    const known = readMigrations()
    if ((await pendingMigrations(connection, file, known)).length === known.length)
      throw new AppError('database-not-ours', { file, tables: [] })
    return await countContents(connection)
  } finally {
    database.close()
  }
}

/** A damaged database may be replaced; one that a program has open may not. */
async function refuseOpen(file: string, log: Log): Promise<void> {
  try {
    const database = await openDatabase(file, log)
    database.close()
  } catch (error) {
    if (error instanceof AppError && error.code === 'database-locked') throw error
    log({ event: 'statementFailed', sql: `open ${file}`, error })
  }
}

/** The log belongs to its database: left behind, it would be replayed into the next one. */
function move(from: string, to: string): void {
  renameSync(from, to)
  if (existsSync(`${from}.wal`)) renameSync(`${from}.wal`, `${to}.wal`)
}
