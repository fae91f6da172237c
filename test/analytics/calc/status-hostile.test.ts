import { describe, expect, test } from 'vitest'
import { calculateStatus } from '#calc/status.ts'
import { describeProblem, type ProblemCode } from '#model/problems.ts'
import { day, minute, schedule, smallPlan, type SmallPlan } from '../../support/small-plan.ts'

const dates = [
  ['2026-03-02T08:00', '2026-03-13T17:00'],
  ['2026-03-16T08:00', '2026-03-27T17:00'],
] as const
const times = schedule(dates)
const dataDate = minute('2026-03-20T17:00')
const cost = (rowKey: string, amount: number, on = '2026-03-13') => ({
  rowKey,
  activityKey: 'A',
  kind: 'labour',
  amount,
  bookedOn: day(on),
})
/** A is done, B half done; 2,000.00 of budget, 1,500.00 earned, 1,600.00 spent. */
const site: SmallPlan = {
  project: { dataDate },
  activities: [
    { rowKey: 'A', duration: 4800, actualStart: minute(dates[0][0]), actualFinish: minute(dates[0][1]) },
    { rowKey: 'B', duration: 4800, actualStart: minute(dates[1][0]), completeRatio: 0.5 },
  ],
  budgetLines: [
    { rowKey: 'a', activityKey: 'A', kind: 'labour', amount: 1000_00 },
    { rowKey: 'b', activityKey: 'B', kind: 'labour', amount: 1000_00 },
  ],
  costEntries: [cost('e', 1600_00)],
  baselineActivities: ['A', 'B'].map((activityKey, i) => ({
    rowKey: `x${i}`,
    activityKey,
    start: minute(dates[i]?.[0] ?? ''),
    finish: minute(dates[i]?.[1] ?? ''),
  })),
}
const earlier = (values: object, date = '2026-03-06T17:00') => ({
  rowKey: `s${date}`,
  statusAt: minute(date),
  origin: 'calculated',
  budgetAtCompletion: 2000_00,
  plannedValue: 500_00,
  earnedValue: 500_00,
  actualCost: 500_00,
  ...values,
})
const imported = (values: object) =>
  earlier({ origin: 'imported', plannedValue: 1500_00, earnedValue: 1500_00, ...values }, '2026-03-20T17:00')
const status = (plan: SmallPlan) => calculateStatus(smallPlan({ ...site, ...plan }), times, new Map(), null)

const hostile: [string, SmallPlan, ProblemCode, string | undefined][] = [
  [
    'cost lower than at the status before',
    { statusSnapshots: [earlier({ actualCost: 1800_00 })] },
    'actual-cost-falls',
    'costEntry',
  ],
  [
    'earned value lower than at the status before',
    { statusSnapshots: [earlier({ earnedValue: 1900_00 })] },
    'earned-value-falls',
    'activity',
  ],
  [
    'costs ten thousand times as large',
    { costEntries: [cost('e', 1600_00 * 10_000)] },
    'actual-cost-out-of-scale',
    'costEntry',
  ],
  [
    'costs in ten thousands beside budgets in units',
    { costEntries: [cost('e', 16)] },
    'actual-cost-out-of-scale',
    'costEntry',
  ],
  ['reversals beyond all costs', { costEntries: [cost('e', -300_00)] }, 'progress-without-cost', 'costEntry'],
  ['no cost entry', { costEntries: [] }, 'progress-without-cost', 'costEntry'],
  [
    'a budget ten thousand times that of the status before',
    { statusSnapshots: [earlier({ budgetAtCompletion: 20 })] },
    'status-unit-changed',
    'statusSnapshot',
  ],
  [
    'an amount below 0 at an earlier status',
    { statusSnapshots: [earlier({ earnedValue: -1 })] },
    'status-value-negative',
    'statusSnapshot',
  ],
  [
    'an earlier status without actual cost',
    { statusSnapshots: [earlier({ actualCost: null })] },
    'status-value-missing',
    'statusSnapshot',
  ],
  [
    'an earlier status with planned value above the budget',
    { statusSnapshots: [earlier({ plannedValue: 9000_00 })] },
    'planned-above-budget',
    'statusSnapshot',
  ],
  [
    'an earlier status before the planned start',
    { statusSnapshots: [earlier({}, '2025-03-06T17:00')] },
    'status-before-start',
    'statusSnapshot',
  ],
  [
    'an imported earned value above the budget at the data date',
    { statusSnapshots: [imported({ earnedValue: 9000_00, actualCost: 1600_00 })] },
    'earned-above-budget',
    'statusSnapshot',
  ],
  [
    'an imported status that progress and costs do not bear out',
    { statusSnapshots: [imported({ actualCost: 900_00 })] },
    'status-not-as-imported',
    'statusSnapshot',
  ],
  [
    'an imported status at the data date without earned value',
    { statusSnapshots: [imported({ earnedValue: null, actualCost: 1600_00 })] },
    'status-value-missing',
    'statusSnapshot',
  ],
  [
    'a data date before the planned start',
    { project: { dataDate: minute('2026-01-05T08:00') } },
    'status-before-start',
    'project',
  ],
  [
    'a data date after the planned finish and work open',
    { project: { dataDate: minute('2027-01-05T08:00') } },
    'status-after-planned-finish',
    'project',
  ],
  [
    'a baseline that ends before it starts',
    {
      baselineActivities: (site.baselineActivities ?? []).map(row => ({
        ...row,
        finish: minute('2026-01-05T17:00'),
      })),
    },
    'baseline-dates-reversed',
    'baseline',
  ],
  [
    'budgets of an activity below 0',
    {
      budgetLines: [
        ...(site.budgetLines ?? []),
        { rowKey: 'c', activityKey: 'B', kind: 'labour', amount: -1500_00 },
      ],
    },
    'budget-below-zero',
    'activity',
  ],
  ['no budget', { budgetLines: [] }, 'no-budget', 'project'],
]

test.each(hostile)('a plan with %s is forecast, and says where and what to do', (_, plan, code, sheet) => {
  const { forecast, findings } = status(plan)
  const found = findings.find(problem => problem.code === code)
  expect([found?.code, found?.at?.sheet]).toEqual([code, sheet])
  expect(found?.at?.rowKey).not.toBe('')
  expect(describeProblem(found as never, 'zh')).toMatch(/请|若/)
  for (const language of ['zh', 'en'] as const)
    expect(describeProblem(found as never, language)).not.toMatch(/[{}]|undefined|NaN/)
  const at = forecast?.statusAt as number
  const { finishP10, finishP50, finishP80, finishP90, costP10, costP50, costP80, costP90 } =
    forecast as NonNullable<typeof forecast>
  const finishes = [at, finishP10, finishP50, finishP80, finishP90]
  expect(finishes).toEqual(finishes.toSorted((a, b) => Number(a) - Number(b)))
  const costs = [forecast?.actualCost, costP10, costP50, costP80, costP90].filter(amount => amount !== null)
  expect(costs).toEqual(costs.toSorted((a, b) => Number(a) - Number(b)))
  expect(JSON.stringify(forecast)).not.toContain('NaN')
})

describe('a plan in order', () => {
  test('has none of these findings', () => {
    const codes = status({ statusSnapshots: [earlier({})] }).findings.map(problem => problem.code)
    expect(codes.filter(code => hostile.some(([, , other]) => other === code))).toEqual([])
  })
  test('and imported figures that agree with it are no finding', () => {
    const { findings } = status({ statusSnapshots: [earlier({}), imported({ actualCost: 1600_00 })] })
    expect(findings.map(problem => problem.code)).not.toContain('status-not-as-imported')
  })
})

test('amounts that together cannot be kept exactly are refused at the largest of them', () => {
  const budgetLines = [
    { rowKey: 'a', activityKey: 'A', kind: 'labour', amount: 9e15 },
    { rowKey: 'b', activityKey: 'B', kind: 'labour', amount: 1000_00 },
  ]
  expect(() =>
    status({ budgetLines: [...budgetLines, { ...budgetLines[1], rowKey: 'c', amount: 8e15 } as never] }),
  ).toThrow(
    expect.objectContaining({
      code: 'amounts-too-large',
      at: { sheet: 'budgetLine', rowKey: 'a' },
      data: { amount: 9e13 },
    }),
  )
})
