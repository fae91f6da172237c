import { describe, expect, test } from 'vitest'
import { simulationOptions } from '#calc/simulate-options.ts'
import { simulatePlan } from '#calc/simulate-plan.ts'
import type { Plan } from '#model/plan.ts'
import { lift, withCrane } from './levelled-case.ts'
import { day, daysTo, simulate, simulatedPlan } from './simulation-case.ts'

const shareOf = ({ answer }: ReturnType<typeof simulate>) =>
  Object.fromEntries(answer.criticality.map(({ code, criticality }) => [code, criticality]))

describe('worked by hand', () => {
  test('two uniform lifts with one crane take the sum of both, with two cranes the longer of them', () => {
    const lifts = [lift('A', [0, 5, 10]), lift('B', [0, 5, 10])]
    const request = { distribution: 'uniform', runs: 40_000, levelled: true } as const
    const one = withCrane(lifts)
    const shared = simulate(one, request).answer
    // The sum of two is triangular on 0 to 20 days: mean 10, variance 2 x 100 / 12, and beyond its P80 lies 0.2 = (20 - x)^2 / 200.
    expect(daysTo(one, shared.finish.mean)).toBeCloseTo(10, 1)
    expect(shared.finish.deviation / day).toBeCloseTo(Math.sqrt(200 / 12), 1)
    expect(daysTo(one, shared.finish.p80)).toBeCloseTo(20 - Math.sqrt(40), 1)
    const two = simulatedPlan(lifts, [], {}, { crane: 2 })
    const apart = simulate(two, request).answer
    // The longer of two: mean 20/3, P(max <= x) = (x / 10)^2.
    expect(daysTo(two, apart.finish.mean)).toBeCloseTo(20 / 3, 1)
    expect(daysTo(two, apart.finish.p80)).toBeCloseTo(10 * Math.sqrt(0.8), 1)
  })
  test('both lifts that share the crane are always critical, and each moves the finish by its own spread', () => {
    const plan = withCrane([lift('A', [1, 5, 9]), lift('B', [1, 5, 9])])
    const outcome = simulate(plan, { distribution: 'uniform', runs: 20_000, levelled: true })
    expect(shareOf(outcome)).toEqual({ A: 1, B: 1 })
    // Of a sum of two alike and independent, each correlates with it by the root of a half.
    for (const { cruciality } of outcome.answer.criticality) expect(cruciality).toBeCloseTo(Math.SQRT1_2, 1)
    expect(
      simulate(plan, { distribution: 'uniform', runs: 20_000 }).answer.criticality[0]?.criticality,
    ).toBeCloseTo(0.5, 1)
  })
  test('what is critical goes back through who freed the crane, and past what only has links', () => {
    // B 0-2, then A 2-7 when the crane is free; C 2-3 behind B ends before. Links alone would call B harmless.
    const plan = withCrane([
      lift('A', [5, 5, 5]),
      lift('B', [2, 2, 2]),
      { code: 'C', range: [1, 1, 1], after: 'B' },
      { code: 'D', range: [6, 6, 6] },
    ])
    const outcome = simulate(
      { ...plan, activities: plan.activities.map(row => (row.code === 'A' ? held(row, 2) : row)) },
      { levelled: true, runs: 104 },
    )
    expect(shareOf(outcome)).toEqual({ A: 1, B: 1 })
    expect(daysTo(plan, outcome.answer.finish.p50)).toBe(7)
  })
  test('a risk delays what waits for the crane', () => {
    const plan = withCrane(
      [lift('A', [5, 5, 5]), lift('B', [5, 5, 5])],
      [{ probability: 0.3, likelyDelay: 3 * day, activities: 'A' }],
    )
    const { finish, tornado } = simulate(plan, { levelled: true, runs: 20_000 }).answer
    expect(daysTo(plan, finish.planned as number)).toBe(10)
    expect(finish.plannedProbability).toBeCloseTo(0.7, 2)
    expect([tornado[0]?.finishLow, tornado[0]?.finishHigh].map(at => daysTo(plan, at as number))).toEqual([
      10, 13,
    ])
  })
  test('cost that follows the end of the project follows the levelled end', () => {
    // 100,000 of labour of no activity for 5 days; the crane makes them 10.
    const plan = withCrane([lift('A', [5, 5, 5]), lift('B', [5, 5, 5])])
    const priced: Plan = {
      ...plan,
      budgetLines: [
        { rowKey: 'b', activityKey: null, kind: 'labour', amount: 100_000_00, costAccountKey: null },
      ],
    } as never
    const free = simulate(priced, { runs: 104 }).answer
    const levelled = simulate(priced, { runs: 104, levelled: true }).answer
    expect(free.cost?.planned).toBe(100_000_00)
    expect(levelled.cost?.planned).toBe(200_000_00)
    levelled.scatter.forEach(({ cost }, run) =>
      expect(Math.abs(cost - 2 * (free.scatter[run]?.cost as number))).toBeLessThanOrEqual(1),
    )
  })
  test('accepted starts that only give the order leave the budget to the plan they were accepted in', () => {
    // B was accepted to start when A ends, on day 5, and 100,000 of labour of no activity is for those 10 days. A second crane makes them 5.
    const accepted = (cranes: number | null): Plan => {
      const plan = simulatedPlan([lift('A', [5, 5, 5]), lift('B', [5, 5, 5])], [], {}, { crane: 1 })
      return {
        ...plan,
        resources: plan.resources.map(row => ({ ...row, available: cranes && cranes * 1000 })),
        activities: plan.activities.map(row => (row.code === 'B' ? held(row, 5) : row)),
        budgetLines: [
          { rowKey: 'b', activityKey: null, kind: 'labour', amount: 100_000_00, costAccountKey: null },
        ],
      } as never
    }
    const ask = (cranes: number | null, acceptedStarts: 'hold' | 'order') => {
      const plan = accepted(cranes)
      const { answer, findings } = simulatePlan(plan, {
        ...simulationOptions({ runs: 104, levelled: true }),
        acceptedStarts,
      })
      const codes = findings.map(({ code }) => code)
      return [daysTo(plan, answer.finish.p50), answer.cost?.planned, codes]
    }
    expect(ask(1, 'hold')).toEqual([10, 100_000_00, []])
    expect(ask(1, 'order')).toEqual([10, 100_000_00, ['simulation-starts-released']])
    expect(ask(2, 'hold')).toEqual([10, 100_000_00, []])
    expect(ask(2, 'order')).toEqual([5, 50_000_00, ['simulation-starts-released']])
    // Nothing is limited any more.
    expect(ask(null, 'order')).toEqual([
      5,
      50_000_00,
      ['simulation-without-limits', 'simulation-starts-released'],
    ])
  })
  test('work that has begun keeps its crane, and what is next waits for its real end', () => {
    const plan = withCrane([
      lift('begun', [0, 5, 10], { actualStart: '2025-12-30T00:00', remainingDuration: 5 * day }),
      lift('next', [2, 2, 2]),
    ])
    const { answer } = simulate(plan, { levelled: true, distribution: 'uniform', runs: 20_000 })
    expect(daysTo(plan, answer.finish.mean)).toBeCloseTo(7, 1)
  })
  test('work that would run into a mandatory use of the crane waits until that is over', () => {
    // Planned for 2 days, A takes 4 and no longer fits before B, from day 3 to 4.
    const plan = withCrane([
      lift('A', [4, 4, 4], { days: 2 }),
      lift('B', [1, 1, 1], { constraintKind: 'mandatoryStart', constraintAt: '2026-01-02T00:00' }),
    ])
    const { answer, findings } = simulate(plan, { levelled: true, runs: 104 })
    expect(findings).toEqual([])
    expect([answer.finish.planned, answer.finish.p50].map(at => daysTo(plan, at as number))).toEqual([4, 8])
  })
  test('a crew of three lets two and one work at once, and the next two wait for the two', () => {
    // A 0-6 with one of three, B 0-2 with two; C with two starts when B ends: 2-5. A decides the end, 6.
    const crew = (code: string, days: number, units: number) => ({
      code,
      range: [days, days, days] as [number, number, number],
      uses: { crew: units },
    })
    const plan = simulatedPlan([crew('A', 6, 1), crew('B', 2, 2), crew('C', 3, 2)], [], {}, { crew: 3 })
    const short = simulate(plan, { levelled: true, runs: 104 })
    expect(daysTo(plan, short.answer.finish.p50)).toBe(6)
    expect(shareOf(short)).toEqual({ A: 1 })
    // With 5 days B and C take 8, whichever is first, and A no longer decides.
    const long = simulatedPlan([crew('A', 6, 1), crew('B', 5, 2), crew('C', 3, 2)], [], {}, { crew: 3 })
    const outcome = simulate(long, { levelled: true, runs: 104 })
    expect(daysTo(long, outcome.answer.finish.p50)).toBe(8)
    expect(shareOf(outcome)).toEqual({ B: 1, C: 1 })
  })
})

function held<Row extends Plan['activities'][number]>(row: Row, days: number): Row {
  return { ...row, levelledStart: ((row.levelledStart ?? startOfCase) as number) + days * day }
}
const startOfCase = simulatedPlan([]).project.dataDate as number

describe('what is said', () => {
  const codesOf = ({ findings }: ReturnType<typeof simulate>) => findings.map(({ code }) => code)

  test('where nothing is limited, and every number is that of the runs without limits', () => {
    const plan = simulatedPlan([
      { code: 'A', range: [4, 5, 12] },
      { code: 'B', range: [8, 10, 15] },
    ])
    const levelled = simulate(plan, { runs: 400, levelled: true })
    const free = simulate(plan, { runs: 400 })
    expect(codesOf(levelled)).toEqual(['simulation-without-limits'])
    expect(levelled.answer).toEqual({ ...free.answer, levelled: true })
    expect(free.answer.levelled).toBe(false)
  })
  test('which activity alone needs more than there is; it then needs all of it', () => {
    const plan = withCrane([lift('A', [2, 2, 2], { uses: { crane: 3 } }), lift('B', [3, 3, 3])])
    const outcome = simulate(plan, { runs: 104, levelled: true })
    expect(outcome.findings).toMatchObject([
      { code: 'level-need-beyond-available', data: { activity: 'A', need: 3, available: 1 } },
    ])
    expect(daysTo(plan, outcome.answer.finish.p50)).toBe(5)
  })
  test('in which share of the runs work that does not give way needs more than there is', () => {
    const begun = { actualStart: '2025-12-30T00:00', remainingDuration: 4 * day }
    const plan = withCrane([
      lift('A', [4, 4, 4], begun),
      // One and a half days of the clock are 4.5 days of the case; the second day begins on 3, in the middle of A.
      lift('B', [1, 1, 1], { constraintKind: 'mandatoryStart', constraintAt: '2026-01-02T00:00' }),
    ])
    const outcome = simulate(plan, { runs: 104, levelled: true })
    expect(outcome.findings).toMatchObject([
      { code: 'simulation-beyond-limit', at: { code: 'crane' }, data: { available: 1, share: '100.0 %' } },
    ])
    expect(daysTo(plan, outcome.answer.finish.p50)).toBe(4)
  })
  test('that accepted starts no longer keep to the limits', () => {
    const plan = withCrane([lift('A', [8, 8, 8]), lift('B', [8, 8, 8])])
    const stale = { ...plan, activities: plan.activities.map(row => (row.code === 'B' ? held(row, 2) : row)) }
    const outcome = simulate(stale, { runs: 104, levelled: true })
    expect(codesOf(outcome)).toEqual(['simulation-differs-from-levelling'])
    expect(daysTo(plan, outcome.answer.finish.planned as number)).toBe(16)
  })
  test('that a level of effort needs a resource which no run counts', () => {
    const plan = withCrane([
      lift('A', [4, 4, 4]),
      lift('watch', [0, 0, 0], { kind: 'levelOfEffort', after: 'ASS', range: undefined, days: 4 }),
    ])
    expect(codesOf(simulate(plan, { runs: 104, levelled: true }))).toContain('simulation-need-of-span')
  })
})
