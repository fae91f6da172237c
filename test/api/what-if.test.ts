import { Check } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whatIfAnswer } from '#model/what-if-contract.ts'
import { buildTestServer, createActivities, machineToken, type TestServer } from '../support/build-app.ts'

let server: TestServer
let planner: string
let projectId: string
/** Row keys by code. */
const keys: Record<string, string> = {}

type Cell = [code: string, field: string, base: unknown, value: unknown]
const editsOf = (cells: Cell[], sheet = 'activity') => ({
  sheet: cells.map(() => sheet),
  rowKey: cells.map(([code]) => keys[code] ?? code),
  operation: cells.map(() => 'set'),
  field: cells.map(([, field]) => field),
  base: cells.map(([, , base]) => base),
  value: cells.map(([, , , value]) => value),
})
const rows = async () => (await server.as(planner, { url: `/api/projects/${projectId}/rows` })).json()
const whatIf = async (scenarios: { name: string; edits: object }[], token = planner, language = 'zh-CN') =>
  server.as(token, {
    method: 'POST',
    url: `/api/projects/${projectId}/what-if`,
    headers: { 'accept-language': language },
    payload: { scenarios },
  })

/** A10 and, beside it, A15 of half its length; A20 after both. Work goes on for eight hours on five days. */
beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner', '李计划')
  const project = await server.as(planner, {
    method: 'POST',
    url: '/api/projects',
    // 2026-03-02 is a Monday.
    payload: { code: 'P1', name: 'Two ways', plannedStart: Date.UTC(2026, 2, 2, 8) / 60_000 },
  })
  projectId = project.json().projectId
  const made = createActivities(['A10', 'A15', 'A20'])
  for (const code of ['A10', 'A15', 'A20']) keys[code] = made.rowKey[made.value.indexOf(code)] as string
  const more = editsOf([
    ['A10', 'duration', null, 4 * 480],
    ['A15', 'duration', null, 2 * 480],
    ['A20', 'duration', null, 480],
    ['A20', 'predecessors', null, 'A10, A15'],
  ])
  const payload = { idempotencyKey: 'batch-1', baseChange: 0, edits: joined(made, more) }
  await server.as(planner, { method: 'POST', url: `/api/projects/${projectId}/edits`, payload })
})
afterAll(() => server.close())

function joined(first: Record<string, unknown[]>, second: Record<string, unknown[]>) {
  return Object.fromEntries(
    Object.keys(first).map(name => [name, [...(first[name] ?? []), ...(second[name] ?? [])]]),
  )
}

test('a longer critical activity moves the finish by exactly that, one with float by nothing, and nothing is stored', async () => {
  const before = await rows()
  const answer = await whatIf([
    { name: '慢一天', edits: editsOf([['A10', 'duration', 4 * 480, 5 * 480]]) },
    { name: '浮时内', edits: editsOf([['A15', 'duration', 2 * 480, 4 * 480]]) },
    { name: '不等', edits: editsOf([['A20', 'predecessors', 'A10,A15', 'A15']]) },
  ])
  expect(answer.statusCode).toBe(200)
  const { present, scenarios, change, minutesPerDay } = answer.json()
  expect(Check(whatIfAnswer, answer.json())).toBe(true)
  // Monday to Thursday, then Friday; a fifth day ends A10 on Friday and A20 on the Monday after.
  expect(present.finish).toBe(Date.UTC(2026, 2, 6, 17) / 60_000)
  expect(scenarios[0].figures.finish).toBe(Date.UTC(2026, 2, 9, 17) / 60_000)
  const finishWork = scenarios.map(
    (one: { differences: { finishWork: number } }) => one.differences.finishWork,
  )
  expect(finishWork).toEqual([480, 0, -480])
  expect(scenarios[1].differences.criticalCount).toBe(1)
  expect([change, minutesPerDay]).toEqual([before.change, 480])
  expect(await rows()).toEqual(before)
})

test('a refused edit is named in the reader’s language and the others count', async () => {
  const edits = editsOf([
    ['A10', 'predecessors', null, 'A20'],
    ['A10', 'earlyStart', null, 29_000_000],
    ['A20', 'duration', 480, 960],
    ['A15', 'duration', 999, 480],
  ])
  const { scenarios } = (await whatIf([{ name: 'loop', edits }], planner, 'en')).json()
  expect(scenarios[0].outcomes).toEqual(['refused', 'readOnly', 'accepted', 'conflict'])
  expect(scenarios[0].reasons.map((reason: { problem: { code: string } }) => reason.problem.code)).toEqual([
    'link-loop',
    'field-read-only',
    'edit-conflict',
  ])
  expect(scenarios[0].reasons[0].problem.text).toContain('A20')
  expect(scenarios[0].reasons[2].problem.text).toContain('李计划')
  expect(scenarios[0].differences.finishWork).toBe(480)
})

test('a scenario may not try what the person may not change', async () => {
  const edits = editsOf([['A10', 'duration', 4 * 480, 5 * 480]])
  const cost = await server.tokenOf('cost')
  expect((await whatIf([{ name: 'x', edits }], cost)).json().scenarios[0].outcomes).toEqual(['refused'])
  const viewer = await server.tokenOf('viewer')
  expect((await whatIf([{ name: 'x', edits }], viewer)).json().code).toBe('role-not-allowed')
})

test('more than ten scenarios, and columns of unequal length, are refused by name', async () => {
  const edits = editsOf([['A10', 'duration', 4 * 480, 5 * 480]])
  const many = await whatIf(Array.from({ length: 11 }, (_, i) => ({ name: `S${i}`, edits })))
  expect(many.statusCode).toBe(400)
  const uneven = await whatIf([{ name: 'x', edits: { ...edits, value: [] } }])
  expect(uneven.json().code).toBe('columns-unequal')
})

test('the command line names rows by their codes and says where its file is wrong', async () => {
  const run = async (given: unknown) =>
    server.as(machineToken, {
      method: 'POST',
      url: '/api/commands/what-if',
      headers: { 'accept-language': 'en' },
      payload: { of: 'P1', file: 'tries.json', given },
    })
  const slower = (code: string, value: unknown) => ({
    scenarios: [{ name: 'slower', changes: [{ sheet: 'activity', code, field: 'duration', value }] }],
  })
  const done = await run(slower('A20', 960))
  expect(done.json().scenarios[0]).toMatchObject({ outcomes: ['accepted'], differences: { finishWork: 480 } })
  const unknown = await run(slower('A99', 960))
  expect(unknown.json()).toMatchObject({ code: 'usage-wrong', detail: expect.stringContaining('A99') })
  const wrong = await run({ scenarios: [{ name: 'slower' }] })
  expect(wrong.json()).toMatchObject({
    code: 'usage-wrong',
    detail: expect.stringContaining('tries.json is not as needed at /scenarios/0'),
  })
})
