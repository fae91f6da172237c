import type { SignInStore } from '#analytics'
import type { PairingCode } from './pairing.ts'
import type { Sessions } from './sessions.ts'

/** The code of the first owner, who is created where the database has none; null where it has one. */
export async function pairFirstOwner(
  signIn: SignInStore,
  sessions: Sessions,
  name: string,
): Promise<PairingCode | null> {
  const people = await signIn.people()
  if (people.some(person => person.role === 'owner')) return null
  return sessions.pair(await signIn.addPerson(name, 'owner'), { isFirst: true })
}
