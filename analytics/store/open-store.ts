import { applyMigrations, pendingMigrations, readMigrations, type Migration } from './migrate.ts'
import { backupInto } from './backup.ts'
import { openDatabase, type Connection, type Database, type Log } from './connection.ts'
import { storeReader } from './reader.ts'
import { sessionPool } from './session-pool.ts'
import { signInStore } from './sign-in.ts'
import type { Store } from './store.ts'
import { storeTransaction } from './transaction.ts'
import { prepareStage } from './write-rows.ts'
import { writerQueue } from './writer-queue.ts'

export interface StoreOptions {
  /** The present as an ISO instant. */
  now: () => string
  log?: Log
  /** The migrations to know; those of this program unless a test says otherwise. */
  migrations?: readonly Migration[]
}

/**
 * Opens a database file, or `:memory:`, and brings it to the present schema; an older one is backed up first.
 * Throws `database-locked`, `database-newer`, `database-damaged`, `database-not-ours`, `migration-altered`.
 */
export async function openStore(
  file: string,
  { now, log = () => undefined, migrations = readMigrations() }: StoreOptions,
): Promise<Store> {
  const database = await openDatabase(file, log)
  try {
    const writer = await database.connect()
    const migrationBackup = await migrate(writer, file, migrations, now(), log)
    await prepareStage(writer)
    return storeOn(database, writer, { schemaVersion: migrations.length, migrationBackup })
  } catch (error) {
    database.close()
    throw error
  }
}

async function migrate(
  writer: Connection,
  file: string,
  known: readonly Migration[],
  at: string,
  log: Log,
): Promise<string | null> {
  const pending = await pendingMigrations(writer, file, known)
  if (pending.length === 0) return null
  const isNew = pending.length === known.length
  const before = pending[0]?.name ?? ''
  const backup =
    isNew || file === ':memory:' ? null : `${file}.before-${before}.${at.replaceAll(/[^0-9]/g, '')}`
  if (backup) {
    await backupInto(writer, backup)
    log({ event: 'databaseBackedUp', file: backup, before })
  }
  await applyMigrations(writer, pending, at)
  if (!isNew) log({ event: 'databaseMigrated', file, migrations: pending.map(({ name }) => name) })
  return backup
}

function storeOn(
  database: Database,
  writer: Connection,
  facts: Pick<Store, 'schemaVersion' | 'migrationBackup'>,
): Store {
  const queue = writerQueue()
  const pool = sessionPool(database.connect)
  const write = <T>(work: (connection: Connection) => Promise<T>) =>
    queue.add(() => inTransaction(writer, work))
  return {
    ...facts,
    file: database.file,
    ...storeReader(pool.read),
    signIn: signInStore(pool.read, write),
    write: work => write(connection => work(storeTransaction(connection))),
    read: work => pool.read(connection => work(storeReader(inner => inner(connection)))),
    backup: async file => {
      const connection = await database.connect()
      try {
        return await backupInto(connection, file)
      } finally {
        connection.close()
      }
    },
    close: async () => {
      await queue.drained()
      pool.close()
      writer.close()
      database.close()
    },
  }
}

async function inTransaction<T>(
  writer: Connection,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  await writer.run('BEGIN')
  let result: T
  try {
    result = await work(writer)
  } catch (error) {
    await writer.run('ROLLBACK')
    throw error
  }
  await writer.run('COMMIT')
  return result
}
