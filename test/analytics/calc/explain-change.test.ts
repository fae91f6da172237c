import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainChange } from '#calc/explain-change.ts'
import type { Explanation } from '#calc/explanation.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { Plan } from '#model/plan.ts'
import { planParts } from '#model/plan-sheets.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'

function planOf(activities: CaseProject['activities'], project: Record<string, unknown> = {}): Plan {
  const [plan] = plansOf({
    why: '',
    source: '',
    projects: [{ project: { dataDate: '2026-03-02T08:00', ...project }, activities }],
  })
  // The case maker gives only what scheduling reads.
  return { ...Object.fromEntries(planParts.map(part => [part, []])), ...plan } as Plan
}
const texts = ({ causes }: Explanation) => causes.map(({ text }) => text.zh)
const days = ({ causes }: Explanation) => causes.map(({ movedWork }) => (movedWork ?? 0) / 480)

const chain = (b: number) => [
  { code: 'A', days: 2 },
  { code: 'B', days: b, after: 'A' },
  { code: 'C', days: 6 },
]

describe('one change', () => {
  test('a longer activity moves the finish by what its float does not take', () => {
    // A and B take 5 days beside C's 6: of three days more the first is float.
    const explained = explainChange(planOf(chain(3)), planOf(chain(6)))
    expect(texts(explained)).toEqual(['B 工期(天) 3 → 6'])
    expect(explained).toMatchObject({ movedWork: 2 * 480, minutesPerDay: 480 })
    expect(days(explained)).toEqual([2])
  })

  test('a new activity comes with its links, a removed one takes them along', () => {
    const [few, many] = [planOf(chain(3)), planOf([...chain(3), { code: 'D', days: 4, after: 'B' }])]
    expect(texts(explainChange(few, many))).toEqual(['新增工序 D D（4 天，1 条逻辑关系）'])
    expect(days(explainChange(few, many))).toEqual([3])
    expect(days(explainChange(many, few))).toEqual([-3])
  })

  test('links, constraints and options are told with what they were', () => {
    const before = planOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 3 },
    ])
    const after = planOf([
      { code: 'A', days: 2 },
      {
        code: 'B',
        days: 3,
        after: 'A+1d',
        constraintKind: 'startOnOrAfter',
        constraintAt: '2026-03-09T08:00',
      },
    ])
    const explained = explainChange(before, after)
    expect(texts(explained)).toEqual(['B 限制日期 空 → 2026-03-09', '新增逻辑关系 A FS+1d → B'])
    // Monday to Wednesday becomes Monday the 9th to Wednesday the 11th; the link asks for less.
    expect(days(explained)).toEqual([5, 0])
  })

  test('an accepted levelling is one change with its own words', () => {
    const days = (from: string | null) => planOf(chain(3).map(row => ({ ...row, levelledStart: from })))
    const accepted = explainChange(days(null), days('2026-03-04T08:00'))
    // All three wait two days; B ends with them on the tenth instead of C on the ninth.
    expect(texts(accepted)).toEqual(['资源平衡：3 道工序的平衡后开始有改动'])
    expect(accepted.causes).toMatchObject([{ kind: 'constraint', changes: 3, movedWork: 960 }])
    const [first, ...rest] = days(null).activities
    const one = { ...days(null), activities: [{ ...first, levelledStart: 29_543_040 }, ...rest] } as Plan
    expect(texts(explainChange(days(null), one))).toEqual(['A 平衡后开始 空 → 2026-03-04'])
  })

  test('the order of the journal decides who gets a movement that two changes make together', () => {
    const [before, after] = [
      planOf(chain(3)),
      planOf([
        { code: 'A', days: 5 },
        { code: 'B', days: 6, after: 'A' },
        { code: 'C', days: 6 },
      ]),
    ]
    const key = (code: string) => `activity p1-activity-${code} duration`
    const first = explainChange(before, after, {
      order: new Map([
        [key('A'), 1],
        [key('B'), 2],
      ]),
    })
    const second = explainChange(before, after, {
      order: new Map([
        [key('A'), 2],
        [key('B'), 1],
      ]),
    })
    expect(first.causes.map(({ at }) => at.code)).toEqual(['A', 'B'])
    expect(days(first)).toEqual([2, 3])
    expect(second.causes.map(({ at }) => at.code)).toEqual(['B', 'A'])
    expect(days(second)).toEqual([2, 3])
  })
})

describe('progress', () => {
  const week = { dataDate: '2026-03-09T08:00' }

  test('a data date that moves with all going as planned moves nothing; who was late gets the delay', () => {
    const before = planOf(chain(3))
    const after = planOf(
      [
        { code: 'A', days: 2, actualStart: '2026-03-02T08:00', actualFinish: '2026-03-05T17:00' },
        { code: 'B', days: 3, after: 'A', actualStart: '2026-03-06T08:00', remainingDays: 2 },
        { code: 'C', days: 6, actualStart: '2026-03-02T08:00', remainingDays: 1 },
      ],
      week,
    )
    const explained = explainChange(before, after)
    expect(
      explained.causes.map(({ kind, at, movedWork }) => [kind, at.code, (movedWork ?? 0) / 480]),
    ).toEqual([
      ['dataDate', 'P1', 0],
      ['progress', 'A', 0],
      ['progress', 'B', 1],
    ])
    expect(texts(explained)[2]).toBe('B 剩余 2 天，按计划 0 天')
  })

  test('what was not reported is told as not begun', () => {
    const explained = explainChange(planOf(chain(3)), planOf(chain(3), week))
    expect(texts(explained)).toContain('C 未按计划于 2026-03-02 开始')
    // All of it slips by the five days of the week.
    expect(explained.movedWork).toBe(5 * 480)
  })
})

test('what waits for another project is not expected to have begun', () => {
  const plansAt = (dataDate: string) =>
    plansOf({
      why: '',
      source: '',
      projects: [
        { project: { dataDate }, activities: [{ code: 'B', days: 1, after: 'P2/A' }] },
        { project: { dataDate: '2026-03-02T08:00' }, activities: [{ code: 'A', days: 10 }] },
      ],
    }).map(plan => ({ ...Object.fromEntries(planParts.map(part => [part, []])), ...plan }) as Plan)
  const [before, other] = plansAt('2026-03-02T08:00') as [Plan, Plan]
  const [after] = plansAt('2026-03-09T08:00') as [Plan, Plan]
  const explained = explainChange(before, after, { others: [other] })
  expect(texts(explained)).toEqual(['检查日期 2026-03-02 → 2026-03-09（其间均按计划进行）'])
  expect(days(explained)).toEqual([0])
})

test('a plan compared with itself needs no explanation', () => {
  expect(explainChange(planOf(chain(3)), planOf(chain(3)))).toMatchObject({ moved: 0, causes: [] })
})

const row = fc.record({
  days: fc.integer({ min: 0, max: 9 }),
  links: fc.array(fc.tuple(fc.nat(9), fc.constantFrom('FS', 'SS', 'FF'), fc.integer({ min: -2, max: 3 })), {
    maxLength: 3,
  }),
  constraint: fc.constantFrom(null, null, 'startOnOrAfter', 'finishOnOrBefore', 'mandatoryStart'),
  state: fc.constantFrom('open', 'open', 'active', 'finished'),
  isThere: fc.constantFrom(true, true, true, false),
})
const anyPlan = fc
  .tuple(
    fc.array(row, { minLength: 1, maxLength: 8 }),
    fc.constantFrom('2026-03-02T08:00', '2026-03-05T08:00', '2026-03-12T08:00'),
  )
  .map(([rows, dataDate]) =>
    planOf(
      rows.flatMap(({ days, links, constraint, state, isThere }, i) =>
        isThere
          ? [
              {
                code: `A${i}`,
                days,
                after: links
                  .map(([p, how, lag]) => `A${p}${how}${lag === 0 ? '' : lag > 0 ? `+${lag}d` : `${lag}d`}`)
                  .join(';'),
                constraintKind: constraint,
                constraintAt: constraint === null ? null : '2026-03-11T08:00',
                ...(state === 'open'
                  ? {}
                  : { actualStart: '2026-03-02T08:00', remainingDays: Math.max(0, days - 1) }),
                ...(state === 'finished' ? { actualFinish: '2026-03-04T17:00' } : {}),
              },
            ]
          : [],
      ),
      { dataDate },
    ),
  )

test('the parts add up to the movement of the finish, to the minute, whatever changed', () => {
  fc.assert(
    fc.property(anyPlan, anyPlan, fc.boolean(), (before, after, isTimed) => {
      const order = new Map(
        isTimed ? after.activities.map(({ rowKey }, i) => [`activity ${rowKey} duration`, 99 - i]) : [],
      )
      const explained = explainChange(before, after, { order })
      const finishes = [before, after].map(
        plan => calculateSchedule(prepareSchedule([plan])).projectFinish[0] as number,
      )
      const known = (finish: number | undefined) =>
        finish === undefined || Number.isNaN(finish) ? null : finish
      expect(explained.finish).toEqual({ before: known(finishes[0]), after: known(finishes[1]) })
      const sum = (field: 'moved' | 'movedWork' | 'movedBudget') =>
        explained.causes.reduce((total, cause) => total + (cause[field] ?? 0), 0)
      expect(sum('moved')).toBe(explained.moved ?? 0)
      expect(sum('movedWork')).toBe(explained.movedWork ?? 0)
      expect(sum('movedBudget')).toBe(explained.budget.after - explained.budget.before)
    }),
    { numRuns: 300 },
  )
})
