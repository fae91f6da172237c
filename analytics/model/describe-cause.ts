import type { Words } from './field.ts'
import { describeProblem, AppError } from './problems.ts'
import { systemReasons } from './system-reasons.ts'

/** Why something failed, in words of both languages with the system's own code in brackets. What the catalogue does not know keeps the
 *  text it came with, which is the system's and mostly English. */
export function describeCause(cause: unknown): Words {
  if (cause instanceof AppError) return { zh: describeProblem(cause, 'zh'), en: describeProblem(cause, 'en') }
  const code = codeOf(cause)
  const known = code === null ? undefined : systemReasons[code]
  if (known) return { zh: `${known.zh}（${code}）`, en: `${known.en} (${code})` }
  const text = cause instanceof Error ? cause.message : String(cause)
  if (cause instanceof SyntaxError)
    return { zh: `不是完整的 JSON（${text}）`, en: `it is not whole JSON (${text})` }
  return { zh: text, en: text }
}

/** The code of an error or of what caused it: a failed fetch carries it one step down. */
function codeOf(cause: unknown): string | null {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const { code } = error as { code?: unknown }
    if (typeof code === 'string' && Object.hasOwn(systemReasons, code)) return code
  }
  return null
}
