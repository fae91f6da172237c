import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type Analytics, openAnalytics } from '#analytics'
import { type AppConfig, type AppOptions, buildApp } from '#api/app.ts'
import type { Sessions } from '#api/sessions.ts'
import type { Role } from '#model/field.ts'

export const machineToken = 'the-token-of-this-machine-for-tests-0123456789'

export interface TestServer {
  app: FastifyInstance
  analytics: Analytics
  sessions: Sessions
  /** What the server takes for the present instant; tests move it on. */
  clock: { now: string }
  /** A token of a new person with the role. */
  tokenOf(role: Role, name?: string): Promise<string>
  /** A request as that person. */
  as(token: string, request: InjectOptions): Promise<LightMyRequestResponse>
  newProject(code?: string): Promise<string>
  close(): Promise<void>
}

/** The real server on a database of its own, not listening. */
export async function buildTestServer(
  config: Partial<AppConfig> = {},
  logger: AppOptions['logger'] = false,
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-api-'))
  const database = join(folder, 'test.duckdb')
  const clock = { now: '2026-03-02T08:00:00.000Z' }
  const now = () => clock.now
  const analytics = await openAnalytics({ file: database, now })
  const { app, sessions } = await buildApp({
    analytics,
    logger,
    config: {
      version: '0.0.0-test',
      database,
      machineToken,
      machineUser: 'tester',
      localSignIn: 'off',
      isLocal: true,
      webRoot: null,
      now,
      ...config,
    },
  })
  await app.ready()
  return {
    app,
    analytics,
    sessions,
    clock,
    async tokenOf(role, name = `${role} ${randomUUID()}`) {
      const person = await analytics.signIn.addPerson(name, role)
      return (await sessions.open(person, null)).token
    },
    as: (token, request) =>
      app.inject({ ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } }),
    async newProject(code = 'P1') {
      const project = await analytics.createProject(
        { name: 'tester', role: 'owner' },
        { code, name: `Project ${code}` },
      )
      return project.projectId
    },
    async close() {
      await app.close()
      await analytics.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Edits that create activities of the given codes, as the add-in sends them. */
export function createActivities(codes: string[]) {
  const edits: [rowKey: string, operation: 'create' | 'set', field: string, value: string | null][] = []
  for (const code of codes) {
    const rowKey = randomUUID()
    edits.push(
      [rowKey, 'create', '', null],
      [rowKey, 'set', 'code', code],
      [rowKey, 'set', 'name', `Name ${code}`],
    )
  }
  return {
    sheet: edits.map(() => 'activity'),
    rowKey: edits.map(([rowKey]) => rowKey),
    operation: edits.map(([, operation]) => operation),
    field: edits.map(([, , field]) => field),
    base: edits.map(() => null),
    value: edits.map(([, , , value]) => value),
  }
}
