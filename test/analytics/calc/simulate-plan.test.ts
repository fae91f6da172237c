import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SimulationRunner } from '#calc/simulate-batch.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { describeSimulation, simulatePlan } from '#calc/simulate-plan.ts'
import { prepareSimulation } from '#calc/simulate-setup.ts'
import { SimulationSum } from '#calc/simulate-total.ts'
import { day, daysTo, simulate, simulatedPlan } from './simulation-case.ts'

const chain = () =>
  simulatedPlan([
    { code: 'A', range: [4, 5, 12], wbs: '1.1' },
    { code: 'B', range: [8, 10, 15], after: 'A', wbs: '1.1' },
    { code: 'C', range: [2, 3, 4], after: 'B', wbs: '1.2' },
  ])

describe('golden values', () => {
  test('two parallel uniform tasks end by P80 at the width times the root of 0.8', () => {
    // P(max <= x) = (x / 10)^2.
    const plan = simulatedPlan([
      { code: 'A', range: [0, 5, 10] },
      { code: 'B', range: [0, 5, 10] },
    ])
    const { finish } = simulate(plan, { distribution: 'uniform', runs: 40_000 }).answer
    expect(daysTo(plan, finish.p80)).toBeCloseTo(10 * Math.sqrt(0.8), 1)
    expect(daysTo(plan, finish.p50)).toBeCloseTo(10 * Math.sqrt(0.5), 1)
  })
  test('two parallel triangular tasks end by P80 where the square of their distribution is 0.8', () => {
    const plan = simulatedPlan([
      { code: 'A', range: [0, 5, 10] },
      { code: 'B', range: [0, 5, 10] },
    ])
    const { finish } = simulate(plan, { distribution: 'triangular', runs: 40_000 }).answer
    // 1 - (10 - x)^2 / 50 = sqrt(0.8)
    expect(daysTo(plan, finish.p80)).toBeCloseTo(10 - Math.sqrt(50 * (1 - Math.sqrt(0.8))), 1)
  })
  test('a chain of PERT tasks has the sum of their means and of their variances', () => {
    // Mean (a + 4 m + b) / 6 and variance (mean - a)(b - mean) / 7 of BetaPERT: Vose 2008, Risk Analysis, 3rd ed., appendix III.
    const ranges = [
      [4, 5, 12],
      [8, 10, 15],
      [2, 3, 4],
    ] as const
    const mean = ranges.map(([a, m, b]) => (a + 4 * m + b) / 6)
    const variance = ranges.map(([a, , b], i) => (((mean[i] as number) - a) * (b - (mean[i] as number))) / 7)
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
    const plan = chain()
    const { finish } = simulate(plan, { runs: 40_000 }).answer
    expect(daysTo(plan, finish.mean)).toBeCloseTo(sum(mean), 1)
    expect(finish.deviation / day).toBeCloseTo(Math.sqrt(sum(variance)), 1)
  })
  test('correlation within a group widens a chain by what the copula of uniform tasks says', () => {
    // Uniform margins of a Gaussian copula correlate by 6 / pi asin(r / 2): Kruskal 1958, JASA 53(284).
    const plan = simulatedPlan([
      { code: 'A', range: [0, 5, 10], wbs: '1.1' },
      { code: 'B', range: [0, 5, 10], after: 'A', wbs: '1.1' },
    ])
    const { finish } = simulate(plan, {
      distribution: 'uniform',
      runs: 40_000,
      correlateBy: 'wbs',
      correlation: 0.6,
    }).answer
    const correlation = (6 / Math.PI) * Math.asin(0.3)
    expect(finish.deviation / day).toBeCloseTo(Math.sqrt((100 / 12) * 2 * (1 + correlation)), 1)
  })
  test('a certain task beside an uncertain one is critical as often as the other stays below it', () => {
    const plan = simulatedPlan([
      { code: 'A', range: [0, 5, 10] },
      { code: 'B', range: [3, 3, 3] },
    ])
    const { criticality, tornado } = simulate(plan, { distribution: 'uniform', runs: 20_000 }).answer
    expect(criticality.find(one => one.code === 'B')?.criticality).toBeCloseTo(0.3, 1)
    expect(criticality.find(one => one.code === 'A')?.criticality).toBeCloseTo(0.7, 1)
    expect(tornado.map(({ code }) => code)).toEqual(['A'])
  })
  test('an activity moves the finish by its own draw, the risk that delays it by its delay', () => {
    const plan = simulatedPlan(
      [{ code: 'A', range: [0, 5, 10] }],
      [
        {
          probability: 0.5,
          activities: 'A',
          leastDelay: 20 * day,
          likelyDelay: 20 * day,
          mostDelay: 20 * day,
        } as never,
      ],
    )
    const { tornado } = simulate(plan, { distribution: 'uniform', runs: 20_000 }).answer
    const swing = (sheet: string) => {
      const driver = tornado.find(one => one.sheet === sheet)
      return ((driver?.finishHigh ?? 0) - (driver?.finishLow ?? 0)) / day
    }
    // Twice 1.28155 standard deviations, which are 10 / sqrt(12) days of a uniform draw from 0 to 10.
    expect(swing('activity')).toBeCloseTo((2 * 1.28155 * 10) / Math.sqrt(12), 0)
    expect(swing('risk')).toBeCloseTo(20, 0)
  })
  test('a risk that delays a certain plan is met by one minus its probability', () => {
    const plan = simulatedPlan(
      [{ code: 'A', range: [10, 10, 10] }],
      [{ probability: 0.3, likelyDelay: 5 * day, activities: 'A' } as never],
    )
    const { finish, tornado } = simulate(plan, { runs: 20_000 }).answer
    expect(finish.plannedProbability).toBeCloseTo(0.7, 2)
    expect(daysTo(plan, finish.p80)).toBe(15)
    // The certain activity moves nothing.
    expect(tornado).toMatchObject([{ sheet: 'risk', code: 'R1', probability: 0.3 }])
    expect([tornado[0]?.finishLow, tornado[0]?.finishHigh].map(at => daysTo(plan, at as number))).toEqual([
      10, 15,
    ])
  })
})

describe('laws', () => {
  const options = simulationOptions({ runs: 3000, seed: 7, stopWhenStable: false })

  test('the same seed gives the same result however the runs are shared out', () => {
    const plan = chain()
    const setup = prepareSimulation(plan, options, [])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 150 }), (workers, stretch) => {
        const runners = Array.from({ length: workers }, () => new SimulationRunner(setup))
        const sum = new SimulationSum(setup)
        const parts = []
        for (let first = 0, k = 0; first < options.runs; first += stretch * 8, k++)
          parts.push(
            (runners[k % workers] as SimulationRunner).run(
              first,
              Math.min(stretch * 8, options.runs - first),
            ),
          )
        for (const part of parts.toReversed()) sum.add(part)
        expect(describeSimulation(plan, setup, sum)).toEqual(simulatePlan(plan, options))
      }),
      { numRuns: 12 },
    )
  })
  test('without SIMD the result is the same to the bit', () => {
    for (const distribution of ['triangular', 'betaPert', 'lognormal', 'uniform'] as const)
      for (const correlateBy of ['wbs', 'none'] as const) {
        const request = { ...options, distribution, correlateBy }
        expect(simulatePlan(chain(), request, [], 'plain')).toEqual(
          simulatePlan(chain(), request, [], 'simd'),
        )
      }
  })
  test('percentiles rise, nothing ends before the data date and a single chain is always critical', () => {
    const days = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map(all => {
      const [a, m, b] = all.toSorted((x, y) => x - y) as [number, number, number]
      return [a, m, b + 1] as [number, number, number]
    })
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 6 }), fc.nat(), (ranges, seed) => {
        const plan = simulatedPlan(
          ranges.map((range, i) => ({ code: `A${i}`, range, ...(i > 0 && { after: `A${i - 1}` }) })),
        )
        const { finish, criticality } = simulate(plan, { runs: 400, seed: seed >>> 0 }).answer
        const values = finish.curve.map(point => point.value)
        expect(values).toEqual(values.toSorted((a, b) => a - b))
        expect(values[0]).toBeGreaterThanOrEqual(plan.project.dataDate as number)
        for (const { criticality: share } of criticality) expect(share).toBe(1)
        expect(finish.histogram.reduce((sum, bin) => sum + bin.share, 0)).toBeCloseTo(1, 9)
      }),
      { numRuns: 40 },
    )
  })
  test('one risk more never brings P80 forward', () => {
    const risk = fc.record({
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      likelyDelay: fc.integer({ min: 1, max: 20 * day }),
      activities: fc.constantFrom('A', 'B', 'A;C'),
    })
    fc.assert(
      fc.property(fc.array(risk, { maxLength: 3 }), risk, (before, added) => {
        const plan = chain()
        const withRisks = (risks: object[]) =>
          simulate({ ...plan, risks: simulatedPlan([], risks).risks }, { runs: 400 }).answer.finish.p80
        expect(withRisks([...before, added])).toBeGreaterThanOrEqual(withRisks(before))
      }),
      { numRuns: 30 },
    )
  })
})

describe('the risk register', () => {
  test('taking a mitigation away moves P80', () => {
    const withStatus = (status: string) => {
      const plan = simulatedPlan(
        [{ code: 'A', range: [8, 10, 12] }],
        [
          {
            status,
            probability: 0.6,
            residualProbability: 0.05,
            leastDelay: 2 * day,
            likelyDelay: 4 * day,
            mostDelay: 9 * day,
            activities: 'A',
          } as never,
        ],
      )
      return daysTo(plan, simulate(plan).answer.finish.p80)
    }
    expect(withStatus('open')).toBeGreaterThan(withStatus('mitigated') + 2)
    expect(withStatus('occurred')).toBeGreaterThan(withStatus('open'))
    expect(withStatus('closed')).toBeLessThan(withStatus('mitigated') + 0.3)
  })
  test('what cannot be used is named and left out', () => {
    const plan = simulatedPlan(
      [
        { code: 'A', range: [8, 10, 12] },
        { code: 'B', range: [9, 5, 12] },
      ],
      [
        { probability: 1.5, likelyDelay: day, activities: 'A' } as never,
        {
          probability: 0.5,
          leastDelay: 5 * day,
          likelyDelay: day,
          mostDelay: 9 * day,
          activities: 'A',
        } as never,
        { probability: 0.5, likelyDelay: day, activities: 'A；Z9' } as never,
        { probability: 0.5, likelyDelay: day } as never,
        { probability: 0.5, activities: 'A' } as never,
      ],
    )
    const { findings } = simulate(plan)
    expect(findings.map(({ code, at }) => [code, at?.code])).toEqual([
      ['three-point-out-of-order', 'B'],
      ['duration-range-default', undefined],
      ['risk-probability-invalid', 'R1'],
      ['risk-impact-out-of-order', 'R2'],
      ['risk-activity-unknown', 'R3'],
      ['risk-without-activity', 'R4'],
      ['risk-without-impact', 'R5'],
    ])
  })
})

describe('correlations', () => {
  const plan = () =>
    simulatedPlan(
      ['1.1', '1.2', '1.3'].flatMap(wbs => [
        { code: `A${wbs}`, range: [5, 10, 15] as [number, number, number], wbs },
      ]),
    )
  test('that contradict each other are repaired and said so', () => {
    const { answer, findings } = simulate(plan(), {
      correlateBy: 'wbs',
      correlation: 0.5,
      groupCorrelations: [
        { first: '1.1', second: '1.2', correlation: 0.45 },
        { first: '1.2', second: '1.3', correlation: 0.45 },
        { first: '1.1', second: '1.3', correlation: -0.45 },
      ],
    })
    expect(answer.correlationRepaired).toBe(true)
    expect(findings.map(({ code }) => code)).toContain('correlation-repaired')
  })
  test('of groups that do not exist, and outside 0 to 1, are named', () => {
    const { findings } = simulate(plan(), {
      correlateBy: 'wbs',
      correlation: -0.4,
      groupCorrelations: [{ first: '1.1', second: '9', correlation: 0.2 }],
    })
    expect(findings.map(({ code }) => code)).toEqual(['correlation-out-of-range', 'correlation-not-used'])
  })
})

describe('ranges', () => {
  test('come from finished work of the same kind where there is enough of it', () => {
    const work = simulatedPlan([{ code: 'A', days: 10, name: '3层钢筋绑扎' }])
    const ratios = Array.from({ length: 12 }, (_, i) => ({
      name: `${i}层钢筋绑扎`,
      sector: null,
      ratio: 1.5,
    }))
    const { answer } = simulatePlan(work, simulationOptions({ correlateBy: 'none' }), ratios)
    expect(answer.ranges).toContainEqual({ source: 'history', activities: 1 })
    expect(daysTo(work, answer.finish.p50)).toBe(15)
  })
  test('of work under way shrink to what remains, and what is done is fixed', () => {
    const plan = simulatedPlan([
      { code: 'A', range: [5, 10, 20], actualStart: '2025-12-30T00:00', remainingDuration: 2 * day },
    ])
    const { finish } = simulate(plan).answer
    expect(daysTo(plan, finish.curve[0]?.value as number)).toBeGreaterThanOrEqual(1)
    expect(daysTo(plan, finish.curve.at(-1)?.value as number)).toBeLessThanOrEqual(4)
  })
  test('a plan that the runs cannot follow says by how much they differ from its schedule', () => {
    const plan = simulatedPlan([{ code: 'A', range: [5, 5, 5], pauses: '16h+48h' }], [], {
      schedulingRules: 'msProject',
    })
    expect(simulate(plan).findings.map(({ code }) => code)).toContain('simulation-differs-from-schedule')
  })
  test('a plan whose links run in a circle is refused with the circle', () => {
    const plan = simulatedPlan([
      { code: 'A', range: [1, 2, 3], after: 'B' },
      { code: 'B', range: [1, 2, 3], after: 'A' },
    ])
    expect(() => simulate(plan)).toThrow(
      expect.objectContaining({ code: 'link-loop', data: { cycle: ['A', 'B', 'A'] } }),
    )
  })
  test('a plan without activities is refused by name', () => {
    expect(() => simulate(simulatedPlan([]))).toThrow(
      expect.objectContaining({ code: 'simulation-without-activities' }),
    )
  })
})

test('runs end early once P80 stands still, at the same run whoever makes them', () => {
  const { answer } = simulate(chain(), { runs: 100_000, stopWhenStable: true })
  expect(answer.endedBy).toBe('stable')
  expect(answer.runs).toBeLessThan(100_000)
  expect(answer.runs % 1000).toBe(0)
})
