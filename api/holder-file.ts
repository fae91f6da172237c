import { rmSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'

/** What a server writes beside the database it holds: where it answers and what the command line shows it. */
export interface Holder {
  address: string
  token: string
  /** The authority that signed the server's certificate, in PEM. */
  certificateAuthority: string
}

export function holderFileOf(database: string): string {
  return `${database}.server.json`
}

/** Writes the file for its owner's eyes only, whole or not at all. */
export async function writeHolderFile(database: string, content: Holder): Promise<void> {
  const file = holderFileOf(database)
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** The server a database's file names, answering or not; null where there is no file or it was cut short. */
export async function readHolderFile(database: string): Promise<Holder | null> {
  let text: string
  try {
    text = await readFile(holderFileOf(database), 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw cause
  }
  const content = parse(text)
  return isHolder(content) ? content : null
}

export function removeHolderFile(database: string): void {
  rmSync(holderFileOf(database), { force: true })
}

function isHolder(content: unknown): content is Holder {
  const { address, token, certificateAuthority } = (content ?? {}) as Partial<Record<keyof Holder, unknown>>
  return [address, token, certificateAuthority].every(value => typeof value === 'string')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
