import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CostEntry } from '#model/entities/cost-entry.ts'
import { parseDay } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'
import { day, daysTo, simulate, simulatedPlan } from './simulation-case.ts'

const triangle = () =>
  simulatedPlan(
    ['1.1', '1.2', '1.3'].map(wbs => ({
      code: `A${wbs}`,
      range: [5, 10, 15] as [number, number, number],
      wbs,
    })),
  )

test('whatever the correlations say, percentiles stand in order and what could not be used is found', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(-1, -0.9, 0.9, 1, 1.5, 1e300))
  const group = fc.constantFrom('1.1', '1.2', '1.3', 'nowhere')
  fc.assert(
    fc.property(
      value,
      fc.array(fc.record({ first: group, second: group, correlation: value }), { maxLength: 4 }),
      (correlation, groupCorrelations) => {
        const plan = triangle()
        const { answer, findings } = simulate(plan, {
          correlateBy: 'wbs',
          correlation,
          groupCorrelations,
          runs: 200,
        })
        const { p10, p50, p80, p90 } = answer.finish
        expect(answer.statusAt <= p10 && p10 <= p50 && p50 <= p80 && p80 <= p90).toBe(true)
        const unknown = groupCorrelations.filter(
          ({ first, second, correlation: given }) =>
            first === second || first === 'nowhere' || second === 'nowhere' || Math.abs(given) > 1,
        )
        const notUsed = findings.filter(({ code }) => code === 'correlation-not-used')
        expect(notUsed.length).toBeGreaterThanOrEqual(unknown.length)
        expect(findings.some(({ code }) => code === 'correlation-out-of-range')).toBe(
          correlation < 0 || correlation > 1,
        )
      },
    ),
    { numRuns: 60 },
  )
})

test.each<[string, [number, number, number], string | undefined]>([
  ['in order', [5, 10, 15], undefined],
  ['all equal', [10, 10, 10], undefined],
  ['with the least above the likely', [12, 10, 15], 'three-point-out-of-order'],
  ['with the likely above the most', [5, 10, 8], 'three-point-out-of-order'],
  ['the wrong way round', [15, 10, 5], 'three-point-out-of-order'],
  ['beyond 66 years', [5, 10, 50_000], 'three-point-too-long'],
])('three durations %s', (_, range, code) => {
  const plan = simulatedPlan([{ code: 'A', range }])
  const { answer, findings } = simulate(plan, { runs: 500 })
  const { p10, p50, p80, p90 } = answer.finish
  expect(answer.statusAt <= p10 && p10 <= p50 && p50 <= p80 && p80 <= p90).toBe(true)
  const found = findings.find(problem => problem.code.startsWith('three-point'))
  expect(found?.code).toBe(code)
  expect(found?.at?.code).toBe(code && 'A')
})

test.each(['optimisticDuration', 'pessimisticDuration'])('three durations without %s are not used', field => {
  const plan = simulatedPlan([{ code: 'A', range: [5, 10, 15] }])
  const activities = plan.activities.map(activity => ({ ...activity, [field]: null }))
  const { findings } = simulate({ ...plan, activities }, { runs: 200 })
  expect(findings.map(({ code, at }) => [code, at?.code])).toContainEqual(['three-point-incomplete', 'A'])
})

test('without the likely one, three durations take the planned one for it', () => {
  const plan = simulatedPlan([{ code: 'A', range: [9, 10, 11] }])
  const activities = plan.activities.map(activity => ({ ...activity, mostLikelyDuration: null }))
  const { answer, findings } = simulate({ ...plan, activities }, { runs: 4000 })
  expect(findings).toEqual([])
  expect(daysTo(plan, answer.finish.p50)).toBeCloseTo(10, 0)
})

test('a plan whose dates lie out of range says so instead of having no activities', () => {
  const plan = simulatedPlan([{ code: 'A', days: 20_000_000_000 / day }])
  expect(() => simulate(plan)).toThrow(expect.objectContaining({ code: 'date-out-of-range' }))
})

test.each([
  ['below 0', -300_00, 'simulated-cost-without-actuals'],
  ['ten thousand times the budget', 5_000_000_00, 'actual-cost-out-of-scale'],
])('actual cost %s is named, and no cost is below what is spent', (_, amount, code) => {
  const plan = simulatedPlan([
    { code: 'A', days: 10, actualStart: '2025-12-22T00:00', actualFinish: '2025-12-31T23:59' },
    { code: 'B', days: 10, after: 'A' },
  ])
  const [a, b] = plan.activities
  const line = (rowKey: string, activityKey: string | undefined) => ({
    ...{ projectId: 'P', costAccountKey: null, kind: 'labour', amount: 500_00 },
    rowKey,
    activityKey,
  })
  const { answer, findings } = simulate(
    {
      ...plan,
      budgetLines: [line('l1', a?.rowKey), line('l2', b?.rowKey)] as never,
      costEntries: [
        { ...line('e', a?.rowKey), amount, bookedOn: parseDay('2025-12-31') } as unknown as CostEntry,
      ],
    },
    { runs: 500 },
  )
  const found = findings.find(problem => problem.code === code)
  expect(describeProblem(found as never, 'zh')).toContain('请')
  const { p10, p50, p80, p90 } = answer.cost as NonNullable<typeof answer.cost>
  expect(Math.max(0, amount) <= p10 && p10 <= p50 && p50 <= p80 && p80 <= p90).toBe(true)
})
