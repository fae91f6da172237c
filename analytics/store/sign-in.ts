import { randomUUID } from 'node:crypto'
import type { Role } from '#model/field.ts'
import type { Connection } from './connection.ts'
import { systemTables } from './system-tables.ts'

/** A person who may sign in. */
export interface Person {
  personId: string
  name: string
  role: Role
}

/** People, pairing codes and tokens; of codes only hashes are kept. Times are ISO instants. */
export interface SignInStore {
  people(): Promise<Person[]>
  addPerson(name: string, role: Role): Promise<Person>
  addPairing(pairing: { codeHash: string; personId: string; expiresAt: string }): Promise<void>
  /** The person of an unused, unexpired pairing code, which is used up by this; null when there is none. */
  takePairing(codeHash: string, now: string): Promise<Person | null>
  addToken(token: {
    tokenId: string
    personId: string
    device: string | null
    issuedAt: string
    expiresAt: string
  }): Promise<void>
  /** The person a token belongs to; null when it is unknown, expired or revoked. */
  personOfToken(tokenId: string, now: string): Promise<Person | null>
  revokeToken(tokenId: string, now: string): Promise<void>
  /** The key tokens are signed with, made at first use. */
  signingKey(make: () => string): Promise<string>
}

type Session = <T>(work: (connection: Connection) => Promise<T>) => Promise<T>

/** Sign-in on a store: `read` sees one moment, `write` is one transaction. */
export function signInStore(read: Session, write: Session): SignInStore {
  return {
    people: () => read(c => c.read<Person>(`${people} ORDER BY name, "personId"`)),
    addPerson: (name, role) =>
      write(async c => {
        const person: Person = { personId: randomUUID(), name, role }
        await c.append(systemTables.person, [person])
        return person
      }),
    addPairing: pairing => write(c => c.append(systemTables.pairing, [{ ...pairing, usedAt: null }])),
    takePairing: (codeHash, now) =>
      write(async c => {
        const [taken] = await c.read<{ personId: string }>(
          'UPDATE pairing SET "usedAt" = $2 WHERE "codeHash" = $1 AND "usedAt" IS NULL AND "expiresAt" > $2 RETURNING "personId"',
          [codeHash, now],
        )
        return taken ? findPerson(c, taken.personId) : null
      }),
    addToken: token => write(c => c.append(systemTables.token, [{ ...token, revokedAt: null }])),
    personOfToken: (tokenId, now) =>
      read(async c => {
        const [person] = await c.read<Person>(
          `SELECT p."personId", p.name, p.role FROM token t JOIN person p ON p."personId" = t."personId"
           WHERE t."tokenId" = $1 AND t."revokedAt" IS NULL AND t."expiresAt" > $2`,
          [tokenId, now],
        )
        return person ?? null
      }),
    revokeToken: (tokenId, now) =>
      write(async c => {
        await c.run('UPDATE token SET "revokedAt" = $2 WHERE "tokenId" = $1 AND "revokedAt" IS NULL', [
          tokenId,
          now,
        ])
      }),
    signingKey: make =>
      write(async c => {
        const [kept] = await c.read<{ value: string }>(`SELECT value FROM secret WHERE name = 'signingKey'`)
        if (kept) return kept.value
        const value = make()
        await c.append(systemTables.secret, [{ name: 'signingKey', value }])
        return value
      }),
  }
}

const people = 'SELECT "personId", name, role FROM person'

async function findPerson(connection: Connection, personId: string): Promise<Person | null> {
  const [person] = await connection.read<Person>(`${people} WHERE "personId" = $1`, [personId])
  return person ?? null
}
