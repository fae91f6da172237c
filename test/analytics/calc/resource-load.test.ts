import { describe, expect, test } from 'vitest'
import { loadResources, weekOf } from '#calc/resource-load.ts'
import { formatDay, dayOf } from '#model/plan-time.ts'
import { minute, schedule, smallPlan, type SmallPlan } from '../../support/small-plan.ts'

const dates = [
  ['2026-03-05T08:00', '2026-03-10T17:00'],
  ['2026-03-09T08:00', '2026-03-13T17:00'],
] as const
const given: SmallPlan = {
  activities: [{ rowKey: 'A' }, { rowKey: 'B' }],
  resources: [{ rowKey: 'crew', kind: 'labour', unit: '工日', available: 8_000 }],
  assignments: [
    { rowKey: 'a', activityKey: 'A', resourceKey: 'crew', rate: 5_000, plannedQuantity: 20_001 },
    { rowKey: 'b', activityKey: 'B', resourceKey: 'crew', rate: 4_000, plannedQuantity: 20_000 },
  ],
}
const load = (plan: SmallPlan) => loadResources(smallPlan(plan), schedule(dates), new Map())

describe('resource load', () => {
  const loads = load(given)
  test('is spread over working time, so two of four days fall into each week', () => {
    expect(loads.rows.map(row => [formatDay(dayOf(row.week)), row.quantity])).toEqual([
      ['2026-03-02', 10_001],
      ['2026-03-09', 30_000],
    ])
  })
  test('peaks where activities overlap', () => {
    expect(loads.rows.map(row => row.peak)).toEqual([5_000, 9_000])
    expect(loads.peaks[0]).toEqual({ peak: 9_000, peakWeek: minute('2026-03-09T00:00'), overload: 1_000 })
  })
  test('names a resource needed beyond what is available', () => {
    expect(
      loads.findings.map(problem => [problem.code, problem.data?.['peak'], problem.data?.['weeks']]),
    ).toEqual([['resource-overloaded', 9, 1]])
  })
  test('has the same row keys every time', () => {
    expect(loads.rows.map(row => row.rowKey)).toEqual(['crew@2026-03-02', 'crew@2026-03-09'])
    expect(load(given).rows).toEqual(loads.rows)
  })
  test('takes the quantity from rate and working days where none is planned', () => {
    const assignments = [{ rowKey: 'a', activityKey: 'A', resourceKey: 'crew', rate: 5_000 }]
    expect(load({ ...given, assignments }).rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(20_000)
  })
  test('puts what is done before the data date and what remains after it', () => {
    const rows = load({
      ...given,
      project: { dataDate: minute('2026-03-06T17:00') },
      activities: [{ rowKey: 'A', actualStart: minute('2026-03-05T08:00') }, { rowKey: 'B' }],
      assignments: [
        {
          rowKey: 'a',
          activityKey: 'A',
          resourceKey: 'crew',
          rate: 5_000,
          plannedQuantity: 20_000,
          actualQuantity: 13_000,
          remainingQuantity: 9_000,
        },
      ],
    }).rows
    expect(rows.map(row => row.quantity)).toEqual([13_000, 9_000])
  })
  test('has no peak for material used up', () => {
    const material: SmallPlan = {
      ...given,
      resources: [{ rowKey: 'crew', kind: 'material', unit: 't' }],
      assignments: [{ rowKey: 'a', activityKey: 'A', resourceKey: 'crew', plannedQuantity: 7_001 }],
    }
    expect(load(material).rows.map(row => row.peak)).toEqual([null, null])
    expect(load(material).rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(7_001)
  })
})

test('weeks begin on Monday at midnight', () => {
  for (const day of ['2026-03-02T00:00', '2026-03-08T23:59', '2026-03-04T12:00'])
    expect(weekOf(minute(day))).toBe(minute('2026-03-02T00:00'))
  expect(weekOf(minute('1969-12-31T00:00'))).toBe(minute('1969-12-29T00:00'))
})
