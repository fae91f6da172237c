import { describeCause } from '#model/describe-cause.ts'
import { gunzipSync } from 'node:zlib'
import { AppError } from '#model/problems.ts'

const largestUnzipped = 512 * 1024 * 1024

/** The bytes of a file, unzipped where they are gzip. Throws `file-unreadable` for a damaged one or one of more than 512 MiB. */
export function unpackFile(name: string, bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: largestUnzipped })
  } catch (error) {
    throw new AppError('file-unreadable', { file: name, reason: describeCause(error) }, { cause: error })
  }
}
