import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Access } from '#api/access.ts'
import type { Role } from '#model/field.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

/** Who may do what, as the product's rights say it; a route missing here fails the first test. */
const rights: Record<string, Access> = {
  'GET /api/health': 'anyone',
  'POST /api/session': 'anyone',
  'POST /api/session/local': 'anyone',
  'GET /api/session': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'DELETE /api/session': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/people': ['owner'],
  'POST /api/pairings': ['owner'],
  'GET /api/projects': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects': ['owner', 'planner'],
  'GET /api/projects/:projectId/rows': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects/:projectId/edits': ['owner', 'planner', 'cost', 'site'],
  'GET /api/projects/:projectId/findings': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/projects/:projectId/forecast': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects/:projectId/refresh': ['owner', 'planner', 'cost', 'site'],
  'GET /api/jobs/:jobId': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'DELETE /api/jobs/:jobId': ['owner', 'planner', 'cost', 'site'],
  'GET /api/events': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/functions': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/reports': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/imports': ['owner', 'planner'],
  'GET /api/commands': 'machine',
  'POST /api/commands/import': 'machine',
  'POST /api/commands/schedule': 'machine',
  'POST /api/commands/forecast': 'machine',
  'POST /api/commands/report': 'machine',
  'POST /api/commands/backup': 'machine',
  'POST /api/commands/pair': 'machine',
}
const roles: Role[] = ['owner', 'planner', 'cost', 'site', 'viewer']

let server: TestServer
const tokens = new Map<Role, string>()

beforeAll(async () => {
  server = await buildTestServer()
  for (const role of roles) tokens.set(role, await server.tokenOf(role))
})
afterAll(() => server.close())

test('every route under /api is in the table of rights, and nothing else', () => {
  expect(routesOf(server).sort()).toEqual(Object.keys(rights).sort())
})

test.each(Object.entries(rights))('%s is for %s', async (route, access) => {
  const [method, path] = route.split(' ') as ['GET' | 'POST' | 'DELETE', string]
  // Ids that nothing has and no body: who gets past the rights meets 404 or 400, never 401 or 403.
  const url = path.replace(/:\w+/, 'nothing') + (path === '/api/events' ? '?projects=nothing' : '')
  const anonymous = await server.app.inject({ method, url, remoteAddress: '203.0.113.9' })
  if (access === 'anyone') {
    expect(anonymous.json().code).not.toBe('sign-in-needed')
    return
  }
  expect(anonymous.json().code).toBe('sign-in-needed')
  for (const role of roles) {
    // Signing out with the shared token would end the others' turn.
    if (method === 'DELETE' && path === '/api/session') continue
    const answer = await server.as(tokens.get(role) ?? '', { method, url })
    const code: unknown = answer.body === '' ? null : answer.json().code
    if (access === 'machine') expect([role, code]).toEqual([role, 'machine-only'])
    else if (access.includes(role)) expect([role, answer.statusCode]).not.toEqual([role, 403])
    else expect([role, code]).toEqual([role, 'role-not-allowed'])
  }
})

test('the server refuses to start with a route under /api that declares no access', async () => {
  const { default: Fastify } = await import('fastify')
  const { auth } = await import('#api/plugins/auth.ts')
  const app = Fastify()
  await app.register(auth, { sessions: server.sessions, machineToken: null, machineUser: 'x' })
  expect(() => app.get('/api/forgotten', async () => 'open')).toThrow('/api/forgotten declares no access')
})

function routesOf({ app }: TestServer): string[] {
  const document = app.swagger() as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
}
