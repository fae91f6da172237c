import { createHmac, randomInt } from 'node:crypto'
import type { Person, SignInStore } from '#analytics'
import { AppError } from '#model/problems.ts'

/** No 0/O, 1/I/L, U/V or 2/Z pairs: a code is read aloud and typed. */
const alphabet = '3456789ABCDEFGHJKMNPQRSTWXY'
const codeLength = 10
const minutesToLive = 15
const firstMinutesToLive = 24 * 60

export interface PairingCode {
  pairingCode: string
  expiresAt: string
}

/** Makes a single-use code for a person, 15 minutes long or a day for the first one; only its keyed hash is stored. */
export async function makePairing(
  signIn: SignInStore,
  person: Person,
  { now, key, isFirst = false }: { now: () => string; key: string; isFirst?: boolean },
): Promise<PairingCode> {
  const letters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  const expiresAt = addMinutes(now(), isFirst ? firstMinutesToLive : minutesToLive)
  await signIn.addPairing({ codeHash: hashCode(letters, key), personId: person.personId, expiresAt })
  return { pairingCode: `${letters.slice(0, 5)}-${letters.slice(5)}`, expiresAt }
}

/** The person a code was made for; the code is spent. It is found by its keyed hash, so timing tells nothing. Throws `pairing-code-refused`. */
export async function takePairing(
  signIn: SignInStore,
  typedCode: string,
  { now, key }: { now: () => string; key: string },
): Promise<Person> {
  const letters = typedCode
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  const person = await signIn.takePairing(hashCode(letters, key), now())
  if (!person) throw new AppError('pairing-code-refused')
  return person
}

function hashCode(letters: string, key: string): string {
  return createHmac('sha256', key).update(`pairing:${letters}`).digest('base64url')
}

function addMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString()
}
