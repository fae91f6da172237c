import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureEarnedValue } from '#calc/earned-value.ts'
import { planSpans } from '#calc/planned-value-spans.ts'
import { rollUpCosts } from '#calc/cost-roll-up.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Plan } from '#model/plan.ts'
import { minute, schedule, smallPlan, type SmallPlan } from '../../support/small-plan.ts'

const dates = [
  ['2026-03-02T08:00', '2026-03-06T17:00'],
  ['2026-03-09T08:00', '2026-03-20T17:00'],
  ['2026-03-20T17:00', '2026-03-20T17:00'],
] as const
const given: SmallPlan = {
  project: { dataDate: minute('2026-03-11T17:00') },
  activities: [
    {
      rowKey: 'A',
      wbs: '1.1',
      duration: 2400,
      actualStart: minute('2026-03-02T08:00'),
      actualFinish: minute('2026-03-06T17:00'),
    },
    { rowKey: 'B', wbs: '1.2', duration: 4800, actualStart: minute('2026-03-09T08:00'), completeRatio: 0.25 },
    { rowKey: 'M', wbs: '1.2', kind: 'finishMilestone' },
  ],
  costAccounts: [
    { rowKey: 'one', wbs: '1.1' },
    { rowKey: 'two', wbs: '1.2' },
  ],
  budgetLines: [
    { rowKey: 'b1', activityKey: 'A', kind: 'labour', amount: 1000_00 },
    { rowKey: 'b2', activityKey: 'B', kind: 'labour', amount: 2000_01 },
    { rowKey: 'b3', activityKey: 'M', kind: 'labour', amount: 50_00 },
  ],
}

function measure(plan: Plan, statusAt: string) {
  const spans = planSpans(plan, schedule(dates), new Map())
  return measureEarnedValue(plan, rollUpCosts(plan, null), spans, minute(statusAt))
}

describe('planned value', () => {
  const { curve } = measure(smallPlan(given), '2026-03-11T17:00')
  test('is nothing at the planned start and the whole budget at the planned finish', () => {
    expect(curve.at(curve.start as number)).toBe(0)
    expect(curve.at(curve.finish as number)).toBe(3050_01)
    expect(curve.at((curve.finish as number) + 1e6)).toBe(3050_01)
  })
  test('grows by working time only: nothing overnight or at the weekend', () => {
    expect(curve.at(minute('2026-03-04T12:30'))).toBe(500_00)
    expect(curve.at(minute('2026-03-06T17:00'))).toBe(1000_00)
    expect(curve.at(minute('2026-03-09T08:00'))).toBe(1000_00)
  })
  test('of a milestone comes all at once', () => {
    expect(curve.at(minute('2026-03-20T16:59'))).toBeLessThan(3000_01)
    expect(curve.at(minute('2026-03-20T17:00'))).toBe(3050_01)
  })
  test('gives back the minute by which an amount was to be earned', () => {
    expect(formatMinute(curve.minuteOf(500_00, minute('2026-03-02T08:00')) as PlanMinute)).toBe(
      '2026-03-04T12:00',
    )
    expect(formatMinute(curve.minuteOf(1500_00, minute('2026-03-02T08:00')) as PlanMinute)).toBe(
      '2026-03-11T12:00',
    )
  })
  test('where nothing is planned for a while, counts work exactly on plan as on time', () => {
    const sunday = minute('2026-03-08T10:00')
    expect(curve.minuteOf(1000_00, sunday)).toBe(sunday)
    expect(formatMinute(curve.minuteOf(1000_00, minute('2026-04-01T00:00')) as PlanMinute)).toBe(
      '2026-03-09T08:00',
    )
    expect(formatMinute(curve.minuteOf(1000_00, minute('2026-03-03T00:00')) as PlanMinute)).toBe(
      '2026-03-06T17:00',
    )
  })
})

describe('earned value at a data date', () => {
  const earned = measure(smallPlan(given), '2026-03-11T17:00')
  test('is all of a finished activity and the complete ratio of one in progress', () => {
    expect(earned.activities.map(row => row?.earnedValue)).toEqual([1000_00, 500_00, 0])
    expect(earned.project.plannedValue).toBe(1000_00 + 600_00)
  })
  test('of accounts sums to that of the project', () => {
    expect(earned.accounts.map(row => row.earnedValue)).toEqual([1000_00, 500_00])
    expect(earned.accounts.map(row => row.plannedValue)).toEqual([1000_00, 600_00])
  })
  test('takes duration, physical or units complete as the activity says', () => {
    const ratioBy = (completeKind: string) =>
      measure(
        smallPlan({
          ...given,
          activities: [
            { rowKey: 'A' },
            {
              rowKey: 'B',
              duration: 1000,
              remainingDuration: 400,
              completeRatio: 0.25,
              completeKind,
              actualStart: minute('2026-03-09T08:00'),
            },
            { rowKey: 'M' },
          ],
          resources: [{ rowKey: 'crew', kind: 'labour' }],
          assignments: [
            { rowKey: 'a', activityKey: 'B', resourceKey: 'crew', actualQuantity: 30, remainingQuantity: 10 },
          ],
        }),
        '2026-03-11T17:00',
      ).ratios[1]
    expect(ratioBy('physical')).toBe(0.25)
    expect(ratioBy('duration')).toBe(0.6)
    expect(ratioBy('units')).toBe(0.75)
  })
  test('names started activities of which nothing is known', () => {
    const unknown = measure(
      smallPlan({
        ...given,
        activities: [
          { rowKey: 'A', actualStart: minute('2026-03-02T08:00') },
          { rowKey: 'B' },
          { rowKey: 'M' },
        ],
      }),
      '2026-03-11T17:00',
    )
    expect(unknown.findings.map(problem => problem.code)).toContain('complete-ratio-missing')
  })
  test('counts from the current baseline, not from where the schedule has moved to', () => {
    const late = smallPlan({
      ...given,
      baselineActivities: [
        {
          rowKey: 'x',
          activityKey: 'B',
          start: minute('2026-03-02T08:00'),
          finish: minute('2026-03-06T17:00'),
        },
      ],
    })
    expect(measure(late, '2026-03-06T17:00').project.plannedValue).toBe(3000_01)
  })
  test('spreads budget without an activity in step with the account it belongs to', () => {
    const overhead = smallPlan({
      ...given,
      budgetLines: [
        ...(given.budgetLines ?? []),
        { rowKey: 'o', costAccountKey: 'one', kind: 'other', amount: 100_00 },
      ],
    })
    const { accounts } = measure(overhead, '2026-03-04T12:00')
    expect(accounts[0]?.plannedValue).toBe(500_00 + 50_00)
    expect(accounts[0]?.earnedValue).toBe(1000_00 + 100_00)
  })
})

test('activities, accounts and project have the same sums at any minute, for any amounts', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1e10 }), { minLength: 3, maxLength: 3 })
  const at = fc.integer({ min: minute('2026-03-01T00:00'), max: minute('2026-03-22T00:00') })
  fc.assert(
    fc.property(amounts, at, ([a, b, m], statusAt) => {
      const budgetLines = Object.entries({ A: a, B: b, M: m }).map(([activityKey, amount]) => ({
        rowKey: activityKey,
        activityKey,
        kind: 'labour',
        amount,
      }))
      const earned = measure(smallPlan({ ...given, budgetLines }), formatMinute(statusAt as PlanMinute))
      for (const key of ['budgetAtCompletion', 'plannedValue', 'earnedValue', 'actualCost'] as const) {
        const sum = (rows: readonly ({ [K in typeof key]: number } | null)[]) =>
          rows.reduce((total, row) => total + (row?.[key] ?? 0), 0)
        expect(sum(earned.activities)).toBe(earned.project[key])
        expect(sum(earned.accounts) + earned.unallocated[key]).toBe(earned.project[key])
      }
      expect(earned.curve.at(statusAt)).toBe(earned.project.plannedValue)
    }),
    { numRuns: 60 },
  )
})
