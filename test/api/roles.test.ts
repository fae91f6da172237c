import type { LightMyRequestResponse } from 'fastify'
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
  'GET /api/projects/:projectId/dates': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects/:projectId/edits': ['owner', 'planner', 'cost', 'site'],
  'GET /api/projects/:projectId/findings': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/projects/:projectId/forecast': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects/:projectId/refresh': ['owner', 'planner', 'cost', 'site'],
  'POST /api/projects/:projectId/simulations': ['owner', 'planner', 'cost', 'site'],
  'POST /api/projects/:projectId/what-if': ['owner', 'planner', 'cost', 'site'],
  'GET /api/projects/:projectId/simulations/latest': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/projects/:projectId/check': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/projects/:projectId/explanation': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/projects/:projectId/export': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'GET /api/projects/:projectId/export-losses': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects/:projectId/levelling': ['owner', 'planner'],
  'DELETE /api/projects/:projectId/levelling': ['owner', 'planner'],
  'GET /api/levelling/:proposalId': ['owner', 'planner'],
  'DELETE /api/levelling/:proposalId': ['owner', 'planner'],
  'POST /api/levelling/:proposalId/accept': ['owner', 'planner'],
  'GET /api/holidays': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/projects/:projectId/calendars/:calendar/holidays': ['owner', 'planner'],
  'POST /api/projects/:projectId/baselines': ['owner', 'planner'],
  'GET /api/jobs/:jobId': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'DELETE /api/jobs/:jobId': ['owner', 'planner', 'cost', 'site'],
  'GET /api/events': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/functions': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/reports': ['owner', 'planner', 'cost', 'site', 'viewer'],
  'POST /api/imports': ['owner', 'planner'],
  'GET /api/imports/:jobId': ['owner', 'planner'],
  'GET /api/commands': 'machine',
  'POST /api/commands/import': 'machine',
  'POST /api/commands/schedule': 'machine',
  'POST /api/commands/check': 'machine',
  'POST /api/commands/backtest': 'machine',
  'POST /api/commands/explain': 'machine',
  'POST /api/commands/export': 'machine',
  'POST /api/commands/holidays': 'machine',
  'POST /api/commands/level': 'machine',
  'POST /api/commands/template': 'machine',
  'POST /api/commands/forecast': 'machine',
  'POST /api/commands/simulate': 'machine',
  'POST /api/commands/what-if': 'machine',
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
  // Ids that nothing has and no body: who gets past the rights meets 400 or 404, never 401 or 403.
  const url = path.replace(/:\w+/, 'nothing') + (path === '/api/events' ? '?projects=nothing' : '')
  const seen: Record<string, string> = {
    nobody: verdict(await server.app.inject({ method, url, remoteAddress: '203.0.113.9' })),
  }
  for (const role of roles) {
    // Signing out uses its token up.
    const token = route === 'DELETE /api/session' ? await server.tokenOf(role) : (tokens.get(role) ?? '')
    seen[role] = verdict(await server.as(token, { method, url }))
  }
  expect(seen).toEqual(expected(access))
})

test('the server refuses to start with a route under /api that declares no access', async () => {
  const { default: Fastify } = await import('fastify')
  const { auth } = await import('#api/plugins/auth.ts')
  const app = Fastify()
  await app.register(auth, { sessions: server.sessions, machineToken: null, machineUser: 'x' })
  expect(() => app.get('/api/forgotten', async () => 'open')).toThrow('/api/forgotten declares no access')
})

const refusals = ['sign-in-needed', 'role-not-allowed', 'machine-only']

function verdict(answer: LightMyRequestResponse): string {
  const code: unknown = answer.body === '' ? null : answer.json().code
  return refusals.find(refusal => refusal === code) ?? 'admitted'
}

function expected(access: Access): Record<string, string> {
  const of = (role: Role): string => {
    if (access === 'anyone') return 'admitted'
    if (access === 'machine') return 'machine-only'
    return access.includes(role) ? 'admitted' : 'role-not-allowed'
  }
  return {
    nobody: access === 'anyone' ? 'admitted' : 'sign-in-needed',
    ...Object.fromEntries(roles.map(role => [role, of(role)])),
  }
}

function routesOf({ app }: TestServer): string[] {
  const document = app.swagger() as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
}
