import { applyMigrations, pendingMigrations, readMigrations, type Migration } from './migrate.ts'
import { backupInto } from './backup.ts'
import type { Connection, DatabaseSettings, Log } from './connection.ts'
import { openEngine } from './engine.ts'
import { storeReader } from './reader.ts'
import { signInStore } from './sign-in.ts'
import type { Store } from './store.ts'
import { storeTransaction } from './transaction.ts'

export interface StoreOptions {
  /** The present as an ISO instant. */
  now: () => string
  log?: Log
  settings?: DatabaseSettings
  /** The migrations to know; those of this program unless a test says otherwise. */
  migrations?: readonly Migration[]
}

/**
 * Opens a database file, or `:memory:`, and brings it to the present schema; an older one is backed up first.
 * Throws `database-locked`, `database-newer`, `database-damaged`, `database-not-ours`, `migration-altered`.
 */
export async function openStore(
  file: string,
  { now, log = () => undefined, settings = {}, migrations = readMigrations() }: StoreOptions,
): Promise<Store> {
  let migrationBackup: string | null = null
  const engine = await openEngine(file, log, settings, async writer => {
    migrationBackup ??= await migrate(writer, file, migrations, now(), log)
  })
  return {
    file,
    schemaVersion: migrations.length,
    migrationBackup,
    ...storeReader(engine.read),
    signIn: signInStore(engine.read, engine.write),
    write: work => engine.write(connection => work(storeTransaction(connection))),
    read: work => engine.read(connection => work(storeReader(inner => inner(connection)))),
    backup: target => engine.beside(connection => backupInto(connection, target)),
    close: engine.close,
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
