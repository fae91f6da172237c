import { describeCause } from '#model/describe-cause.ts'
import { AppError } from '#model/problems.ts'
import { AnsweredProblem, askServer } from './ask-server.ts'
import { type Holder, readHolderFile, removeHolderFile } from './holder-file.ts'

const usualPatienceMs = 10_000

/** The server that holds a database; null where none does. A file left by a server that was killed is removed. Throws `server-not-answering` where one is there but silent. */
export async function findHolder(database: string, patienceMs = usualPatienceMs): Promise<Holder | null> {
  const holder = await readHolderFile(database)
  if (!holder) return null
  try {
    await askServer(holder, { method: 'GET', path: '/api/commands', language: 'en', timeoutMs: patienceMs })
    return holder
  } catch (cause) {
    if (!isLeftOver(cause))
      throw new AppError(
        'server-not-answering',
        { file: database, address: holder.address, reason: describeCause(cause) },
        { cause },
      )
  }
  removeHolderFile(database)
  return null
}

/** Nobody answers at the address, or somebody who does not know the token. */
function isLeftOver(cause: unknown): boolean {
  if (cause instanceof AppError) return cause.code === 'answer-unreadable'
  if (cause instanceof AnsweredProblem) return cause.body.status === 401 || cause.body.status === 403
  const { code = '' } = cause as NodeJS.ErrnoException
  return (
    code === 'ECONNREFUSED' ||
    code === 'EPROTO' ||
    code.startsWith('ERR_TLS') ||
    code.startsWith('ERR_SSL') ||
    certificateErrors.has(code)
  )
}
/** Another program's server with its own certificate has the port now. */
const certificateErrors = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_HAS_EXPIRED',
])
