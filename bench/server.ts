import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openAnalytics } from '#analytics'
import { buildApp } from '#api/app.ts'

const root = dirname(import.meta.dirname)
const rows = 1_000
const connections = 10
const secondsPerRun = 3

console.log(
  JSON.stringify(
    {
      startToFirstAnswerMs: await median(5, startToFirstAnswer),
      pushOfThousandEdits: {
        note: 'column arrays with schema, no store behind; client and server share the machine',
        requestsPerSecond: await median(3, pushesPerSecond),
        bytes: Buffer.byteLength(pushBody()),
      },
    },
    null,
    2,
  ),
)

async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const found: number[] = []
  for (let run = 0; run < times; run++) found.push(await measure())
  return Math.round(found.sort((a, b) => a - b)[times >> 1] ?? 0)
}

/** From starting the program on an existing database to the answer of its first request. */
async function startToFirstAnswer(): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'plumbline-bench-'))
  await timeStart(home)
  const milliseconds = await timeStart(home)
  await rm(home, { recursive: true, force: true })
  return milliseconds
}

async function timeStart(home: string): Promise<number> {
  const startedAt = performance.now()
  const parameters = ['start', '--no-open', '--port', '0', '--db', join(home, 'bench.duckdb')]
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(root, 'api/cli.ts'), ...parameters],
    { cwd: root, env: { ...process.env, PLUMBLINE_DATA: home, PLUMBLINE_LOG: 'silent' } },
  )
  child.stderr.resume()
  const address = await new Promise<string>(resolve => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const found = /https:\S+/.exec(text)
      if (found) resolve(found[0])
    })
  })
  await new Promise<void>((resolve, reject) => {
    const asked = httpsRequest(`${address}/api/health`, { rejectUnauthorized: false, agent: false })
    asked.on('response', response => response.resume().on('end', resolve))
    asked.on('error', reject)
    asked.end()
  })
  const milliseconds = performance.now() - startedAt
  child.kill('SIGTERM')
  await new Promise(resolve => child.once('close', resolve))
  return milliseconds
}

async function pushesPerSecond(): Promise<number> {
  const now = () => new Date().toISOString()
  const analytics = await openAnalytics({ file: ':memory:', now })
  const { projectId } = await analytics.createProject(
    { name: 'bench', role: 'owner' },
    { code: 'B', name: 'Bench' },
  )
  const outcomes = Array.from({ length: rows }, () => 'accepted' as const)
  analytics.push = async () => ({ change: 1, repeated: false, outcomes, reasons: [] })
  const { app, sessions } = await buildApp({
    analytics,
    logger: false,
    config: {
      version: 'bench',
      database: ':memory:',
      machineToken: null,
      machineUser: 'bench',
      localSignIn: 'off',
      isLocal: true,
      webRoot: null,
      now,
    },
  })
  const { token } = await sessions.open(await analytics.signIn.addPerson('bench', 'owner'), null)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const body = pushBody()
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const endAt = performance.now() + secondsPerRun * 1000
  let answered = 0
  const client = async () => {
    while (performance.now() < endAt) {
      const status = await new Promise<number>((resolve, reject) => {
        const asked = httpRequest(`${address}/api/projects/${projectId}/edits`, {
          method: 'POST',
          agent,
          headers,
        })
        asked.on('response', response => response.resume().on('end', () => resolve(response.statusCode ?? 0)))
        asked.on('error', reject)
        asked.end(body)
      })
      if (status !== 200) throw new Error(`answered ${status}`)
      answered++
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  agent.destroy()
  await app.close()
  await analytics.close()
  return answered / secondsPerRun
}

function pushBody(): string {
  const keys = Array.from({ length: rows }, () => randomUUID())
  return JSON.stringify({
    idempotencyKey: randomUUID(),
    baseChange: 0,
    edits: {
      sheet: keys.map(() => 'activity'),
      rowKey: keys,
      operation: keys.map(() => 'set'),
      field: keys.map(() => 'plannedDuration'),
      base: keys.map((_, row) => row * 60),
      value: keys.map((_, row) => row * 60 + 30),
    },
  })
}
