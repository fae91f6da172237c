import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Analytics } from '#analytics'

/** Opens the analytics on a database file, whose folder is made when missing, or on `:memory:`. Loaded here, so that asking for help or another server stays quick. */
export async function openDatabase(
  file: string,
  { say, now }: { say: (text: string) => void; now: () => string },
): Promise<Analytics> {
  if (file !== ':memory:') await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const { openAnalytics } = await import('#analytics')
  return openAnalytics({ file, now, log: event => say(JSON.stringify(event)) })
}
