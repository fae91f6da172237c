import type { Person, SignInStore } from '#analytics'
import type { Role } from '#model/field.ts'
import { AppError } from '#model/problems.ts'

/** The person of a name, added when new. Throws `person-has-other-role` where the name has another role. */
export async function findOrAddPerson(signIn: SignInStore, typedName: string, role: Role): Promise<Person> {
  const name = typedName.trim()
  const found = (await signIn.people()).find(person => person.name === name)
  if (!found) return signIn.addPerson(name, role)
  if (found.role !== role)
    throw new AppError('person-has-other-role', { name, role: found.role, asked: role })
  return found
}
