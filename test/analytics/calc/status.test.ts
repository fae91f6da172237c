import { describe, expect, test } from 'vitest'
import { calculateStatus } from '#calc/status.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { lessonsOfHistory } from '#calc/history-lessons.ts'
import type { HistoryProject } from '#calc/history-project.ts'
import { describeProblem, problems } from '#model/problems.ts'
import { forecastProblems } from '#model/problems/forecast.ts'
import { finishedProject } from '../../support/history.ts'
import { day, minute, schedule, smallPlan, type SmallPlan } from '../../support/small-plan.ts'

const dates = [
  ['2026-03-02T08:00', '2026-03-06T17:00'],
  ['2026-03-09T08:00', '2026-03-20T17:00'],
  ['2026-03-23T08:00', '2026-03-27T17:00'],
] as const
const started = { actualStart: minute('2026-03-02T08:00'), duration: 2400 }
const site: SmallPlan = {
  project: { dataDate: minute('2026-03-13T17:00'), sector: 'road' },
  activities: [
    { rowKey: 'S', kind: 'wbsSummary', wbs: '1' },
    { rowKey: 'A', wbs: '1.1', ...started, actualFinish: minute('2026-03-06T17:00') },
    { rowKey: 'B', wbs: '1.2', duration: 4800, actualStart: minute('2026-03-09T08:00'), completeRatio: 0.4 },
    { rowKey: 'C', wbs: '1.3', duration: 2400 },
  ],
  resources: [{ rowKey: 'crew', kind: 'labour', price: 10_000_000, available: 4_000 }],
  assignments: [
    { rowKey: 'a', activityKey: 'A', resourceKey: 'crew', rate: 5_000, plannedQuantity: 25_000 },
    { rowKey: 'b', activityKey: 'B', resourceKey: 'crew', rate: 2_000, plannedQuantity: 20_000 },
    { rowKey: 'c', activityKey: 'C', resourceKey: 'crew', plannedQuantity: 10_000 },
  ],
  costAccounts: [{ rowKey: 'k', wbs: '1' }],
  costEntries: [
    { rowKey: 'e', activityKey: 'A', kind: 'labour', amount: 30_000_00, bookedOn: day('2026-03-06') },
  ],
  baselineActivities: ['A', 'B', 'C'].map((activityKey, i) => ({
    rowKey: `x${i}`,
    activityKey,
    start: minute(dates[i]?.[0] ?? ''),
    finish: minute(dates[i]?.[1] ?? ''),
  })),
}
const times = schedule([['2026-03-02T08:00', '2026-03-27T17:00'], ...dates])
const history = Array.from({ length: 12 }, (_, i) => finishedProject(i, 0.9 + i * 0.05, 0.95 + i * 0.02))
const learn = (past: HistoryProject[]) =>
  learnForecasts(past.map(lessonsOfHistory), { projectId: null, family: null, isSample: false })
const status = (plan: SmallPlan, past: HistoryProject[] = history) =>
  calculateStatus(smallPlan(plan), times, new Map(), learn(past))
const codes = (plan: SmallPlan) => status(plan).findings.map(problem => problem.code)

describe('the status of a running plan', () => {
  const outcome = status(site)
  const byKey = new Map(outcome.activityResults.map(row => [row.rowKey as string, row]))

  test('has one row per activity, assignment, account and resource', () => {
    expect(outcome.activityResults.map(row => row.rowKey)).toEqual(['S', 'A', 'B', 'C'])
    expect(outcome.assignmentResults.map(row => row.budget)).toEqual([25_000_00, 20_000_00, 10_000_00])
    expect(outcome.costAccountResults[0]).toMatchObject({ budgetLabour: 55_000_00, actualTotal: 30_000_00 })
    expect(outcome.resourceResults[0]).toMatchObject({
      plannedQuantity: 55_000,
      peak: 5_000,
      overload: 1_000,
    })
  })
  test('earns what is finished and the complete part of what is going on', () => {
    expect(byKey.get('A')).toMatchObject({ earnedValue: 25_000_00, actualCost: 30_000_00 })
    expect(byKey.get('A')?.costPerformance).toBeCloseTo(25 / 30, 12)
    expect(byKey.get('B')).toMatchObject({ earnedValue: 8_000_00, plannedValue: 10_000_00 })
  })
  test('shows a summary as the sum of what is below it, and counts that once in the project', () => {
    expect(byKey.get('S')).toMatchObject({ budget: 55_000_00, earnedValue: 33_000_00, actualCost: 30_000_00 })
    expect(outcome.projectResult.budgetAtCompletion).toBe(55_000_00)
    expect(outcome.statusSnapshot).toMatchObject({ earnedValue: 33_000_00, plannedValue: 35_000_00 })
  })
  test('forecasts finish and cost, P80 no earlier and no cheaper than P50', () => {
    const forecast = outcome.forecast as NonNullable<typeof outcome.forecast>
    expect(forecast.sufficientHistory).toBe(true)
    expect(forecast.finishP80 as number).toBeGreaterThanOrEqual(forecast.finishP50 as number)
    expect(forecast.costP80 as number).toBeGreaterThanOrEqual(forecast.costP50 as number)
    expect(outcome.references.length).toBe(forecast.referenceCount)
  })
  test('forecasts every unfinished activity after the data date, in the order of its levels; finished ones keep their end', () => {
    expect(byKey.get('A')?.finishP80).toBe(minute('2026-03-06T17:00'))
    for (const code of ['B', 'C']) {
      const row = byKey.get(code)
      expect(row?.finishP50 as number).toBeGreaterThanOrEqual(minute('2026-03-13T17:00'))
      expect(row?.finishP80 as number).toBeGreaterThanOrEqual(row?.finishP50 as number)
    }
  })
  test('is plain data that another thread can be given', () => {
    expect(structuredClone(outcome)).toEqual(outcome)
    expect(status(site)).toEqual(outcome)
  })
})

test('the bottom-up estimate takes the remaining quantity where one is given, else the budget not earned', () => {
  // A is done; of B 12 of 20 days remain by its ratio; C says that 15 days remain instead of 10. A day costs 1,000.00.
  const assignments = (site.assignments ?? []).map(row =>
    row.rowKey === 'c' ? { ...row, remainingQuantity: 15_000 } : row,
  )
  expect(status({ ...site, assignments }).indices?.['eacBottomUp']).toBe(30_000_00 + 12_000_00 + 15_000_00)
})

describe('a plan that lacks something', () => {
  test('without budget is forecast in time only', () => {
    const outcome = status({ ...site, assignments: [], costEntries: [] })
    expect(outcome.findings.map(row => row.code)).toContain('no-budget')
    expect(outcome.forecast?.finishP50).not.toBeNull()
    expect(outcome.forecast?.costP50).toBeNull()
    expect(outcome.statusSnapshot?.budgetAtCompletion).toBeNull()
  })
  test('without data date takes the latest actual date and says so', () => {
    const outcome = status({ ...site, project: {} })
    expect(outcome.statusSnapshot?.statusAt).toBe(minute('2026-03-09T08:00'))
    expect(outcome.findings.find(row => row.code === 'status-without-data-date')?.data?.['used']).toBe(
      '2026-03-09T08:00',
    )
  })
  test('without a calendar is forecast by the usual working week and says so', () => {
    expect(codes(site)).toContain('no-calendar')
    expect(status(site).forecast?.finishP50).not.toBeNull()
  })
  test('without baseline says that delay cannot show', () => {
    const { baselineActivities: _, ...rest } = site
    expect(codes(rest)).toContain('no-baseline')
  })
  test('with progress but no actual cost takes what was earned as spent', () => {
    const outcome = status({ ...site, costEntries: [] })
    expect(outcome.findings.map(row => row.code)).toContain('progress-without-cost')
    expect(outcome.indices?.['cpi']).toBeNull()
    const earnedValue = outcome.statusSnapshot?.earnedValue as number
    expect(outcome.forecast?.costP10).toBeGreaterThanOrEqual(earnedValue)
    expect(outcome.forecast?.costP50).toBeGreaterThan(earnedValue)
  })
  test('not begun yet has no planned or earned value', () => {
    const activities = [{ rowKey: 'A' }, { rowKey: 'B' }, { rowKey: 'C' }]
    const early = { ...site, project: { dataDate: minute('2026-03-01T08:00') }, activities, costEntries: [] }
    const found = calculateStatus(smallPlan(early), schedule(dates), new Map(), learn(history)).findings
    expect(found.map(row => row.code)).toEqual(
      expect.arrayContaining(['no-planned-value', 'no-earned-value']),
    )
  })
  test('without any activity has no forecast and says why', () => {
    const outcome = calculateStatus(
      smallPlan({ project: { dataDate: minute('2026-03-13T17:00') } }),
      schedule([]),
      new Map(),
      learn(history),
    )
    expect(outcome.forecast?.finishP50).toBeNull()
    expect(outcome.findings.map(row => row.code)).toContain('no-planned-dates')
  })
  test('with one status says that no trend can be read', () => {
    expect(codes(site)).toContain('single-status')
  })
  test('with too little history says so and gives a wide range', () => {
    const outcome = status(site, history.slice(0, 3))
    expect(outcome.forecast).toMatchObject({ sufficientHistory: false, referenceCount: 0 })
    expect(outcome.findings.map(row => row.code)).toContain('insufficient-history')
  })
})

test('a finished project gives its actual finish and cost', () => {
  const done = (site.activities ?? []).map(row => ({
    ...row,
    ...started,
    actualFinish: minute('2026-03-12T17:00'),
  }))
  const { forecast } = status({ ...site, activities: done })
  expect(forecast).toMatchObject({
    method: 'actuals',
    finishP10: minute('2026-03-12T17:00'),
    costP90: 30_000_00,
  })
})

test('every finding about costs and forecasts has words in both languages with all its values filled in', () => {
  const named = Object.keys(forecastProblems)
  expect(named.length).toBeGreaterThan(20)
  for (const outcome of [
    status(site),
    status({ ...site, assignments: [] }),
    status({ ...site, project: {} }),
  ])
    for (const problem of outcome.findings)
      for (const language of ['zh', 'en'] as const) {
        expect(problems[problem.code][language]).not.toBe('')
        expect(describeProblem(problem, language)).not.toMatch(/[{}]/)
      }
})
