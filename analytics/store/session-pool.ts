import type { Connection } from './connection.ts'

/** Enough to answer several workbooks at once; each session costs DuckDB a little memory. */
const mostSessions = 4

/** Sessions for reading. Each piece of work has one to itself, in a transaction of its own, so it sees one moment. */
export function sessionPool(connect: () => Promise<Connection>): {
  read: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>
  close: () => void
} {
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  let opened = 0

  const take = async (): Promise<Connection> => {
    const free = idle.pop()
    if (free) return free
    if (opened < mostSessions) {
      opened++
      return connect()
    }
    return new Promise(resolve => waiting.push(resolve))
  }
  const give = (connection: Connection) => {
    const next = waiting.shift()
    if (next) next(connection)
    else idle.push(connection)
  }
  return {
    read: async work => {
      const connection = await take()
      try {
        await connection.run('BEGIN TRANSACTION READ ONLY')
        try {
          return await work(connection)
        } finally {
          await connection.run('ROLLBACK')
        }
      } finally {
        give(connection)
      }
    },
    close: () => {
      for (const connection of idle) connection.close()
      idle.length = 0
    },
  }
}
