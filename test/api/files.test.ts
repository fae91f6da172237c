import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Check } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSummary } from '#model/contract.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

const planFile = join(
  dirname(dirname(import.meta.dirname)),
  '../shared/data/planner_files/percent_complete_types.xer',
)
const noPlan = !existsSync(planFile)
const why = noPlan ? ' (skipped: ../shared/data/planner_files is not there)' : ''

let server: TestServer
let planner: string

beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner')
})
afterAll(() => server.close())

const upload = (query: string, payload: Buffer) =>
  server.as(planner, {
    method: 'POST',
    url: `/api/imports?${query}`,
    headers: { 'content-type': 'application/octet-stream', 'accept-language': 'en' },
    payload,
  })

test.skipIf(noPlan)(`a planner's file sent as bytes becomes a project${why}`, async () => {
  const answer = await upload('name=percent.xer', await readFile(planFile))
  expect(answer.statusCode).toBe(200)
  const summary = answer.json()
  expect(Check(importSummary, summary)).toBe(true)
  expect(summary.projects).toMatchObject([{ code: 'EC00640', activities: 12 }])
  const { projects } = (await server.as(planner, { url: '/api/projects' })).json()
  expect(projects).toMatchObject([{ code: 'EC00640', activities: 12 }])
})

test('a file of no known kind is refused by its name and stores nothing', async () => {
  const before = (await server.as(planner, { url: '/api/projects' })).body
  const answer = await upload('name=notes.pdf', Buffer.from('%PDF-1.7'))
  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toMatchObject({ code: 'file-kind-unknown' })
  expect(answer.json().detail).toContain('notes.pdf')
  expect((await server.as(planner, { url: '/api/projects' })).body).toBe(before)
})

test('a file without a name is refused', async () => {
  const answer = await upload('asHistory=true', Buffer.from('x'))
  expect(answer.statusCode).toBe(400)
  expect(answer.json().detail).toContain('querystring.name')
})
