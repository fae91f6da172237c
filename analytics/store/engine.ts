import {
  openDatabase,
  type Connection,
  type Database,
  type DatabaseSettings,
  type Log,
} from './connection.ts'
import { sessionPool, type SessionPool } from './session-pool.ts'
import { isCommitted, isFatal } from './translate-error.ts'
import { walCheckpoint } from './wal-checkpoint.ts'
import { writerQueue } from './writer-queue.ts'

/** A database with one writer and several readers, opened again by itself when DuckDB gives up on it. */
export interface Engine {
  /** Work in a read-only transaction of its own; run a second time when the database had to be opened again. */
  read: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>
  /** Work in the one write transaction; durable when it resolves, undone when it rejects. */
  write: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>
  /** Work on a session of its own, outside any transaction, while writing goes on. */
  beside: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}
interface Sessions {
  database: Database
  writer: Connection
  pool: SessionPool
}

/** Opens a file and prepares its writer. Throws what `openDatabase` and `prepare` throw, and then holds nothing open. */
export async function openEngine(
  file: string,
  log: Log,
  settings: DatabaseSettings,
  prepare: (writer: Connection) => Promise<void>,
): Promise<Engine> {
  const queue = writerQueue()
  const open = () => openSessions(file, log, settings, prepare)
  let sessions: Sessions | null = await open()

  const current = async (): Promise<Sessions> => {
    sessions ??= await open()
    return sessions
  }
  /** After a failed checkpoint DuckDB refuses everything until the file is opened again; the log then holds every commit. */
  const reopen = async (failed: Sessions, reason: unknown) => {
    if (sessions !== failed || file === ':memory:') return
    sessions = null
    await closeSessions(failed)
    await current()
    log({ event: 'databaseReopened', file, reason: String(reason) })
  }
  /** Nobody waits for this, so nothing may escape it. */
  const foldLog = async () => {
    try {
      const used = await current()
      const failure = await used.writer.run('CHECKPOINT').catch((error: unknown) => error)
      if (typeof failure === 'number') return log({ event: 'logFolded', file })
      checkpoint.failed()
      log({ event: 'checkpointFailed', file, error: failure })
      if (isFatal(failure)) await reopen(used, failure)
    } catch (error) {
      log({ event: 'checkpointFailed', file, error })
    }
  }
  const checkpoint = walCheckpoint(file, () => void queue.add(foldLog))
  return {
    read: async work => {
      const used = sessions ?? (await queue.add(current))
      try {
        return await used.pool.read(work)
      } catch (error) {
        if (!isFatal(error)) throw error
        await queue.add(() => reopen(used, error))
        return (await queue.add(current)).pool.read(work)
      }
    },
    write: async work => {
      const result = await queue.add(async () => {
        const used = await current()
        const { result, failure } = await transact(used.writer, work)
        if (failure !== null && isFatal(failure)) await reopen(used, failure)
        if (failure !== null && !isCommitted(failure)) throw failure
        return result as Awaited<ReturnType<typeof work>>
      })
      checkpoint.afterWrite()
      return result
    },
    beside: async work => {
      const { database } = await queue.add(current)
      const connection = await database.connect()
      try {
        return await work(connection)
      } finally {
        connection.close()
      }
    },
    close: async () => {
      checkpoint.stop()
      await queue.drained()
      if (sessions) await closeSessions(sessions)
      sessions = null
    },
  }
}

async function transact<T>(
  writer: Connection,
  work: (connection: Connection) => Promise<T>,
): Promise<{ result?: T; failure: unknown }> {
  let result: T
  try {
    await writer.run('BEGIN')
    result = await work(writer)
  } catch (failure) {
    if (!isFatal(failure)) await writer.run('ROLLBACK')
    return { failure }
  }
  try {
    await writer.run('COMMIT')
    return { result, failure: null }
  } catch (failure) {
    return { result, failure }
  }
}

async function openSessions(
  file: string,
  log: Log,
  settings: DatabaseSettings,
  prepare: (writer: Connection) => Promise<void>,
): Promise<Sessions> {
  const database = await openDatabase(file, log, settings)
  try {
    const writer = await database.connect()
    await prepare(writer)
    return { database, writer, pool: sessionPool(database.connect) }
  } catch (error) {
    database.close()
    throw error
  }
}

async function closeSessions({ database, writer, pool }: Sessions): Promise<void> {
  await pool.close()
  writer.close()
  database.close()
}
