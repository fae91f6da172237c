import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

const planFile = join(
  dirname(dirname(import.meta.dirname)),
  '../shared/data/planner_files/percent_complete_types.xer',
)
const noPlan = !existsSync(planFile)
const why = noPlan ? ' (skipped: ../shared/data/planner_files is not there)' : ''

let server: TestServer
let viewer: string

beforeAll(async () => {
  server = await buildTestServer()
  viewer = await server.tokenOf('viewer')
})
afterAll(() => server.close())

const ask = (projectIds: string[]) =>
  server.as(viewer, { method: 'POST', url: '/api/reports', payload: { projectIds, language: 'zh' } })

test.skipIf(noPlan)(
  `the trend workbook of a calculated project comes as an .xlsx named after it${why}`,
  async () => {
    const actor = { name: 'tester', role: 'owner' as const }
    const bytes = await readFile(planFile)
    await server.analytics.importFile(actor, { name: 'percent.xer', bytes }, { asHistory: false })
    const { projectId } = await server.analytics.findProject('EC00640')
    const { jobId } = await server.analytics.startRefresh(actor, projectId)
    expect((await server.analytics.finishedJob(jobId)).state).toBe('done')
    const answer = await ask([projectId])
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    expect(answer.headers['content-disposition']).toBe("attachment; filename*=UTF-8''EC00640.xlsx")
    expect(answer.rawPayload.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  },
)

test('a report of a project that does not exist is a problem, not a file', async () => {
  const answer = await ask(['none'])
  expect(answer.statusCode).toBe(404)
  expect(answer.json().code).toBe('project-unknown')
})
