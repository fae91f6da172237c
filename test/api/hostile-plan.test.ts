import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ForecastAnswer, JobStatus } from '#model/contract.ts'
import { describeProblem, type Problem } from '#model/problems.ts'
import { parseDay, parseMinute } from '#model/plan-time.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

type Cell = string | number | null
const owner = { name: 'tester', role: 'owner' as const }
const minute = (text: string) => parseMinute(text) as number

let server: TestServer
let projectId: string
let token: string
let batches = 0

/** Types cells of one row; `was` holds what stood in them, all other cells were empty. A row that is no project is made first. */
async function type(
  sheet: string,
  rowKey: string,
  values: Record<string, Cell>,
  was: Record<string, Cell> = {},
) {
  const isNew = sheet !== 'project'
  const fields = Object.keys(values)
  const cells = isNew ? ['', ...fields] : fields
  return server.analytics.push(owner, projectId, {
    idempotencyKey: `batch ${++batches}`,
    baseChange: 0,
    edits: {
      sheet: cells.map(() => sheet),
      rowKey: cells.map(() => rowKey),
      operation: cells.map(field => (field === '' ? 'create' : 'set')),
      field: cells,
      base: cells.map(field => was[field] ?? null),
      value: cells.map(field => values[field] ?? null),
    },
  })
}
async function refresh(): Promise<JobStatus> {
  const started = await server.as(token, { method: 'POST', url: `/api/projects/${projectId}/refresh` })
  const { jobId } = started.json<JobStatus>()
  await server.analytics.finishedJob(jobId)
  return (await server.as(token, { url: `/api/jobs/${jobId}` })).json<JobStatus>()
}
const forecast = async () =>
  (await server.as(token, { url: `/api/projects/${projectId}/forecast` })).json<ForecastAnswer>()

beforeAll(async () => {
  server = await buildTestServer()
  token = await server.tokenOf('owner')
  projectId = await server.newProject('H1')
  await type('project', projectId, {
    plannedStart: minute('2026-01-05T08:00'),
    dataDate: minute('2026-01-30T17:00'),
  })
  await type('activity', 'a', {
    code: 'A',
    name: '开挖',
    duration: 4800,
    actualStart: minute('2026-01-05T08:00'),
    actualFinish: minute('2026-01-16T17:00'),
  })
  await type('activity', 'b', {
    code: 'B',
    name: '浇筑',
    duration: 9600,
    actualStart: minute('2026-01-19T08:00'),
    completeRatio: 0.4,
  })
  await type('budgetLine', 'l1', { activityKey: 'A', kind: 'labour', amount: 10_000_00 })
  await type('budgetLine', 'l2', { activityKey: 'B', kind: 'labour', amount: 20_000_00 })
  await type('costEntry', 'e1', {
    activityKey: 'A',
    kind: 'labour',
    amount: 11_000_00,
    bookedOn: parseDay('2026-01-16'),
  })
  await refresh()
}, 120_000)
afterAll(() => server.close())

test('the currency of a project that holds amounts is refused with what to do instead', async () => {
  for (const currency of ['JPY', 'USD']) {
    const { outcomes, reasons } = await type('project', projectId, { currency }, { currency: 'CNY' })
    expect(outcomes).toEqual(['refused'])
    const problem = reasons[0]?.problem as Problem
    // Two budget lines, a cost entry, and the status and forecast of the calculation.
    expect(problem).toMatchObject({ code: 'currency-in-use', data: { from: 'CNY', to: currency, count: 5 } })
    expect(describeProblem(problem, 'zh')).toMatch(/请新建项目/)
  }
})

test('the currency of a project without amounts may be changed', async () => {
  const held = projectId
  projectId = await server.newProject('H2')
  const pushed = await type('project', projectId, { currency: 'JPY' }, { currency: 'CNY' })
  projectId = held
  expect(pushed.outcomes).toEqual(['accepted'])
})

test('a data date moved back gives the forecast of that date, and says that a later status was not used', async () => {
  expect((await forecast()).statusAt).toBe(minute('2026-01-30T17:00'))
  await type(
    'project',
    projectId,
    { dataDate: minute('2026-01-20T17:00') },
    { dataDate: minute('2026-01-30T17:00') },
  )
  await refresh()
  const back = await forecast()
  expect(back.statusAt).toBe(minute('2026-01-20T17:00'))
  expect(back.finish.p10).toBeGreaterThanOrEqual(minute('2026-01-20T17:00'))
  expect(back.notUsed).toContainEqual(
    expect.objectContaining({
      code: 'status-after-data-date',
      at: { sheet: 'statusSnapshot', field: 'statusAt' },
    }),
  )
})

test('amounts that cannot be added up exactly stop the calculation with the row and the remedy, in Chinese', async () => {
  await type('budgetLine', 'l8', { activityKey: 'B', kind: 'labour', amount: 9e15 })
  await type('budgetLine', 'l9', { activityKey: 'B', kind: 'labour', amount: 8e15 })
  const job = await refresh()
  expect(job.state).toBe('failed')
  expect(job.problem).toMatchObject({ code: 'amounts-too-large', at: { sheet: 'budgetLine', rowKey: 'l8' } })
  expect(job.problem?.text).toMatch(/请核对/)
})
