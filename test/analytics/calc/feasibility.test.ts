import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCalendars } from '#calc/calendar.ts'
import { scoreFeasibility } from '#calc/feasibility.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { describeProblem } from '#model/problems.ts'
import { day, minute, smallPlan, type SmallPlan } from '../../support/small-plan.ts'

const monday = minute('2026-03-02T08:00')
function feasibilityOf(given: SmallPlan) {
  const plan = smallPlan({ project: { dataDate: monday }, ...given })
  return scoreFeasibility(plan, calculateSchedule(prepareSchedule([plan])), compileCalendars(plan))
}
const days = (count: number) => count * 480

describe('materials', () => {
  // The case of the article on the duties of an engineering production department: paving was planned for ten days, the plant
  // could make half of what it takes, and ten days were lost. Numbers chosen here: 6,000 t in 10 days, 300 t a day.
  const asphalt = (resource: Record<string, unknown>): SmallPlan => ({
    activities: [{ rowKey: 'PAVE', duration: days(10) }],
    resources: [{ rowKey: 'AC', kind: 'material', unit: 't', name: '沥青混合料', ...resource }],
    assignments: [{ rowKey: '1', activityKey: 'PAVE', resourceKey: 'AC', plannedQuantity: 6_000_000 }],
  })

  test('asphalt that comes at half the pace of paving costs ten days', () => {
    const found = feasibilityOf(asphalt({ dailySupply: 300_000 }))
    expect(found).toMatchObject({ score: 0, covered: 0, of: 1 })
    expect(found.items).toMatchObject([
      { code: 'flow-short', at: { code: 'PAVE' }, data: { needed: 600, supply: 300, days: 10 } },
    ])
    expect(describeProblem(found.items[0] as never, 'zh')).toContain('还要多做 10 天')
  })

  test('with a second plant of the same pace the plan can be carried out', () => {
    expect(feasibilityOf(asphalt({ dailySupply: 600_000 }))).toMatchObject({ score: 1, items: [] })
  })

  test('what is kept on site may be stocked up ahead, and says from when there is enough', () => {
    expect(feasibilityOf(asphalt({ stock: 3_000_000, dailySupply: 300_000 })).score).toBe(1)
    // 6,000 t at 300 t a day are there after 20 days of work: Friday the 27th in the evening, so on Monday.
    expect(feasibilityOf(asphalt({ stock: 0, dailySupply: 300_000 })).items).toMatchObject([
      { code: 'supply-short', data: { needed: 6000, supply: 3000, until: '2026-03-30T08:00' } },
    ])
  })

  test('a material with a lead time cannot be used before it', () => {
    const found = feasibilityOf(asphalt({ leadDays: 14 }))
    expect(found.items).toMatchObject([{ code: 'delivery-late', data: { ready: '2026-03-16', days: 14 } }])
    expect(feasibilityOf(asphalt({ leadDays: 0 })).score).toBe(1)
  })
})

describe('crews and drawings', () => {
  const crew = (available: number): SmallPlan => ({
    activities: ['A', 'B', 'C'].map(rowKey => ({ rowKey, duration: days(5) })),
    resources: [{ rowKey: 'R', kind: 'labour', unit: '工日', name: '木工', available }],
    assignments: ['A', 'B', 'C'].map((activityKey, i) => ({
      rowKey: String(i),
      activityKey,
      resourceKey: 'R',
      rate: 6000,
    })),
  })

  test('the rows beyond what is available are named, not those within it', () => {
    const found = feasibilityOf(crew(12_000))
    expect(found).toMatchObject({ covered: 2, of: 3 })
    expect(found.items).toMatchObject([
      { code: 'capacity-short', at: { code: 'C' }, data: { needed: 6, free: 0 } },
    ])
    expect(feasibilityOf(crew(18_000)).score).toBe(1)
  })

  test('finished work needs nothing any more', () => {
    const given = crew(6000)
    const finished = { actualStart: monday, actualFinish: minute('2026-03-03T17:00') }
    const activities = given.activities?.map((one, i) => (i < 2 ? { ...one, ...finished } : one)) ?? []
    expect(
      feasibilityOf({ ...given, activities, project: { dataDate: minute('2026-03-04T08:00') } }),
    ).toMatchObject({ of: 1, score: 1 })
  })

  test('work that starts before its drawings come is named', () => {
    const drawings = (rowKey: string, text: string) => ({ rowKey, duration: days(1), drawingsOn: day(text) })
    const found = feasibilityOf({ activities: [drawings('A', '2026-03-05'), drawings('B', '2026-03-02')] })
    expect(found).toMatchObject({ covered: 1, of: 2, score: 0.5 })
    expect(found.items).toMatchObject([{ code: 'drawings-late', at: { code: 'A' }, data: { days: 3 } }])
  })

  test('a plan without anything to look at has no score and says why', () => {
    expect(feasibilityOf({ activities: [{ rowKey: 'A', duration: days(1) }] })).toMatchObject({
      score: null,
      of: 0,
      reason: { en: expect.stringContaining('Nothing to look at') },
    })
  })
})

test('what is admitted never needs more than is available, and more never covers less', () => {
  const rows = fc.array(
    fc.record({
      duration: fc.integer({ min: 1, max: 8 }),
      delay: fc.nat(10),
      rate: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(rows, fc.integer({ min: 0, max: 20 }), (given, available) => {
      const planWith = (limit: number): SmallPlan => ({
        activities: given.map(({ duration, delay }, i) => ({
          rowKey: `A${i}`,
          duration: days(duration),
          constraintKind: 'startOnOrAfter',
          constraintAt: monday + delay * 1440,
        })),
        resources: [{ rowKey: 'R', kind: 'machine', available: limit * 1000 }],
        assignments: given.map(({ rate }, i) => ({
          rowKey: String(i),
          activityKey: `A${i}`,
          resourceKey: 'R',
          rate: rate * 1000,
        })),
      })
      const found = feasibilityOf(planWith(available))
      const out = new Set(found.items.map(item => item.at?.code))
      const plan = smallPlan({ project: { dataDate: monday }, ...planWith(available) })
      const { start, finish } = calculateSchedule(prepareSchedule([plan]))
      for (const at of start) {
        const used = given.reduce(
          (sum, { rate }, i) =>
            sum + (!out.has(`A${i}`) && (start[i] as number) <= at && at < (finish[i] as number) ? rate : 0),
          0,
        )
        expect(used).toBeLessThanOrEqual(available)
      }
      const most = given.reduce((sum, { rate }) => sum + rate, 0)
      expect(feasibilityOf(planWith(most)).score).toBe(1)
    }),
  )
})
