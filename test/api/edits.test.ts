import { Check } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pullAnswer, pushAnswer } from '#model/contract.ts'
import { buildTestServer, createActivities, type TestServer } from '../support/build-app.ts'

let server: TestServer
let planner: string
let projectId: string

beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner', '李计划')
  projectId = await server.newProject()
})
afterAll(() => server.close())

const push = (payload: object, token = planner) =>
  server.as(token, { method: 'POST', url: `/api/projects/${projectId}/edits`, payload })
const pull = async (query: string) =>
  (await server.as(planner, { url: `/api/projects/${projectId}/rows?sheets=activity${query}` })).json()

test('a batch sent twice is applied once and answered alike', async () => {
  const payload = { idempotencyKey: 'batch-1', baseChange: 0, edits: createActivities(['A10', 'A20']) }
  const first = (await push(payload)).json()
  const second = (await push(payload)).json()
  expect(Check(pushAnswer, first)).toBe(true)
  expect(first.outcomes).toEqual(Array(6).fill('accepted'))
  expect(first.repeated).toBe(false)
  expect(second).toEqual({ ...first, repeated: true })
  const rows = await pull('')
  expect(Check(pullAnswer, rows)).toBe(true)
  expect(rows.sheets[0].columns.code).toEqual(['A10', 'A20'])
})

test('the key of a batch cannot be used for another batch', async () => {
  const answer = await push({ idempotencyKey: 'batch-1', baseChange: 0, edits: createActivities(['A30']) })
  expect(answer.statusCode).toBe(409)
  expect(answer.json().code).toBe('batch-reused')
})

test('a pull since a change brings only what changed after it', async () => {
  const { change } = await pull('')
  const edits = createActivities(['A40'])
  await push({ idempotencyKey: 'batch-2', baseChange: change, edits })
  const changed = await pull(`&change=${change}&resultNumber=0`)
  expect(changed.sheets).toHaveLength(1)
  expect(changed.sheets[0]).toMatchObject({ complete: false, rowKeys: [edits.rowKey[0]] })
})

test('an edit of a computed column is named as read-only in the receipt, in the reader’s language', async () => {
  const { sheets, change } = await pull('')
  const edits = {
    sheet: ['activity'],
    rowKey: [sheets[0].rowKeys[0]],
    operation: ['set'],
    field: ['earlyStart'],
    base: [null],
    value: [29_000_000],
  }
  const answer = await server.as(planner, {
    method: 'POST',
    url: `/api/projects/${projectId}/edits`,
    headers: { 'accept-language': 'en' },
    payload: { idempotencyKey: 'batch-3', baseChange: change, edits },
  })
  expect(answer.json().outcomes).toEqual(['readOnly'])
  expect(answer.json().reasons[0].problem).toMatchObject({ code: 'field-read-only' })
  expect(answer.json().reasons[0].problem.text).toContain('is calculated and cannot be typed')
})

test('a viewer’s batch is refused whole and changes nothing', async () => {
  const before = await pull('')
  const viewer = await server.tokenOf('viewer')
  const answer = await push(
    { idempotencyKey: 'batch-4', baseChange: 0, edits: createActivities(['A50']) },
    viewer,
  )
  expect(answer.statusCode).toBe(403)
  expect(answer.json().code).toBe('role-not-allowed')
  expect(await pull('')).toEqual(before)
})

test('a sheet pulled by code of its project is the sheet pulled by id', async () => {
  const byCode = await server.as(planner, { url: '/api/projects/P1/rows?sheets=activity' })
  expect(byCode.json()).toEqual(await pull(''))
})
