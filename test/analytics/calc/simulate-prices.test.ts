import { describe, expect, test } from 'vitest'
import { kindCosts, type KindCost } from '#calc/kind-costs.ts'
import { simulatePlan } from '#calc/simulate-plan.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import { assumeCosts } from '#calc/simulate-prices.ts'
import type { CostKind } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import type { SimulationRequest } from '#model/simulation-contract.ts'
import { day as dayOf, minute, smallPlan } from '../../support/small-plan.ts'
import { day, simulatedPlan } from './simulation-case.ts'

/** Projects that planned 100 of a kind and took as long as planned. */
const paid = (kind: CostKind, ratios: readonly number[], sector: string | null = null): KindCost[] =>
  ratios.map(ratio => ({ kind, sector, planned: 100, stretched: 100, actual: 100 * ratio }))
const ten = [1, 1.02, 1.04, 1.06, 1.08, 1.1, 1.12, 1.14, 1.16, 1.3]
const of = (kind: CostKind, ...args: Parameters<typeof assumeCosts>) =>
  assumeCosts(...args).find(one => one.kind === kind)

describe('what a finished project paid', () => {
  // One activity planned for Monday to Friday that took until the Monday after: 6 days for 5. The project was planned for 10 days and
  // took 15. Labour of the activity stretches by 6/5, overheads by 15/10.
  const finished = smallPlan({
    project: {
      status: 'finished',
      sector: 'road',
      plannedStart: minute('2026-03-02T08:00'),
      plannedFinish: minute('2026-03-13T17:00'),
      actualStart: minute('2026-03-02T08:00'),
      actualFinish: minute('2026-03-20T17:00'),
    },
    activities: [
      {
        rowKey: 'A',
        kind: 'task',
        duration: 9 * day,
        actualStart: minute('2026-03-02T08:00'),
        actualFinish: minute('2026-03-09T17:00'),
      },
    ],
    baselineActivities: [
      {
        rowKey: 'b',
        activityKey: 'A',
        start: minute('2026-03-02T08:00'),
        finish: minute('2026-03-06T17:00'),
      },
    ],
    resources: [
      { rowKey: 'crew', kind: 'labour' },
      { rowKey: 'steel', kind: 'material' },
      { rowKey: 'crane', kind: 'machine' },
    ],
    assignments: [
      { rowKey: 'a1', activityKey: 'A', resourceKey: 'crew', plannedCost: 100_000 },
      { rowKey: 'a2', activityKey: 'A', resourceKey: 'steel', plannedCost: 50_000 },
      { rowKey: 'a3', activityKey: 'A', resourceKey: 'crane', plannedCost: 30_000 },
    ],
    budgetLines: [{ rowKey: 'l', kind: 'other', amount: 20_000 }],
    costEntries: [
      { rowKey: 'c1', kind: 'labour', activityKey: 'A', amount: 126_000, bookedOn: dayOf('2026-03-09') },
      { rowKey: 'c2', kind: 'material', activityKey: 'A', amount: 55_000, bookedOn: dayOf('2026-03-09') },
      { rowKey: 'c3', kind: 'other', amount: 25_000, bookedOn: dayOf('2026-03-20') },
    ],
  })

  test('is its planned and actual cost by kind, and the planned as its work stretched it; a kind without actual cost says nothing', () => {
    expect(kindCosts(finished)).toEqual([
      { kind: 'labour', sector: 'road', planned: 100_000, stretched: 120_000, actual: 126_000 },
      { kind: 'material', sector: 'road', planned: 50_000, stretched: 60_000, actual: 55_000 },
      { kind: 'other', sector: 'road', planned: 20_000, stretched: 30_000, actual: 25_000 },
    ])
  })

  test('tells prices once the time it took is taken out, by the share that is paid by time', () => {
    const history = Array.from({ length: 10 }, () => kindCosts(finished)).flat()
    // 126 / 120, 55 / 50, and 25 for half of 20 and half of 30.
    expect(of('labour', undefined, history, 'road')).toMatchObject({ least: 1.05, most: 1.05 })
    expect(of('material', undefined, history, 'road')).toMatchObject({ least: 1.1, most: 1.1 })
    expect(of('other', undefined, history, 'road')).toMatchObject({ least: 1, most: 1 })
    const byQuantity = { labour: { timeShare: 0 } }
    expect(of('labour', byQuantity, history, 'road')).toMatchObject({
      timeShare: 0,
      timeShareSource: 'given',
      least: 1.26,
    })
  })

  test('tells nothing of what is paid by time where its dates are not known', () => {
    const undated = { ...finished, project: { ...finished.project, actualFinish: null } } as Plan
    const history = Array.from({ length: 10 }, () => kindCosts(undated)).flat()
    expect(of('other', undefined, history, null)?.source).toBe('default')
    expect(of('labour', undefined, history, null)?.source).toBe('history')
  })
})

describe('what is assumed of prices', () => {
  test('comes from finished projects from the tenth on, those of the sector first', () => {
    expect(of('material', undefined, paid('material', ten.slice(1)), null)).toMatchObject({
      source: 'default',
      projects: null,
    })
    expect(of('material', undefined, paid('material', ten), null)).toMatchObject({
      source: 'history',
      projects: 10,
      least: 1,
      most: 1.3,
    })
    const roads = paid('material', ten, 'road')
    const others = paid('material', [0.7, 1.9], 'school')
    expect(of('material', undefined, [...others, ...roads], 'road')).toMatchObject({
      projects: 10,
      most: 1.3,
    })
    // The same sector however it is typed.
    expect(of('material', undefined, [...others, ...roads], ' Road')).toMatchObject({ projects: 10 })
    expect(of('material', undefined, [...others, ...roads], 'school')).toMatchObject({
      projects: 12,
      least: 0.7,
      most: 1.9,
    })
  })

  test('comes from the request before all else, by kind', () => {
    const given = { material: { price: { least: 0.8, most: 1.5 } } }
    expect(of('material', given, paid('material', ten), null)).toMatchObject({
      source: 'given',
      least: 0.8,
      most: 1.5,
      timeShareSource: 'default',
    })
    expect(of('labour', given, paid('labour', ten), null)).toMatchObject({ source: 'history' })
  })

  test.each([
    [1.1, 0.9],
    [1.1, 1.2],
    [0.7, 0.9],
  ])('is refused where the planned price is not between the least %d and the most %d', (least, most) => {
    expect(() => assumeCosts({ labour: { price: { least, most } } }, [], null)).toThrow(
      expect.objectContaining({
        code: 'price-range-out-of-order',
        data: expect.objectContaining({ least, most }),
      }),
    )
  })
})

describe('a simulated cost', () => {
  /** Twelve certain days where ten are planned, and 100,000 of a kind still to spend on them. */
  const plan = (kind: CostKind): Plan =>
    ({
      ...simulatedPlan([{ code: 'A', days: 10, range: [12, 12, 12] }]),
      budgetLines: [{ projectId: 'P1', rowKey: 'l', kind, activityKey: 'A', amount: 100_000 }],
    }) as unknown as Plan
  const costOf = (
    kind: CostKind,
    costAssumptions: SimulationRequest['costAssumptions'],
    history: KindCost[] = [],
  ) => {
    const request = { runs: 10_000, stopWhenStable: false, ...(costAssumptions && { costAssumptions }) }
    const { cost, costAssumptions: stated } = simulatePlan(
      plan(kind),
      simulationOptions(request, { costs: history, sector: null }),
    ).answer
    return { cost, stated: stated.find(one => one.kind === kind) }
  }
  const certain = { least: 1, most: 1 }

  test('follows the time by the share that is paid by it', () => {
    expect(costOf('material', { material: { price: certain } }).cost?.p50).toBe(100_000)
    expect(costOf('material', { material: { price: certain, timeShare: 1 } }).cost?.p50).toBe(120_000)
    expect(costOf('other', { other: { price: certain } }).cost?.p50).toBe(110_000)
  })

  test('is as many times the plan as finished projects paid, and the answer says from how many', () => {
    const { cost, stated } = costOf(
      'material',
      undefined,
      paid(
        'material',
        Array.from({ length: 11 }, () => 1.2),
      ),
    )
    expect([cost?.p10, cost?.p90]).toEqual([120_000, 120_000])
    expect(stated).toEqual({
      kind: 'material',
      timeShare: 0,
      timeShareSource: 'default',
      least: 1.2,
      most: 1.2,
      source: 'history',
      projects: 11,
    })
  })

  test('lies where finished projects lay: its median is theirs, and no run leaves their range', () => {
    const { cost } = costOf('material', undefined, paid('material', ten))
    // The median of ten is between the fifth and the sixth.
    expect((cost?.p50 ?? 0) / 100_000).toBeCloseTo(1.09, 2)
    expect(cost?.curve.at(-1)?.value).toBeLessThanOrEqual(130_000)
    expect(cost?.curve[0]?.value).toBeGreaterThanOrEqual(100_000)
  })

  // Mean of PERT: (least + 4 likely + most) / 6.
  test('of a range that is given has the mean of PERT with the planned price as the likeliest', () => {
    const { cost, stated } = costOf('material', { material: { price: { least: 0.9, most: 1.3 } } })
    expect((cost?.mean ?? 0) / 100_000).toBeCloseTo((0.9 + 4 + 1.3) / 6, 2)
    expect(stated?.source).toBe('given')
  })
})
