import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { memoryStore } from '../../support/memory-store.ts'

const morning = '2026-03-29T08:00:00.000Z'
const noon = '2026-03-29T12:00:00.000Z'
const evening = '2026-03-29T20:00:00.000Z'

let store: Store
beforeEach(async () => {
  store = await memoryStore()
})
afterEach(() => store.close())

test('a pairing code signs its person in once', async () => {
  const person = await store.signIn.addPerson('李工', 'planner')
  await store.signIn.addPairing({ codeHash: 'hash', personId: person.personId, expiresAt: noon })
  const takings = await Promise.all([
    store.signIn.takePairing('hash', morning),
    store.signIn.takePairing('hash', morning),
  ])
  expect(takings).toEqual([person, null])
})

test('an expired or unknown pairing code signs nobody in', async () => {
  const { personId } = await store.signIn.addPerson('李工', 'planner')
  await store.signIn.addPairing({ codeHash: 'hash', personId, expiresAt: noon })
  expect(await store.signIn.takePairing('hash', noon)).toBeNull()
  expect(await store.signIn.takePairing('other', morning)).toBeNull()
  expect(await store.signIn.takePairing('hash', morning)).not.toBeNull()
})

test('a token belongs to its person until it expires or is revoked', async () => {
  const person = await store.signIn.addPerson('李工', 'cost')
  const token = { personId: person.personId, device: null, issuedAt: morning, expiresAt: noon }
  await store.signIn.addToken({ ...token, tokenId: 'short' })
  await store.signIn.addToken({ ...token, tokenId: 'long', expiresAt: evening, device: '办公室' })
  expect(await store.signIn.personOfToken('short', morning)).toEqual(person)
  expect(await store.signIn.personOfToken('short', noon)).toBeNull()
  expect(await store.signIn.personOfToken('long', noon)).toEqual(person)
  await store.signIn.revokeToken('long', noon)
  expect(await store.signIn.personOfToken('long', noon)).toBeNull()
  expect(await store.signIn.personOfToken('unknown', morning)).toBeNull()
})

test('people are listed by name with their roles', async () => {
  await store.signIn.addPerson('b', 'viewer')
  await store.signIn.addPerson('a', 'owner')
  const people = await store.signIn.people()
  expect(people.map(({ name, role }) => [name, role])).toEqual([
    ['a', 'owner'],
    ['b', 'viewer'],
  ])
  expect(new Set(people.map(person => person.personId)).size).toBe(2)
})

test('the signing key is made once, however many ask at the same time', async () => {
  let made = 0
  const keys = await Promise.all(
    Array.from({ length: 5 }, () => store.signIn.signingKey(() => `key ${++made}`)),
  )
  expect(new Set(keys)).toEqual(new Set(['key 1']))
  expect(made).toBe(1)
})
