import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WhatIfAnswer } from '#model/what-if-contract.ts'
import { printWhatIf } from '../../api/commands/print-what-if.ts'
import { whatIfCommand } from '../../api/commands/what-if.ts'
import { buildTestServer, machineToken, type TestServer } from '../support/build-app.ts'
import { always, askWhatIf, at, day, type Edit, editsOf, makeProject, type Row } from './what-if-case.ts'

let server: TestServer
let planner: string
beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner', '李计划')
})
afterAll(() => server.close())

/** Two lifts without links, each with one crane at a time, and a paint shop that nobody waits for. */
const lifts = (code: string, estimate: object, cranes: number, more: object = {}) =>
  makeProject(server, planner, code, [
    ['activity', 'A', { code: 'A', name: '吊装一', duration: 10 * day, ...estimate }],
    ['activity', 'B', { code: 'B', name: '吊装二', duration: 10 * day, ...estimate, ...more }],
    ['resource', 'TC', { code: 'TC', name: '塔吊', kind: 'machine', available: cranes * 1000 }],
    ['resource', 'PT', { code: 'PT', name: '油漆', kind: 'material' }],
    ['assignment', 'AT', { activityKey: 'A', resourceKey: 'TC', rate: 1000 }],
    ['assignment', 'BT', { activityKey: 'B', resourceKey: 'TC', rate: 1000 }],
    ['assignment', 'AP', { activityKey: 'A', resourceKey: 'PT', rate: 1000 }],
  ] satisfies Row[])
const twoCranes: Edit[] = [['resource', 'TC', 'available', 1000, 2000]]
const codesOf = (findings: { code: string }[] | undefined) => findings?.map(({ code }) => code)

// Ten days side by side end on Friday the 13th, one after the other on Friday the 27th.
test('a second crane lets both lifts go on at once, and without levelled runs it is said that it moves no finish', async () => {
  const projectId = await lifts('L1', always(10), 1)
  const levelled = await askWhatIf(server, planner, projectId, [twoCranes], { runs: 200, levelled: true })
  expect(levelled.simulation).toMatchObject({
    levelled: true,
    present: { finishP50: at(27), finishP80: at(27) },
    findings: [],
  })
  expect(levelled.scenarios[0]).toMatchObject({
    differences: { finishWork: 0, overloadedResources: -1 },
    simulated: {
      figures: { finishP50: at(13), finishP80: at(13) },
      differences: { finishP50Work: -10 * day, finishP80Work: -10 * day },
    },
    findings: [],
  })
  for (const simulate of [{ runs: 200 }, null]) {
    const { simulation, scenarios } = await askWhatIf(server, planner, projectId, [twoCranes], simulate)
    expect(simulation?.levelled ?? false).toBe(false)
    expect(scenarios[0]?.simulated?.differences?.finishP80Work ?? 0).toBe(0)
    expect(scenarios[0]?.differences).toMatchObject({ finishWork: 0, overloadedResources: -1 })
    const [finding] = scenarios[0]?.findings ?? []
    expect(finding).toMatchObject({ code: 'what-if-needs-levelling', severity: 'warning' })
    expect(finding?.text).toContain('TC Available')
  }
})

test('a lift that comes to need both cranes makes the other wait', async () => {
  const projectId = await lifts('L2', always(10), 2)
  const both: Edit[] = [['assignment', 'AT', 'rate', 1000, 2000]]
  const { simulation, scenarios } = await askWhatIf(server, planner, projectId, [both], {
    runs: 200,
    levelled: true,
  })
  expect(simulation?.present?.finishP80).toBe(at(13))
  expect(scenarios[0]?.simulated?.differences?.finishP80Work).toBe(10 * day)
  const free = (await askWhatIf(server, planner, projectId, [both], { runs: 200 })).scenarios[0]
  expect(free).toMatchObject({
    differences: { overloadedResources: 1 },
    simulated: { differences: { finishP80Work: 0 } },
  })
  expect(codesOf(free?.findings)).toEqual(['what-if-needs-levelling', 'resource-overloaded'])
  expect(free?.findings[0]?.text).toContain('A/TC Units at a time')
})

test('changes that no limit is met by are not among those that need levelled runs', async () => {
  const projectId = await lifts('L3', always(10), 1)
  const scenarios: Edit[][] = [
    [['assignment', 'AP', 'rate', 1000, 3000]],
    [['assignment', 'AT', 'plannedQuantity', null, 5000]],
    [['resource', 'TC', 'price', null, 100_0000]],
    [['resource', 'PT', 'available', null, 1000]],
    [['assignment', 'BT', '', null, null, 'delete']],
  ]
  const answer = await askWhatIf(server, planner, projectId, scenarios, { runs: 200 })
  expect(
    answer.scenarios.map(({ findings }) => codesOf(findings)?.includes('what-if-needs-levelling')),
  ).toEqual([false, false, false, true, true])
})

// Each lift takes 0 to 10 days, all alike likely. The longer of two stays within x with a probability of (x / 10)^2. The sum of two is
// triangular on 0 to 20 days: its median is 10, and beyond its P80 lies 0.2 = (20 - x)^2 / 200.
test('levelled scenarios draw the same durations as the present plan and as runs without limits', async () => {
  const wide = { optimisticDuration: 0, mostLikelyDuration: 5 * day, pessimisticDuration: 10 * day }
  const projectId = await lifts('L4', wide, 1)
  const how = { runs: 20_000, seed: 7, distribution: 'uniform', correlateBy: 'none' }
  const renamed: Edit[] = [['activity', 'A', 'name', '吊装一', '吊装甲']]
  const levelled = await askWhatIf(server, planner, projectId, [twoCranes, renamed], {
    ...how,
    levelled: true,
  })
  const [two, same] = levelled.scenarios
  const days = (minutes: number | undefined) => (minutes ?? Number.NaN) / day
  expect(days(two?.simulated?.differences?.finishP50Work)).toBeCloseTo(10 * Math.sqrt(0.5) - 10, 0)
  expect(Math.abs(days(two?.simulated?.differences?.finishP80Work) - expectedP80)).toBeLessThan(0.15)
  expect(same?.simulated?.figures).toEqual(levelled.simulation?.present)
  // With a crane for each nothing waits, run by run.
  const free = await askWhatIf(server, planner, projectId, [twoCranes], how)
  expect(two?.simulated?.figures).toEqual(free.simulation?.present)
})
const expectedP80 = 10 * Math.sqrt(0.8) - (20 - Math.sqrt(40))

test('accepted levelled starts give the order and hold nothing back, so that a second crane still counts', async () => {
  const monday = Date.UTC(2026, 2, 16, 8) / 60_000
  const projectId = await lifts('L5', always(10), 1, { levelledStart: monday })
  const levelled = await askWhatIf(server, planner, projectId, [twoCranes], { runs: 200, levelled: true })
  expect(levelled.present.finish).toBe(at(27))
  expect(levelled.simulation?.present?.finishP80).toBe(at(27))
  expect(codesOf(levelled.simulation?.findings)).toEqual(['simulation-starts-released'])
  expect(levelled.simulation?.findings[0]?.text).toContain('1 activities')
  expect(levelled.scenarios[0]?.simulated?.figures.finishP80).toBe(at(13))
  expect(levelled.scenarios[0]?.findings).toEqual([])
  const free = await askWhatIf(server, planner, projectId, [twoCranes], { runs: 200 })
  expect(free.simulation?.present?.finishP80).toBe(at(27))
  expect(codesOf(free.simulation?.findings)).toEqual([])
})

test('the command line simulates within the limits where that is asked for', async () => {
  await lifts('L6', always(10), 1)
  const given = {
    scenarios: [{ name: 'x', changes: [{ sheet: 'resource', code: 'TC', field: 'available', value: 2000 }] }],
  }
  const answer = await server.as(machineToken, {
    method: 'POST',
    url: '/api/commands/what-if',
    payload: { of: 'L6', file: 'tries.json', given, simulate: { runs: 200, levelled: true } },
  })
  const { scenarios } = answer.json<WhatIfAnswer>()
  expect(scenarios[0]?.simulated?.differences?.finishP80Work).toBe(-10 * day)
})

test('the text of the command states what was assumed of costs where there are costs, and none where there are none', async () => {
  const projectId = await lifts('L7', always(10), 1)
  const priced: Edit[] = [
    ['resource', 'TC', 'price', null, 1000_0000],
    ['assignment', 'AT', 'plannedQuantity', null, 10_000],
  ]
  const costAssumptions = { machine: { timeShare: 0.4, price: { least: 0.8, most: 1.5 } } }
  const how = { runs: 200, levelled: true, costAssumptions }
  const text = printWhatIf(await askWhatIf(server, planner, projectId, [priced], how), 'en')
  expect(text).toContain('200 runs each by the same draws, all kept to the limited resources')
  expect(text).toContain('Machine  paid by time 40 % (given)  prices 0.80–1.50 (given)')
  expect(text).toContain('Material  paid by time 0 %  prices 0.95–1.15 (default)')
  const bare = printWhatIf(await askWhatIf(server, planner, projectId, [[]], how), 'en')
  expect(bare).toContain('200 runs')
  expect(bare).not.toContain('paid by time')
})

test('a price range that does not hold the planned price is refused with its kind', async () => {
  const projectId = await lifts('L8', always(10), 1)
  const answer = await server.as(planner, {
    method: 'POST',
    url: `/api/projects/${projectId}/what-if`,
    payload: {
      scenarios: [{ name: 'x', edits: editsOf([]) }],
      simulate: { costAssumptions: { machine: { price: { least: 1.1, most: 1.5 } } } },
    },
  })
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'price-range-out-of-order'])
})

test('what only a simulation has is refused where none is asked for', () => {
  const edits = join(import.meta.dirname, '../../package.json')
  const read = (values: Record<string, string | true>) =>
    whatIfCommand.read({
      positionals: ['L1'],
      values: { edits, ...values },
      resolve: (path: string) => path,
    } as never)
  expect(read({ simulate: true, levelled: true })).toMatchObject({ simulate: { levelled: true } })
  for (const one of [{ levelled: true }, { prices: 'material=0.9..1.2' }, { runs: '500' }] as const)
    expect(() => read(one)).toThrow(expect.objectContaining({ code: 'usage-wrong' }))
})
