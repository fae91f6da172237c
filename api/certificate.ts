import { describeCause } from '#model/describe-cause.ts'
import { X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#model/problems.ts'
import { trustAuthority } from './trust-authority.ts'

export interface Certificate {
  cert: string
  key: string
  /** The authority that signed it, in PEM. */
  authority: string
  authorityFile: string
  /** False where browsers of this machine will warn until the person accepts it. */
  isTrusted: boolean
}

const daysValid = 365
const renewWithinMs = 30 * 86_400_000

/**
 * The HTTPS certificate of this machine, made by Microsoft's office-addin-dev-certs when there is none, when it ends within
 * 30 days or when it does not cover the names. A new authority is offered once to the system's trust. Throws `certificate-failed`.
 */
export async function ensureCertificate(
  folder: string,
  names: string[],
  { nowMs, log }: { nowMs: number; log: (text: string) => void },
): Promise<Certificate> {
  const files = {
    authority: join(folder, 'ca.crt'),
    cert: join(folder, 'localhost.crt'),
    key: join(folder, 'localhost.key'),
  }
  try {
    if (!isUsable(files, names, nowMs)) await generate(folder, files, names)
    return {
      cert: readFileSync(files.cert, 'utf8'),
      key: readFileSync(files.key, 'utf8'),
      authority: readFileSync(files.authority, 'utf8'),
      authorityFile: files.authority,
      isTrusted: await isTrusted(files.authority, log),
    }
  } catch (cause) {
    throw new AppError('certificate-failed', { folder, reason: describeCause(cause) }, { cause })
  }
}

type Files = Record<'authority' | 'cert' | 'key', string>

function isUsable(files: Files, names: string[], nowMs: number): boolean {
  if (!Object.values(files).every(file => existsSync(file))) return false
  const certificate = new X509Certificate(readFileSync(files.cert))
  const endsAtMs = Date.parse(certificate.validTo)
  return (
    endsAtMs - nowMs > renewWithinMs &&
    certificate.checkIssued(new X509Certificate(readFileSync(files.authority))) &&
    names.every(name => certificate.checkHost(name) !== undefined || certificate.checkIP(name) !== undefined)
  )
}

async function generate(folder: string, files: Files, names: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const file of Object.values(files)) rmSync(file, { force: true })
  const { generateCertificates } = await import('office-addin-dev-certs')
  await generateCertificates(files.authority, files.cert, files.key, daysValid, names)
  chmodSync(files.key, 0o600)
}

/** Asked once per authority; what came of it stands beside it. */
async function isTrusted(authorityFile: string, log: (text: string) => void): Promise<boolean> {
  const answerFile = `${authorityFile}.trust`
  const fingerprint = new X509Certificate(readFileSync(authorityFile)).fingerprint256
  const known = existsSync(answerFile) ? readFileSync(answerFile, 'utf8').split(' ') : []
  if (known[0] === fingerprint) return known[1] === 'trusted'
  const trusted = await trustAuthority(authorityFile, log)
  writeFileSync(answerFile, `${fingerprint} ${trusted ? 'trusted' : 'refused'}`)
  return trusted
}
