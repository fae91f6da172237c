import type { Connection } from './connection.ts'

/** Enough to answer several workbooks at once; each session costs DuckDB a little memory. */
const mostSessions = 4

/** Sessions for reading. Each piece of work has one to itself, in a transaction of its own, so it sees one moment. */
export interface SessionPool {
  read: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>
  /** Waits for work that is going on, then closes. */
  close: () => Promise<void>
}

export function sessionPool(connect: () => Promise<Connection>): SessionPool {
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  const running = new Set<Promise<unknown>>()
  let opened = 0

  const take = async (): Promise<Connection> => {
    const free = idle.pop()
    if (free) return free
    if (opened === mostSessions) return new Promise(resolve => waiting.push(resolve))
    opened++
    return connect()
  }
  const give = (connection: Connection) => {
    const next = waiting.shift()
    if (next) next(connection)
    else idle.push(connection)
  }
  const run = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const connection = await take()
    try {
      return await seeOneMoment(connection, work)
    } finally {
      give(connection)
    }
  }
  return {
    read: async work => {
      const done = run(work)
      running.add(done)
      try {
        return await done
      } finally {
        running.delete(done)
      }
    },
    close: async () => {
      await Promise.allSettled(running)
      for (const connection of idle) connection.close()
    },
  }
}

async function seeOneMoment<T>(
  connection: Connection,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  await connection.run('BEGIN TRANSACTION READ ONLY')
  let result: T
  try {
    result = await work(connection)
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined)
    throw error
  }
  await connection.run('COMMIT')
  return result
}
