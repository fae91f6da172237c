import { afterAll, beforeAll, expect, test } from 'vitest'
import { costAssumptionsOf } from '#api/commands/cost-assumptions-of.ts'
import { printCostAssumptions } from '#api/commands/print-cost-assumptions.ts'
import type { JobStatus } from '#model/contract.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import { buildTestServer, type TestServer } from '../support/build-app.ts'

let server: TestServer
let planner: string
let viewer: string
let projectId: string
const owner = { name: 'tester', role: 'owner' as const }

beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner')
  viewer = await server.tokenOf('viewer')
  await server.analytics.loadSamples(owner)
  const running = (await server.analytics.projects()).filter(project => project.status === 'running')
  projectId = running.toSorted((a, b) => b.activities - a.activities)[0]?.projectId as string
}, 120_000)
afterAll(() => server.close())

const url = () => `/api/projects/${projectId}/simulations`
async function simulate(payload: object): Promise<JobStatus> {
  const started = await server.as(planner, { method: 'POST', url: url(), payload })
  expect(started.statusCode).toBe(202)
  const { jobId, kind } = started.json<JobStatus>()
  expect(kind).toBe('simulation')
  await server.analytics.finishedJob(jobId)
  return (await server.as(planner, { url: `/api/jobs/${jobId}` })).json<JobStatus>()
}
const latest = async () => (await server.as(viewer, { url: `${url()}/latest` })).json<SimulationAnswer>()

/** Types one row of the risk register. */
async function addRisk(rowKey: string, values: Record<string, unknown>): Promise<void> {
  const fields = Object.entries(values)
  const pushed = await server.analytics.push(owner, projectId, {
    idempotencyKey: `risk ${rowKey}`,
    baseChange: 0,
    edits: {
      sheet: [rowKey, ...fields].map(() => 'risk'),
      rowKey: [rowKey, ...fields].map(() => rowKey),
      operation: ['create', ...fields.map(() => 'set' as const)],
      field: ['', ...fields.map(([field]) => field)],
      base: [rowKey, ...fields].map(() => null),
      value: [null, ...fields.map(([, value]) => value as string | number)],
    },
  })
  expect(pushed.reasons).toEqual([])
}

test('before the first simulation there is none to show, and that is said', async () => {
  const answer = await server.as(viewer, { url: `${url()}/latest` })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'simulation-missing'])
})

test('a simulation is stored with its ranges, what drives it and what it assumed, and is the same again', async () => {
  const job = await simulate({ runs: 2000, seed: 11 })
  expect(job).toMatchObject({ state: 'done', problem: null })
  const first = await latest()
  expect(first).toMatchObject({ runs: 2000, seed: 11, isCurrent: true, correlateBy: 'wbs' })
  expect(first.finish.p10).toBeLessThan(first.finish.p80)
  expect(first.finish.p10).toBeGreaterThanOrEqual(first.statusAt)
  expect(first.cost?.p10).toBeLessThan(first.cost?.p90 as number)
  expect(first.tornado).toHaveLength(10)
  expect(first.findings.every(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true)
  await simulate({ runs: 2000, seed: 11 })
  expect(await latest()).toEqual(first)
})

test('what is assumed of costs is from the finished samples, none of the own family, or from the request, which must be in order', async () => {
  await simulate({
    runs: 1000,
    costAssumptions: { machine: { timeShare: 0.8, price: { least: 0.9, most: 1.4 } } },
  })
  const assumed = async (kind: string) => (await latest()).costAssumptions.find(one => one.kind === kind)
  expect(await assumed('labour')).toMatchObject({
    source: 'history',
    projects: 40,
    timeShareSource: 'default',
  })
  expect(await assumed('machine')).toEqual({
    kind: 'machine',
    timeShare: 0.8,
    timeShareSource: 'given',
    least: 0.9,
    most: 1.4,
    source: 'given',
    projects: null,
  })
  const largest = projectId
  const projects = await server.analytics.projects()
  projectId = projects.find(({ code }) => code === 'SG-2025-013')?.projectId as string
  await simulate({ runs: 1000 })
  // Two of the forty are of the family 滨江新城, as is this one.
  expect(await assumed('labour')).toMatchObject({ source: 'history', projects: 38 })
  projectId = largest
  const refused = await server.as(planner, {
    method: 'POST',
    url: url(),
    payload: { costAssumptions: { other: { price: { least: 1.2, most: 1.1 } } } },
  })
  expect([refused.statusCode, refused.json().code]).toEqual([422, 'price-range-out-of-order'])
  expect(refused.json().detail).toContain('其他')
})

const typed = (values: Record<string, string>) => ({
  positionals: [],
  values,
  resolve: (path: string) => path,
})

test('the command line takes prices and shares by kind, and says where they are written otherwise', () => {
  const values = { prices: 'material=0.9..1.2, labour=1..1.1', 'time-shares': 'material=0.25' }
  expect(costAssumptionsOf(typed(values))).toEqual({
    costAssumptions: {
      material: { price: { least: 0.9, most: 1.2 }, timeShare: 0.25 },
      labour: { price: { least: 1, most: 1.1 } },
    },
  })
  expect(costAssumptionsOf(typed({}))).toEqual({})
  const wrong = [
    { prices: 'steel=0.9..1.2' },
    { prices: 'material=0.9' },
    { prices: 'material=0..1.2' },
    { prices: 'material=0.9..x' },
    { prices: 'material=..1.2' },
    { prices: 'material' },
    { 'time-shares': 'other=1.5' },
    { 'time-shares': 'other=' },
  ]
  for (const one of wrong)
    expect(() => costAssumptionsOf(typed(one))).toThrow(expect.objectContaining({ code: 'usage-wrong' }))
})

test('the command line says what was assumed of costs and where that is from', () => {
  const kinds = [
    {
      kind: 'labour' as const,
      timeShare: 1,
      least: 0.93,
      most: 1.214,
      source: 'history' as const,
      projects: 14,
    },
    {
      kind: 'other' as const,
      timeShare: 0.5,
      least: 0.95,
      most: 1.1,
      source: 'default' as const,
      projects: null,
    },
  ].map(one => ({ ...one, timeShareSource: 'default' as const }))
  expect(printCostAssumptions(kinds, 'zh')).toEqual([
    '成本假设（价格为计划的倍数）:',
    '  人工  按时间计费 100 %  价格 0.93–1.21 (来自 14 个已完项目)',
    '  其他  按时间计费 50 %  价格 0.95–1.10 (默认)',
  ])
  expect(printCostAssumptions(kinds, 'en')[2]).toBe('  Other  paid by time 50 %  prices 0.95–1.10 (default)')
})

test('a typed risk drives the next simulation and stands among its drivers', async () => {
  const before = await latest()
  const critical = before.criticality[0]?.code as string
  await addRisk('risk-1', {
    code: 'R-1',
    name: '雨季',
    probability: 1,
    activities: `${critical};没有`,
    leastDelay: 30 * 480,
    likelyDelay: 40 * 480,
    mostDelay: 60 * 480,
  })
  expect((await latest()).isCurrent).toBe(false)
  const job = await simulate({ runs: 2000, seed: 11 })
  expect(job.findings.map(({ code }) => code)).toContain('risk-activity-unknown')
  const after = await latest()
  expect(after.finish.p80 - before.finish.p80).toBeGreaterThan(20 * 1440)
  const { sheets } = await server.analytics.pull(projectId, ['simulationDriver'], null)
  expect(sheets[0]?.columns['riskKey']).toContain('R-1')
  expect(sheets[0]?.columns['activityKey']).toContain(critical)
})

test('a levelled simulation says so, ends no earlier and has no floats', async () => {
  await simulate({ runs: 1000, seed: 11, stopWhenStable: false })
  const free = await latest()
  expect(free.levelled).toBe(false)
  const job = await simulate({ runs: 1000, seed: 11, stopWhenStable: false, levelled: true })
  expect(job).toMatchObject({ state: 'done', problem: null, progress: 1 })
  const levelled = await latest()
  expect(levelled).toMatchObject({ levelled: true, runs: 1000, seed: 11, isCurrent: true })
  expect(levelled.finish.planned).toBeGreaterThanOrEqual(free.finish.planned as number)
  levelled.finish.curve.forEach(({ value }, i) =>
    expect(value).toBeGreaterThanOrEqual(free.finish.curve[i]?.value as number),
  )
  expect(levelled.scatter.every(({ finish }, run) => finish >= (free.scatter[run]?.finish as number))).toBe(
    true,
  )
  expect(levelled.criticality.length).toBeGreaterThan(0)
  expect(levelled.criticality.every(({ significance }) => significance === null)).toBe(true)
  expect(free.criticality.every(({ significance }) => significance !== null)).toBe(true)
})

test.each([false, true])('a cancelled simulation stores nothing (levelled: %s)', async levelled => {
  const before = await latest()
  const started = await server.as(planner, {
    method: 'POST',
    url: url(),
    payload: { runs: 200_000, seed: 12, stopWhenStable: false, levelled },
  })
  const { jobId } = started.json<JobStatus>()
  const cancelled = await server.as(planner, { method: 'DELETE', url: `/api/jobs/${jobId}` })
  expect(cancelled.statusCode).toBe(200)
  expect((await server.analytics.finishedJob(jobId)).state).toBe('cancelled')
  expect(await latest()).toEqual(before)
})

test('a project without activities is refused with the remedy', async () => {
  projectId = await server.newProject('EMPTY')
  const job = await simulate({})
  expect(job.state).toBe('failed')
  expect(job.problem?.code).toBe('simulation-without-activities')
})
