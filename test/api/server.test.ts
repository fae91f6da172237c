import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:http2'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { holderFileOf } from '#api/holder-file.ts'
import type { LocalSignInMode } from '#api/local-sign-in.ts'
import { type RunningServer, startServer } from '#api/server.ts'
import { createActivities } from '../support/build-app.ts'
import { readEvents } from '../support/read-events.ts'

let folder: string
const running: RunningServer[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-server-'))
  const pages: [path: string, text: string][] = [
    ['dist/web/workbench/index.html', '<!doctype html><title>workbench</title>'],
    ['dist/web/assets/index-abc123.js', 'export {}'],
    ['node_modules/@microsoft/office-js/dist/office.js', '/* office */'],
    ['addin/functions/functions.json', '{"functions":[]}'],
    ['manifest.xml', '<SourceLocation DefaultValue="https://localhost:3000/addin/taskpane.html"/>'],
  ]
  for (const [path, text] of pages) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
})
afterAll(async () => {
  for (const server of running) await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function startTestServer(localSignIn: LocalSignInMode = 'off') {
  const database = join(folder, `${running.length}.duckdb`)
  const now = () => new Date().toISOString()
  const analytics = await openAnalytics({ file: database, now })
  const server = await startServer({
    analytics,
    settings: {
      port: 0,
      host: 'localhost',
      dataFolder: folder,
      database,
      logLevel: 'silent',
      language: 'en',
      userName: 'tester',
    },
    version: '0.0.0-test',
    webRoot: folder,
    localSignIn,
    filled: async () => undefined,
    logger: false,
    log: () => undefined,
    now,
  })
  running.push(server)
  await analytics.signIn.addPerson('boss', 'owner')
  const authority = await readFile(server.authorityFile, 'utf8')
  return { server, analytics, database, authority }
}

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A request over TLS that trusts only the server's own authority. */
function ask(
  address: string,
  authority: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, ca: authority, headers, agent: false, servername: 'localhost' })
    asked.on('error', reject)
    asked.on('response', response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => (body += text))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.end()
  })
}

test('the server answers over HTTPS with a certificate of its own authority, in HTTP/1.1 and HTTP/2', async () => {
  const { server, authority } = await startTestServer()
  const health = await ask(`${server.address}/api/health`, authority)
  expect(health.status).toBe(200)
  expect(JSON.parse(health.body).status).toBe('ok')

  const session = connect(server.address, { ca: authority })
  const stream = session.request({ ':path': '/api/health' })
  let body = ''
  for await (const chunk of stream.setEncoding('utf8')) body += chunk
  session.close()
  expect(JSON.parse(body).status).toBe('ok')
})

test('the certificate’s key and the token beside the database are for their owner’s eyes only', async () => {
  const { database } = await startTestServer()
  for (const file of [join(folder, 'certificates', 'localhost.key'), holderFileOf(database)])
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600')
})

test('the pages, office.js and the manifest come from the server, the manifest with its own origin', async () => {
  const { server, authority } = await startTestServer()
  const get = (path: string) => ask(server.address + path, authority)
  expect((await get('/')).headers['location']).toBe('/workbench/index.html')
  expect((await get('/workbench/index.html')).body).toContain('workbench')
  expect((await get('/office/office.js')).body).toBe('/* office */')
  expect((await get('/functions.json')).body).toBe('{"functions":[]}')
  expect((await get('/manifest.xml')).body).toContain(`"${server.address}/addin/taskpane.html"`)
  expect((await get('/assets/index-abc123.js')).headers['cache-control']).toContain('immutable')
  expect((await get('/workbench/index.html')).headers['cache-control']).toBe('no-cache')
  expect((await get('/nothing.html')).status).toBe(404)
})

test('pages may be framed by themselves and by Excel on the web, and load scripts from themselves and Microsoft', async () => {
  const { server, authority } = await startTestServer()
  const { headers } = await ask(`${server.address}/workbench/index.html`, authority)
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/frame-ancestors 'self' [^;]*https:\/\/\*\.officeapps\.live\.com/)
  expect(policy).toMatch(/script-src 'self' https:\/\/appsforoffice\.microsoft\.com [^;']*(;|$)/)
  expect(headers['x-frame-options']).toBeUndefined()
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('stopping finishes the request under way and takes no new one', async () => {
  const { server, analytics, authority, database } = await startTestServer()
  const { token } = await server.sessions.open(await analytics.signIn.addPerson('reader', 'viewer'), null)
  let release = (): void => undefined
  let entered = (): void => undefined
  const hasEntered = new Promise<void>(resolve => (entered = resolve))
  const gate = new Promise<void>(resolve => (release = resolve))
  const projects = analytics.projects.bind(analytics)
  analytics.projects = async () => {
    entered()
    await gate
    return projects()
  }
  const underWay = ask(`${server.address}/api/projects`, authority, {
    headers: { authorization: `Bearer ${token}` },
  })
  await hasEntered
  const stopped = server.stop()
  const late = await ask(`${server.address}/api/health`, authority)
  expect(late.status).toBe(503)
  expect(JSON.parse(late.body).code).toBe('server-stopping')
  release()
  expect(await underWay).toMatchObject({ status: 200, body: '{"projects":[]}' })
  await stopped
  running.splice(running.indexOf(server), 1)
  await expect(ask(`${server.address}/api/health`, authority)).rejects.toThrow('ECONNREFUSED')
  await expect(stat(holderFileOf(database))).rejects.toThrow('ENOENT')
})

test('twenty panes of one browser share a connection, hear of a change, and are let go when the server stops', async () => {
  const { server, analytics, authority } = await startTestServer()
  const { token } = await server.sessions.open(await analytics.signIn.addPerson('planner', 'planner'), null)
  const { projectId } = await analytics.createProject(
    { name: 'boss', role: 'owner' },
    { code: 'P1', name: 'One' },
  )
  const session = connect(server.address, { ca: authority })
  const streams = Array.from({ length: 20 }, () =>
    readEvents(
      session
        .request({ ':path': `/api/events?projects=${projectId}`, authorization: `Bearer ${token}` })
        .setEncoding('utf8'),
    ),
  )
  await Promise.all(streams.map(stream => stream.next()))
  const { change } = await analytics.push({ name: 'boss', role: 'owner' }, projectId, {
    idempotencyKey: 'k1',
    baseChange: 0,
    edits: createActivities(['A1']),
  })
  const heard = await Promise.all(streams.map(async stream => (await stream.next()).value))
  expect(heard.map(told => (told as { data: { change: number } }).data.change)).toEqual(
    Array(20).fill(change),
  )
  const stopped = server.stop()
  const ends = await Promise.all(streams.map(stream => stream.next()))
  expect(ends.every(end => end.done)).toBe(true)
  session.close()
  await stopped
  running.splice(running.indexOf(server), 1)
})

const browser = (address: string, more: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { origin: address, 'sec-fetch-site': 'same-origin', ...more },
})

test('the browser the server opened signs in as the owner by itself, with a key that works once', async () => {
  const { server, authority } = await startTestServer('openedBrowser')
  const opening = server.address + server.localSignIn.makeOpeningPath()
  const opened = await ask(opening, authority)
  expect(opened.headers['location']).toBe('/workbench/index.html')
  const cookie = String(opened.headers['set-cookie'])
  expect(cookie).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Strict$/)
  const local = `${server.address}/api/session/local`
  const answer = await ask(local, authority, browser(server.address, { cookie: cookie.split(';')[0] ?? '' }))
  expect(JSON.parse(answer.body).me).toEqual({ name: 'boss', role: 'owner' })
  expect((await ask(opening, authority)).headers['set-cookie']).toBeUndefined()
  const without = await ask(local, authority, browser(server.address))
  expect(JSON.parse(without.body).code).toBe('local-sign-in-refused')
})

test.each([
  ['another page of this machine', { origin: 'https://localhost:4000', 'sec-fetch-site': 'same-site' }],
  ['a page of the internet', { origin: 'https://example.org', 'sec-fetch-site': 'cross-site' }],
  ['a name that was bent to this machine', { host: 'example.org', origin: 'https://example.org' }],
  ['a program that is no browser', { origin: '', 'sec-fetch-site': '' }],
])('%s cannot take the local session', async (_who, headers) => {
  const { server, authority } = await startTestServer('machine')
  const local = `${server.address}/api/session/local`
  const own = await ask(local, authority, browser(server.address))
  expect(own.status).toBe(200)
  const other = await ask(local, authority, browser(server.address, headers as Record<string, string>))
  expect(other.status).toBe(403)
  expect(JSON.parse(other.body).code).toBe('local-sign-in-refused')
})

test('nobody signs in without a code where the server was not told so', async () => {
  const { server, authority } = await startTestServer('off')
  const answer = await ask(`${server.address}/api/session/local`, authority, browser(server.address))
  expect(JSON.parse(answer.body).code).toBe('local-sign-in-refused')
})
