import { request } from 'node:https'
import type { Language } from '#model/contract.ts'
import { AppError, problems } from '#model/problems.ts'
import type { Holder } from './holder-file.ts'
import type { ProblemBody } from './problem-body.ts'

/** A failed request whose text the server has already put into words. */
export class AnsweredProblem extends Error {
  readonly body: ProblemBody

  constructor(body: ProblemBody) {
    super(body.detail)
    this.name = 'AnsweredProblem'
    this.body = body
  }
}

/** Asks the server that holds a database, over its own certificate. Throws `AnsweredProblem` with what it refuses, `answer-unreadable` where something else answers; connection errors pass through. */
export async function askServer(
  holder: Holder,
  {
    method,
    path,
    body,
    language,
    timeoutMs,
  }: {
    method: 'GET' | 'POST'
    path: string
    body?: unknown
    language: Language
    /** How long the server may be silent; unlimited where absent. */
    timeoutMs?: number
  },
): Promise<unknown> {
  const { status, text } = await send(holder, { method, path, body, language, timeoutMs: timeoutMs ?? 0 })
  const answer = parse(text, holder.address)
  if (status < 300) return answer
  if (isProblemBody(answer)) throw new AnsweredProblem(answer)
  throw new AppError('answer-unreadable', { address: holder.address })
}

function isProblemBody(answer: unknown): answer is ProblemBody {
  const { code, detail } = (answer ?? {}) as Partial<ProblemBody>
  return typeof code === 'string' && Object.hasOwn(problems, code) && typeof detail === 'string'
}

function send(
  holder: Holder,
  {
    method,
    path,
    body,
    language,
    timeoutMs,
  }: {
    method: string
    path: string
    body: unknown
    language: Language
    timeoutMs: number
  },
): Promise<{ status: number; text: string }> {
  const payload = body === undefined ? null : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, holder.address), {
      method,
      ca: holder.certificateAuthority,
      timeout: timeoutMs,
      headers: {
        authorization: `Bearer ${holder.token}`,
        'accept-language': language,
        ...(payload === null ? {} : { 'content-type': 'application/json' }),
      },
    })
    asked.on('error', reject)
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)))
    asked.on('response', response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    asked.end(payload)
  })
}

function parse(text: string, address: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('answer-unreadable', { address }, { cause })
  }
}
