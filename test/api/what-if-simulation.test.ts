import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WhatIfAnswer } from '#model/what-if-contract.ts'
import { buildTestServer, machineToken, type TestServer } from '../support/build-app.ts'
import { always, askWhatIf, at, day, type Edit, makeProject, type Row } from './what-if-case.ts'

let server: TestServer
let planner: string
let projectId: string
const rows: Row[] = [
  ['activity', 'B10', { code: 'B10', name: '路基', duration: 10 * day, ...always(10) }],
  ['activity', 'B20', { code: 'B20', name: '路面', duration: 5 * day, predecessors: 'B10', ...always(5) }],
  ['resource', 'C1', { code: 'C1', name: '碎石', kind: 'material', price: 200_0000, available: 3000 }],
  ['assignment', 'B10-C1', { activityKey: 'B10', resourceKey: 'C1', rate: 2000, plannedQuantity: 100_000 }],
  ['assignment', 'B10-C1-more', { activityKey: 'B10', resourceKey: 'C1', plannedQuantity: 10_000 }],
  [
    'risk',
    'K1',
    {
      code: 'K1',
      name: '雨季停工',
      probability: 0.3,
      activities: 'B20',
      leastDelay: 5 * day,
      likelyDelay: 5 * day,
      mostDelay: 5 * day,
      mitigationCost: 1000_00,
      residualProbability: 0.1,
    },
  ],
]

/** Work of eight hours on five days from Monday 2026-03-02 to Friday 2026-03-20, and a risk of a week more. */
beforeAll(async () => {
  server = await buildTestServer()
  planner = await server.tokenOf('planner', '李计划')
  projectId = await makeProject(server, planner, 'P2', rows)
})
afterAll(() => server.close())

const whatIf = (edits: Edit[][], simulate: object | null = { runs: 2000, seed: 5 }) =>
  askWhatIf(server, planner, projectId, edits, simulate)
const mitigated: Edit[] = [['risk', 'K1', 'status', 'open', 'mitigated']]
const likelier: Edit[] = [['risk', 'K1', 'probability', 0.3, 0.6]]

// The finish is the 20th, or a week later where the risk occurs: with a probability of 30 % that is beyond the median and within the
// 80th percentile, with 10 % beyond both, with 60 % within both. A mitigation's cost is spent in every run.
test('a risk moves the percentiles that its probability reaches, its mitigation costs what it costs, and dates and forecast stay', async () => {
  const { simulation, present, scenarios } = await whatIf([mitigated, likelier])
  expect(simulation).toMatchObject({ runs: 2000, seed: 5, present: { finishP50: at(20), finishP80: at(27) } })
  expect(simulation?.costAssumptions.find(({ kind }) => kind === 'material')?.source).toBe('default')
  expect(scenarios[0]?.simulated).toMatchObject({
    figures: { finishP50: at(20), finishP80: at(20) },
    differences: { finishP50: 0, finishP80: -7 * 1440, finishP80Work: -5 * day },
  })
  expect(scenarios[0]?.simulated?.differences).toMatchObject({ costP50: 1000_00, costP80: 1000_00 })
  expect(scenarios[1]?.simulated?.differences).toEqual({
    finishP50: 7 * 1440,
    finishP50Work: 5 * day,
    finishP80: 0,
    finishP80Work: 0,
    costP50: 0,
    costP80: 0,
  })
  for (const { figures, findings } of scenarios) expect([figures, findings]).toEqual([present, []])
})

test('a scenario that changes nothing of weight differs by nothing, however much the draws vary', async () => {
  const vague: Edit[] = ['optimisticDuration', 'mostLikelyDuration', 'pessimisticDuration'].map(field => [
    'activity',
    'B10',
    field,
    10 * day,
    null,
  ])
  const reworded: Edit[] = [['risk', 'K1', 'owner', null, '王工']]
  const [wide, both] = (await whatIf([vague, [...vague, ...reworded]])).scenarios
  expect(wide?.simulated?.figures.finishP50).not.toBe(at(20))
  expect(both?.simulated).toEqual(wide?.simulated)
})

test('a three-point estimate moves the simulated finish by as many days and the calculated one not at all', async () => {
  const longer = Object.entries(always(12)).map(
    ([field, value]): Edit => ['activity', 'B10', field, 10 * day, value],
  )
  const [scenario] = (await whatIf([longer])).scenarios
  expect(scenario?.differences.finishWork).toBe(0)
  expect(scenario?.simulated?.differences).toMatchObject({ finishP50Work: 2 * day, finishP80Work: 2 * day })
})

test('without a simulation, changes that only it would count are named', async () => {
  const { simulation, scenarios } = await whatIf(
    [
      [...mitigated, ['activity', 'B10', 'optimisticDuration', 10 * day, 9 * day]],
      [['activity', 'B20', 'duration', 5 * day, 6 * day]],
    ],
    null,
  )
  expect(simulation).toBeNull()
  expect(scenarios.map(({ simulated }) => simulated)).toEqual([null, null])
  const [finding] = scenarios[0]?.findings ?? []
  expect(finding).toMatchObject({ code: 'what-if-needs-simulation', severity: 'warning' })
  expect(finding?.text).toContain('K1 Status')
  expect(finding?.text).toContain('B10 Optimistic')
  expect(scenarios[1]?.findings.map(({ code }) => code)).not.toContain('what-if-needs-simulation')
})

test('a refused change of a risk is not counted among them', async () => {
  const [scenario] = (await whatIf([[['risk', 'K1', 'probability', 0.3, 1.5]]], null)).scenarios
  expect(scenario?.outcomes).toEqual(['refused'])
  expect(scenario?.findings).toEqual([])
})

// 110 m³ at 200 yuan; 100 more is 20,000 yuan. Three may be used at a time.
test('more units of an assignment cost their price, and more at a time than there are is an overload', async () => {
  const [crew] = (
    await whatIf([
      [
        ['assignment', 'B10-C1', 'rate', 2000, 4000],
        ['assignment', 'B10-C1', 'plannedQuantity', 100_000, 200_000],
      ],
    ])
  ).scenarios
  expect(crew?.differences).toMatchObject({ budgetAtCompletion: 20_000_00, overloadedResources: 1 })
})

test('a scenario that leaves nothing to simulate says so, and the others are simulated', async () => {
  const emptied = rows
    .filter(([sheet]) => sheet === 'activity' || sheet === 'assignment')
    .toReversed()
    .map(([sheet, rowKey]): Edit => [sheet, rowKey, '', null, null, 'delete'])
  const [none, risky] = (await whatIf([emptied, likelier])).scenarios
  expect(none?.outcomes).toEqual(emptied.map(() => 'accepted'))
  expect(none?.simulated).toBeNull()
  expect(none?.findings.map(({ code }) => code)).toContain('simulation-without-activities')
  expect(risky?.simulated?.differences?.finishP50Work).toBe(5 * day)
})

test('the command line names an assignment by activity and resource, and simulates where that is asked for', async () => {
  const run = (given: unknown, simulate?: object) =>
    server.as(machineToken, {
      method: 'POST',
      url: '/api/commands/what-if',
      payload: { of: 'P2', file: 'tries.json', given, ...(simulate && { simulate }) },
    })
  const changes = [
    { sheet: 'assignment', code: 'B10/C1 #2', field: 'plannedQuantity', value: 20_000 },
    { sheet: 'risk', code: 'K1', field: 'status', value: 'closed' },
  ]
  const simulated = (await run({ scenarios: [{ name: 'x', changes }] }, { runs: 1000 })).json<WhatIfAnswer>()
  expect(simulated.scenarios[0]).toMatchObject({
    outcomes: ['accepted', 'accepted'],
    differences: { budgetAtCompletion: 2000_00 },
    simulated: { differences: { finishP80Work: -5 * day } },
  })
  const without = (await run({ scenarios: [{ name: 'x', changes }] })).json<WhatIfAnswer>()
  expect(without.scenarios[0]?.findings.map(({ code }) => code)).toEqual([
    'what-if-needs-simulation',
    'what-if-needs-levelling',
  ])
})
