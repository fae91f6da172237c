import { describeCause } from '#model/describe-cause.ts'
import { readFile } from 'node:fs/promises'
import { AppError } from '#model/problems.ts'

/** The bytes of a file that somebody named. Throws `file-is-folder`, `file-not-found`, or `file-unreadable` with the system's reason. */
export async function readGivenFile(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const given = { cause, at: { file: path } }
    if (cause.code === 'EISDIR') throw new AppError('file-is-folder', { file: path }, given)
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
      throw new AppError('file-not-found', { file: path }, given)
    throw new AppError('file-unreadable', { file: path, reason: describeCause(cause) }, given)
  })
}
