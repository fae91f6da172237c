import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '#api/commands/run-command-line.ts'
import type { Terminal } from '#api/commands/terminal.ts'
import { holderFileOf } from '#api/holder-file.ts'
import { runPlumbline } from '../support/run-plumbline.ts'

const shared = join(dirname(dirname(import.meta.dirname)), '..', 'shared', 'data', 'planner_files')
const planFile = join(shared, 'percent_complete_types.xer')
const noPlan = !existsSync(planFile)
const why = noPlan ? ' (skipped: ../shared/data/planner_files is not there)' : ''

let home: string
let database: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-cli-'))
  database = join(home, 'cli.duckdb')
})
afterAll(() => rm(home, { recursive: true, force: true }))

const run = (parameters: string[], environment?: Record<string, string>) =>
  runPlumbline(parameters, home, environment).finished
const errorOf = (stdout: string) => JSON.parse(stdout).error as { code: string; message: string; at: object }

/** A terminal inside this process. */
const terminal = (printed: string[]): Terminal => ({
  print: text => printed.push(text),
  say: () => undefined,
  logStream: { write: () => undefined },
  folder: home,
  root: home,
  version: '0.0.0-test',
  now: () => '2026-03-02T08:00:00.000Z',
  settings: {
    port: null,
    host: 'localhost',
    dataFolder: home,
    database,
    logLevel: 'silent',
    language: 'en',
    userName: 'tester',
  },
})

test.each([
  [[]],
  [['frobnicate']],
  [['import']],
  [['schedule', 'a.xer', 'b.xer']],
  [['report', 'P1']],
  [['pair', 'somebody', 'king']],
  [['start', '--port', 'many']],
  [['backup', 'x.duckdb', '--frob']],
])('typing %j is wrong usage: exit code 2 and one JSON document that says so', async parameters => {
  const printed: string[] = []
  const code = await runCommandLine([...parameters, '--json'], terminal(printed))
  expect(code).toBe(2)
  expect(printed).toHaveLength(1)
  expect(errorOf(printed[0] ?? '')).toMatchObject({ code: 'usage-wrong', at: {} })
})

test.each([
  [['schedule', 'a.xer', '--frob'], '没有选项 --frob', 'there is no option --frob'],
  [['export', 'P', '-z'], '没有选项 -z', 'there is no option -z'],
  [['export', 'P', '-f', 'xer', '-o'], '选项 --output 缺少值', 'option --output lacks its value'],
  [
    ['level', 'P', '--seconds', '-1'],
    '写作 --seconds=值',
    'write one that begins with "-" as --seconds=VALUE',
  ],
  [['check', 'P', '--json=yes'], '选项 --json 后不带值', 'option --json takes no value'],
  [['backtest', 'folder'], '多了“folder”', '"folder" is too much'],
  [['export', 'P', '-f', 'xer', '-o', 'x', '--encoding', 'big5'], '不能为“big5”', 'not "big5"'],
])('%j is said to be wrong in the language that --language asks for', async (typed, zh, en) => {
  for (const [language, words] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    const printed: string[] = []
    const code = await runCommandLine([...typed, '--language', language, '--json'], terminal(printed))
    expect(code).toBe(2)
    expect(errorOf(printed[0] ?? '').message).toContain(words)
    expect(/Did you forget|Unknown option/.test(printed[0] ?? '')).toBe(false)
  }
})

test('--language holds for answers too, and knows no third language', async () => {
  const printed: string[] = []
  await runCommandLine(['holidays', '--help', '--language=zh'], terminal(printed))
  expect(printed[0]).toContain('--json 只输出一个 JSON 文档')
  expect(await runCommandLine(['holidays', '--json', '--language', 'fr'], terminal(printed))).toBe(2)
  expect(errorOf(printed[1] ?? '').message).toContain('--language is zh or en, not "fr"')
})

test('wrong usage without --json leaves standard output empty and explains on standard error', async () => {
  const { code, stdout, stderr } = await run(['frobnicate'])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe('Wrong usage: there is no command "frobnicate". Add --help to see how.\n')
})

test('--help exits 0 and shows every command', async () => {
  const { code, stdout } = await run(['--help'])
  expect(code).toBe(0)
  for (const name of ['start', 'import', 'schedule', 'forecast', 'report', 'backup', 'restore', 'pair'])
    expect(stdout).toContain(`plumbline ${name}`)
})

test('a failure exits 1 with a coded error, in Chinese unless the environment asks for English', async () => {
  const parameters = ['forecast', 'nobody', '--db', database, '--json']
  const english = await run(parameters)
  expect(english.code).toBe(1)
  expect(errorOf(english.stdout)).toEqual({
    code: 'project-unknown',
    message: expect.stringMatching(/^There is no project "nobody"\. .*import or create/) as string,
    at: {},
  })
  const chinese = await run(parameters, { PLUMBLINE_LANGUAGE: 'zh' })
  expect(errorOf(chinese.stdout).message).toMatch(/^没有项目“nobody”。.*请核对项目编码/)
})

test('a setting that makes no sense is refused by the name of its variable', async () => {
  const { code, stdout } = await run(['backup', 'x', '--json'], { PLUMBLINE_PORT: '99999' })
  expect(code).toBe(1)
  expect(errorOf(stdout).message).toContain('PLUMBLINE_PORT')
})

test.skipIf(noPlan)(`a planner's file is scheduled without touching any database${why}`, async () => {
  const { code, stdout } = await run(['schedule', planFile, '--db', join(home, 'none.duckdb'), '--json'])
  expect(code).toBe(0)
  const [project] = JSON.parse(stdout).projects
  expect(project.finish).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  expect(Object.keys(project.activities[0])).toEqual([
    'code',
    'status',
    'earlyStart',
    'earlyFinish',
    'lateStart',
    'lateFinish',
    'totalFloatMinutes',
    'freeFloatMinutes',
    'critical',
  ])
  expect(existsSync(join(home, 'none.duckdb'))).toBe(false)
})

test('what a running server holds is worked on through it, and a restore waits until it has stopped', async () => {
  const server = runPlumbline(['start', '--no-open', '--port', '0', '--db', database], home)
  const address = await server.printed(/https:\/\/localhost:\d+/)
  const paired = await run(['pair', 'Wang', 'cost', '--db', database, '--json'])
  expect(paired.code).toBe(0)
  expect(JSON.parse(paired.stdout)).toMatchObject({ name: 'Wang', role: 'cost' })

  const refused = await run(['forecast', 'nobody', '--db', database, '--json'])
  expect(refused.code).toBe(1)
  expect(errorOf(refused.stdout)).toMatchObject({
    code: 'project-unknown',
    message: expect.stringMatching(/^There is no project "nobody"\. .*import or create/) as string,
  })

  const backup = await run(['backup', 'copy.duckdb', '--db', database, '--json'])
  expect(JSON.parse(backup.stdout)).toMatchObject({ file: join(home, 'copy.duckdb'), projects: 0 })

  const restore = await run(['restore', 'copy.duckdb', '--db', database, '--json'])
  expect(restore.code).toBe(1)
  expect(errorOf(restore.stdout).code).toBe('server-running')

  const second = await run(['start', '--no-open', '--db', database, '--json'])
  expect(second.code).toBe(1)
  expect(errorOf(second.stdout).message).toContain(address)

  server.child.kill('SIGTERM')
  const stopped = await server.finished
  expect(stopped.code).toBe(0)
  expect(stopped.stdout.trim().split('\n')).toEqual([expect.stringContaining(address)])
  expect(stopped.stderr).toMatch(/pairing code [0-9A-Z]{5}-[0-9A-Z]{5} \(owner/)
  expect(existsSync(holderFileOf(database))).toBe(false)

  const restored = await run(['restore', 'copy.duckdb', '--db', database, '--json'])
  expect(restored.code).toBe(0)
  expect(JSON.parse(restored.stdout)).toMatchObject({ projects: 0 })
}, 60_000)

test('the file of a server that was killed is seen to be stale and removed', async () => {
  const other = join(home, 'killed.duckdb')
  const server = runPlumbline(['start', '--no-open', '--port', '0', '--db', other], home)
  await server.printed(/https:\/\/localhost:\d+/)
  server.child.kill('SIGKILL')
  await server.finished
  expect(existsSync(holderFileOf(other))).toBe(true)
  const { code } = await run(['pair', 'Li', 'planner', '--db', other, '--json'])
  expect(code).toBe(0)
  expect(existsSync(holderFileOf(other))).toBe(false)
})

test('half a file beside the database counts as none', async () => {
  const other = join(home, 'half.duckdb')
  await writeFile(holderFileOf(other), '{"address":"https://local')
  const { code } = await run(['pair', 'Li', 'planner', '--db', other, '--json'])
  expect(code).toBe(0)
})

test('a taken port is refused by its number when it was asked for', async () => {
  const first = runPlumbline(['start', '--no-open', '--port', '0', '--db', join(home, 'p1.duckdb')], home)
  const port = (await first.printed(/https:\/\/localhost:\d+/)).split(':').at(-1) ?? ''
  const second = await run(['start', '--no-open', '--port', port, '--db', join(home, 'p2.duckdb'), '--json'])
  expect(second.code).toBe(1)
  expect(errorOf(second.stdout)).toMatchObject({ code: 'port-taken' })
  expect(errorOf(second.stdout).message).toContain(port)
  first.child.kill('SIGINT')
  expect((await first.finished).code).toBe(0)
})

test('the first start on a machine has the sample portfolio to show, marked as such', async () => {
  const fresh = join(home, 'fresh')
  await mkdir(fresh)
  const server = runPlumbline(['start', '--no-open', '--local-sign-in', '--port', '0'], fresh)
  const address = await server.printed(/https:\/\/localhost:\d+/)
  const own = { origin: address, 'sec-fetch-site': 'same-origin' }
  const { token } = await ask<{ token: string }>(`${address}/api/session/local`, 'POST', own)
  const headers = { authorization: `Bearer ${token}` }
  const { projects } = await ask<{ projects: { isSample: boolean; status: string }[] }>(
    `${address}/api/projects`,
    'GET',
    headers,
  )
  expect(projects.length).toBeGreaterThan(40)
  expect(projects.filter(project => !project.isSample)).toEqual([])
  server.child.kill('SIGTERM')
  await server.finished
}, 90_000)

/** JSON over TLS to this machine, whose authority is not known here. */
function ask<Answer>(address: string, method: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers, rejectUnauthorized: false, agent: false })
    asked.on('error', reject)
    asked.on('response', response => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () => resolve(JSON.parse(body) as Answer))
    })
    asked.end()
  })
}
