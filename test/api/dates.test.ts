import { Check } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { datesAnswer } from '#model/dates-contract.ts'
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

test('dates follow an edit at once, without a refresh and without being stored', async () => {
  const edits = createActivities(['A10', 'A20'])
  const push = (payload: object) =>
    server.as(planner, { method: 'POST', url: `/api/projects/${projectId}/edits`, payload })
  const dates = async () => (await server.as(planner, { url: `/api/projects/${projectId}/dates` })).json()
  await push({ idempotencyKey: 'batch-1', baseChange: 0, edits })
  const before = await dates()
  const [first, second] = ['A10', 'A20'].map(code => edits.rowKey[edits.value.indexOf(code)] as string)
  const link = {
    sheet: ['activity'],
    rowKey: [second],
    operation: ['set'],
    field: ['predecessors'],
    base: [null],
    value: ['A10'],
  }
  await push({ idempotencyKey: 'batch-2', baseChange: before.change, edits: link })
  const after = await dates()
  expect(Check(datesAnswer, after)).toBe(true)
  const at = (answer: typeof after, column: string, key: string | undefined) =>
    answer[column][answer.rowKeys.indexOf(key)]
  expect(at(before, 'start', second)).toBe(at(before, 'start', first))
  expect(at(after, 'start', second)).toBeGreaterThanOrEqual(at(after, 'finish', first))
  expect(after.change).toBe(before.change + 1)
  const { sheets } = (
    await server.as(planner, { url: `/api/projects/${projectId}/rows?sheets=activity` })
  ).json()
  expect(sheets[0].columns.earlyStart).toEqual([null, null])
})

test('dates of a project that is not there are refused by name', async () => {
  const answer = await server.as(planner, { url: '/api/projects/nowhere/dates' })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'project-unknown'])
})
