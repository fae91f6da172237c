import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Analytics, openAnalytics } from '#analytics'
import type { Settings } from '#api/config.ts'
import { type RunningServer, startServer } from '#api/server.ts'
import type { CellValue } from '#model/contract.ts'
import type { Role } from '#model/field.ts'

/** The real server with the real pages, over HTTPS on a port of its own, with a database of its own. */
export interface JourneyServer {
  address: string
  analytics: Analytics
  /** A pairing code of a new person. */
  pair(role: Role, name: string): Promise<string>
  /** A project with rows, sent as edits the way a workbook sends them. */
  addProject(
    code: string,
    rows: Record<string, Record<string, CellValue>[]>,
    facts?: Record<string, CellValue>,
  ): Promise<string>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../../..')

/** Starts it; builds the pages first where they are older than their sources, unless PLUMBLINE_WEB_ROOT names a folder with built ones. */
export async function startJourneyServer(): Promise<JourneyServer> {
  const builtRoot = process.env['PLUMBLINE_WEB_ROOT']
  const bundle = (await import('../../../api/web-bundle.mjs' as string)) as { buildWebBundle: () => boolean }
  if (builtRoot === undefined && !bundle.buildWebBundle()) throw new Error('the pages could not be built')
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-journey-'))
  const now = (): string => new Date().toISOString()
  const database = join(folder, 'journey.duckdb')
  const analytics = await openAnalytics({ file: database, now })
  const settings: Settings = {
    port: 0,
    host: 'localhost',
    dataFolder: folder,
    database,
    logLevel: 'silent',
    language: 'zh',
    userName: 'journey',
  }
  const server: RunningServer = await startServer({
    analytics,
    settings,
    version: '0.0.0-test',
    webRoot: builtRoot ?? root,
    localSignIn: 'off',
    filled: async () => undefined,
    logger: false,
    log: () => undefined,
    now,
  })
  const owner = { name: 'journey', role: 'owner' as const }
  return {
    address: server.address,
    analytics,
    async pair(role, name) {
      const person = await analytics.signIn.addPerson(name, role)
      return (await server.sessions.pair(person)).pairingCode
    },
    async addProject(code, rows, facts = {}) {
      const { projectId } = await analytics.createProject(owner, { code, name: `${code} 滨江一标段` })
      const result = await analytics.push(owner, projectId, {
        idempotencyKey: randomUUID(),
        baseChange: 0,
        edits: editsOf(rows, projectId, facts),
      })
      const refused = result.reasons.map(reason => JSON.stringify(reason))
      if (refused.length > 0) throw new Error(`rows refused: ${refused.slice(0, 5).join('\n')}`)
      return projectId
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function editsOf(
  rows: Record<string, Record<string, CellValue>[]>,
  projectId: string,
  facts: Record<string, CellValue>,
) {
  const edits: [
    sheet: string,
    rowKey: string,
    operation: 'create' | 'set',
    field: string,
    value: CellValue,
  ][] = []
  for (const [sheet, list] of Object.entries(rows))
    for (const row of list) {
      const rowKey = randomUUID()
      edits.push([sheet, rowKey, 'create', '', null])
      for (const [field, value] of Object.entries(row)) edits.push([sheet, rowKey, 'set', field, value])
    }
  for (const [field, value] of Object.entries(facts)) edits.push(['project', projectId, 'set', field, value])
  return {
    sheet: edits.map(edit => edit[0]),
    rowKey: edits.map(edit => edit[1]),
    operation: edits.map(edit => edit[2]),
    field: edits.map(edit => edit[3]),
    base: edits.map(() => null),
    value: edits.map(edit => edit[4]),
  }
}
