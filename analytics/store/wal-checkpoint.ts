import { statSync } from 'node:fs'
import type { Connection } from './connection.ts'

/** DuckDB's own checkpoint would run inside a commit and make that one batch wait; this is far above ours. */
export const ownCheckpointThreshold = '1GB'
/** A log of this size is replayed in well under a second at the next start. */
const mostLogBytes = 16 * 2 ** 20

/** Folds the log into the file between two batches once it has grown by enough. */
export function walCheckpoint(file: string): {
  isDue: () => boolean
  run: (writer: Connection) => Promise<void>
} {
  let dueAt = mostLogBytes
  return {
    isDue: () => file !== ':memory:' && logBytes(file) >= dueAt,
    run: async writer => {
      const before = logBytes(file)
      if (before < dueAt) return
      // When it fails, as on a full disk, the log holds everything; the next try waits until it has grown again.
      dueAt = before + mostLogBytes
      await writer.run('CHECKPOINT')
      dueAt = mostLogBytes
    },
  }
}

function logBytes(file: string): number {
  return statSync(`${file}.wal`, { throwIfNoEntry: false })?.size ?? 0
}
