import { AppError, type ProblemCode, type ProblemData } from '#model/problems.ts'

/** DuckDB's failures carry a text and nothing else; this is the one place that reads it. What it does not know is `store-failed`. */
export function translateError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error
  const text = error instanceof Error ? error.message : String(error)
  const known = signs.find(sign => sign.pattern.test(text))
  return new AppError(known?.code ?? 'store-failed', { file, ...known?.data?.(text) }, { cause: error })
}

/** True when DuckDB refuses all further work until the file is opened again. */
export function isFatal(error: unknown): boolean {
  return says(error, /^FATAL Error|database has been invalidated/)
}

/** True when the failure came after the commit: what was written is safe in the log. */
export function isCommitted(error: unknown): boolean {
  return says(error, /^FATAL Error: Transaction COMMIT succeeded and is durable/)
}

function says(error: unknown, pattern: RegExp): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if (pattern.test(e.message)) return true
  return false
}

interface Sign {
  pattern: RegExp
  code: ProblemCode
  data?: (text: string) => ProblemData
}

const signs: Sign[] = [
  {
    pattern: /Could not set lock on file|used by another process|Conflicting lock/,
    code: 'database-locked',
    data: text => ({ holder: /\(PID (\d+)\)/.exec(text)?.[1] ?? null }),
  },
  {
    pattern: /No space left on device|ENOSPC|disk quota exceeded|not enough space on the disk|Disk full/i,
    code: 'disk-full',
  },
  {
    pattern: /database file with version number|newer version of DuckDB|storage version/i,
    code: 'database-newer',
    data: text => ({
      found: /version number (\d+)/.exec(text)?.[1] ?? null,
      known: /between \d+ and (\d+)/.exec(text)?.[1] ?? null,
    }),
  },
  {
    pattern:
      /not a valid DuckDB database|[Cc]orrupt|checksum|Serialization Error|truncated|Could not read .*bytes|Failure while replaying WAL/,
    code: 'database-damaged',
  },
  {
    pattern:
      /Permission denied|EACCES|EROFS|EPERM|ENOTDIR|EEXIST|ENOENT|EISDIR|[Rr]ead-only file system|Cannot open file/,
    code: 'database-not-writable',
  },
]
