import { afterAll, beforeAll, expect, test } from 'vitest'
import { pairFirstOwner } from '#api/first-owner.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

let server: TestServer

beforeAll(async () => {
  server = await buildTestServer()
})
afterAll(() => server.close())

const signIn = (pairingCode: string, remoteAddress: string) =>
  server.app.inject({ method: 'POST', url: '/api/session', payload: { pairingCode }, remoteAddress })

const pairingOf = async (name: string) => {
  const person = await server.analytics.signIn.addPerson(name, 'planner')
  return server.sessions.pair(person)
}

test('the first start makes one owner and a code that lives for a day', async () => {
  const { signIn: store } = server.analytics
  const first = await pairFirstOwner(store, server.sessions, 'founder')
  expect(await pairFirstOwner(store, server.sessions, 'founder')).toBeNull()
  expect(first?.expiresAt).toBe('2026-03-03T08:00:00.000Z')
  expect(await store.people()).toMatchObject([{ name: 'founder', role: 'owner' }])
  const answer = await signIn(first?.pairingCode ?? '', '10.0.0.1')
  expect(answer.json().me).toEqual({ name: 'founder', role: 'owner' })
})

test('a pairing code signs in once, however it is typed, and is refused the second time', async () => {
  const { pairingCode } = await pairingOf('planner once')
  const typed = ` ${pairingCode.toLowerCase().replace('-', ' ')} `
  const first = await signIn(typed, '10.0.0.2')
  expect(first.statusCode).toBe(200)
  expect(first.json().me).toEqual({ name: 'planner once', role: 'planner' })
  const second = await signIn(pairingCode, '10.0.0.2')
  expect(second.statusCode).toBe(401)
  expect(second.json().code).toBe('pairing-code-refused')
})

test('a pairing code is refused once its quarter of an hour is over', async () => {
  const { pairingCode } = await pairingOf('planner late')
  const before = server.clock.now
  server.clock.now = new Date(Date.parse(before) + 15 * 60_000 + 1).toISOString()
  const answer = await signIn(pairingCode, '10.0.0.3')
  server.clock.now = before
  expect(answer.json().code).toBe('pairing-code-refused')
})

test('a pairing code has ten letters that cannot be taken for one another', async () => {
  const { pairingCode } = await pairingOf('planner letters')
  expect(pairingCode).toMatch(/^[3-9A-HJKMNP-TW-Y]{5}-[3-9A-HJKMNP-TW-Y]{5}$/)
})

test('the eleventh attempt within a minute from one address is refused and says how long to wait', async () => {
  for (let attempt = 1; attempt <= 10; attempt++)
    expect((await signIn('WRONG-CODES', '10.0.0.4')).statusCode).toBe(401)
  const refused = await signIn('WRONG-CODES', '10.0.0.4')
  expect(refused.statusCode).toBe(429)
  expect(refused.json().code).toBe('too-many-attempts')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await signIn('WRONG-CODES', '10.0.0.5')).statusCode).toBe(401)
})

test('a token is refused after it was signed out', async () => {
  const token = await server.tokenOf('viewer')
  const me = () => server.as(token, { url: '/api/session' })
  expect((await me()).statusCode).toBe(200)
  const out = await server.as(token, { method: 'DELETE', url: '/api/session' })
  expect(out.statusCode).toBe(204)
  const after = await me()
  expect(after.statusCode).toBe(401)
  expect(after.json().code).toBe('token-revoked')
})

test('a token is refused when its thirty days are over', async () => {
  const token = await server.tokenOf('viewer')
  const before = server.clock.now
  server.clock.now = new Date(Date.parse(before) + 30 * 86_400_000 + 1000).toISOString()
  const answer = await server.as(token, { url: '/api/session' })
  server.clock.now = before
  expect(answer.json().code).toBe('token-expired')
})

test('a token whose claims were changed is refused', async () => {
  const [head, , signature] = (await server.tokenOf('viewer')).split('.')
  const claims = Buffer.from(JSON.stringify({ iss: 'plumbline', jti: 'x', exp: 9_999_999_999 })).toString(
    'base64url',
  )
  const answer = await server.as(`${head}.${claims}.${signature}`, { url: '/api/session' })
  expect(answer.statusCode).toBe(401)
  expect(answer.json().code).toBe('token-invalid')
})

test('an unsigned token is refused', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'none' })}.${part({ iss: 'plumbline', jti: 'x', exp: 9_999_999_999 })}.`
  expect((await server.as(token, { url: '/api/session' })).statusCode).toBe(401)
})

test('an owner makes codes for people, who keep their role', async () => {
  const owner = await server.tokenOf('owner')
  const pair = (name: string, role: string) =>
    server.as(owner, { method: 'POST', url: '/api/pairings', payload: { name, role } })
  const first = await pair('王工', 'cost')
  expect(first.statusCode).toBe(200)
  expect((await signIn(first.json().pairingCode, '10.0.0.6')).json().me).toEqual({
    name: '王工',
    role: 'cost',
  })
  expect((await pair('王工', 'cost')).statusCode).toBe(200)
  const other = await pair('王工', 'owner')
  expect(other.statusCode).toBe(409)
  expect(other.json().code).toBe('person-has-other-role')
})

test('the token of this machine works from this machine only', async () => {
  const { machineToken } = await import('../support/build-app.ts')
  const headers = { authorization: `Bearer ${machineToken}` }
  const here = await server.app.inject({ url: '/api/commands', headers, remoteAddress: '127.0.0.1' })
  expect(here.statusCode).toBe(200)
  const there = await server.app.inject({ url: '/api/commands', headers, remoteAddress: '192.168.1.7' })
  expect(there.statusCode).toBe(403)
  expect(there.json().code).toBe('machine-only')
})
