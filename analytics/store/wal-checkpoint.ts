import { statSync } from 'node:fs'

/** DuckDB's own checkpoint would run inside a commit and make that one batch wait; this is far above ours. */
export const ownCheckpointThreshold = '1GB'
/** A log of this size is replayed in well under a second at the next start. */
const mostLogBytes = 16 * 2 ** 20
/** At this size the log is folded in though batches keep coming. */
const mostBusyLogBytes = 8 * mostLogBytes
const idleMs = 500

/** Has the log folded into the file when writing pauses, or when the log has grown long. */
export function walCheckpoint(
  file: string,
  checkpoint: () => void,
): { afterWrite: () => void; failed: () => void; stop: () => void } {
  let timer: NodeJS.Timeout | null = null
  let bytesAtFailure = 0
  const stop = () => {
    if (timer) clearTimeout(timer)
    timer = null
  }
  return {
    afterWrite: () => {
      stop()
      const log = logBytes(file)
      if (log < bytesAtFailure) bytesAtFailure = 0
      const bytes = log - bytesAtFailure
      if (bytes < mostLogBytes) return
      if (bytes < mostBusyLogBytes) timer = setTimeout(checkpoint, idleMs).unref()
      else checkpoint()
    },
    /** After a failure, as on a full disk, the log holds everything; the next try waits until it has grown again. */
    failed: () => {
      bytesAtFailure = logBytes(file)
    },
    stop,
  }
}

function logBytes(file: string): number {
  return statSync(`${file}.wal`, { throwIfNoEntry: false })?.size ?? 0
}
