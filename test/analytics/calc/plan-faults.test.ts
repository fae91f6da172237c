import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPlanFaults } from '#calc/find-plan-faults.ts'
import { gatherFaultSubject, type PlanFault } from '#calc/plan-fault.ts'
import { findRedundantLinks } from '#calc/redundant-links.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { Plan } from '#model/plan.ts'
import { describeProblem, type ProblemCode } from '#model/problems.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'

const planOf = (project: CaseProject): Plan =>
  plansOf({ why: '', source: '', projects: [project] })[0] as Plan
function faultsOf(activities: CaseProject['activities'], project: Record<string, unknown> = {}): PlanFault[] {
  const plan = planOf({ project: { dataDate: '2026-03-02T08:00', ...project }, activities })
  const input = prepareSchedule([plan])
  return findPlanFaults(plan, input, calculateSchedule(input))
}
const fault = (faults: PlanFault[], code: ProblemCode) => faults.find(one => one.code === code) as PlanFault
const namesOf = (faults: PlanFault[], code: ProblemCode, name: string) =>
  fault(faults, code).items.map(item => item.data?.[name])

describe('links', () => {
  test('a link that a longer way already demands is redundant, and the way is named', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'A' },
      { code: 'C', days: 2, after: 'B;A' },
    ])
    expect(namesOf(faults, 'redundant-link', 'link')).toEqual(['A FS → C'])
    expect(namesOf(faults, 'redundant-link', 'through')).toEqual(['B'])
  })

  test('a way through a date that wins over links under the rules of MS Project makes none redundant', () => {
    const chain = [
      { code: 'A', days: 5 },
      {
        code: 'B',
        days: 2,
        after: 'A',
        constraintKind: 'startOnOrBefore',
        constraintAt: '2026-03-03T08:00',
      },
      { code: 'C', days: 2, after: 'B;A' },
    ]
    const rules = { schedulingRules: 'msProject', plannedStart: '2026-03-02T08:00' }
    expect(namesOf(faultsOf(chain, rules), 'redundant-link', 'link')).toEqual([])
    expect(namesOf(faultsOf(chain), 'redundant-link', 'link')).toEqual(['A FS → C'])
  })

  test('start to start beside finish to start of the same two is redundant, the other way round is not', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'A;ASS' },
    ])
    expect(namesOf(faults, 'redundant-link', 'link')).toEqual(['A SS → B'])
  })

  test.each([
    ['a positive lag', [{ code: 'C', days: 2, after: 'B;A+5d' }]],
    ['a lead on the way', [{ code: 'C', days: 2, after: 'BFS-1d;A' }]],
    [
      'a way that begins at the start',
      [
        { code: 'C', days: 2, after: 'AFF;D' },
        { code: 'D', days: 2, after: 'ASS' },
      ],
    ],
  ])('beside %s a link is not called redundant', (_, rest) => {
    const faults = faultsOf([{ code: 'A', days: 2 }, { code: 'B', days: 2, after: 'A' }, ...rest])
    expect(fault(faults, 'redundant-link').result).toBe('pass')
  })

  test('finish to finish is redundant where a way of other kinds ends at the start', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'A' },
      { code: 'C', days: 2, after: 'BSS;AFF' },
    ])
    expect(namesOf(faults, 'redundant-link', 'link')).toEqual(['A FF → C'])
  })

  test('a way through a mandatory date implies nothing', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'A', constraintKind: 'mandatoryStart', constraintAt: '2026-03-02T08:00' },
      { code: 'C', days: 2, after: 'B;A' },
    ])
    expect(fault(faults, 'redundant-link').result).toBe('pass')
  })

  test('the same link twice is a duplicate, whatever its lag', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'A;A+3d' },
    ])
    expect(namesOf(faults, 'duplicate-link', 'count')).toEqual([2])
    expect(fault(faults, 'redundant-link').result).toBe('pass')
  })

  test('work that only its start binds hangs loose at its finish, and the other way round', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'ASS' },
      { code: 'C', days: 2, after: 'BFF' },
      { code: 'M', kind: 'startMilestone' },
      { code: 'D', days: 1, after: 'MSS;C' },
    ])
    expect(namesOf(faults, 'dangling-finish', 'activity')).toEqual(['A'])
    expect(namesOf(faults, 'dangling-start', 'activity')).toEqual(['C'])
  })

  test('a lag of more than a month of work is named with its days', () => {
    const faults = faultsOf([
      { code: 'A', days: 2 },
      { code: 'B', days: 2, after: 'AFS+21d' },
      { code: 'C', days: 2, after: 'AFS+20d' },
      { code: 'D', days: 2, after: 'AFS-30d' },
    ])
    expect(namesOf(faults, 'long-lag', 'days')).toEqual([21, -30])
  })

  test('links across finished work are told apart: those that hold nothing back, and lags that still run', () => {
    const faults = faultsOf(
      [
        { code: 'A', days: 2, actualStart: '2026-03-02T08:00', actualFinish: '2026-03-03T17:00' },
        { code: 'B', days: 2, after: 'AFS+5d' },
        { code: 'C', days: 2 },
        { code: 'D', days: 2, after: 'C', actualStart: '2026-03-02T08:00', actualFinish: '2026-03-03T17:00' },
      ],
      { dataDate: '2026-03-06T08:00' },
    )
    // Wednesday and Thursday have run of the five days.
    expect(namesOf(faults, 'link-from-finished', 'days')).toEqual([3])
    expect(namesOf(faults, 'link-to-finished', 'activity')).toEqual(['C'])
  })
})

describe('progress and dates', () => {
  test('a start before its predecessor ends is out of sequence by the days the link still asks for', () => {
    const faults = faultsOf(
      [
        { code: 'A', days: 5, actualStart: '2026-03-02T08:00', remainingDays: 2 },
        { code: 'B', days: 5, after: 'A', actualStart: '2026-03-04T08:00' },
      ],
      { dataDate: '2026-03-05T08:00' },
    )
    // A ends Friday the 6th 17:00; from Wednesday 08:00 that is three days.
    expect(fault(faults, 'out-of-sequence').items).toMatchObject([
      { at: { code: 'B', field: 'actualStart' }, data: { allowed: '2026-03-06T17:00', days: 3 } },
    ])
    expect(
      fault(
        faultsOf([
          { code: 'A', days: 5 },
          { code: 'B', days: 5, after: 'A' },
        ]),
        'out-of-sequence',
      ).result,
    ).toBe('pass')
  })

  test('a constraint that the logic cannot keep is named with the date the logic needs', () => {
    const faults = faultsOf([
      { code: 'A', days: 5 },
      {
        code: 'B',
        days: 2,
        after: 'A',
        constraintKind: 'finishOnOrBefore',
        constraintAt: '2026-03-06T17:00',
      },
      { code: 'C', days: 2, after: 'A', constraintKind: 'mandatoryStart', constraintAt: '2026-03-04T08:00' },
      { code: 'D', days: 2, after: 'A', constraintKind: 'mandatoryFinish', constraintAt: '2026-03-06T17:00' },
      { code: 'E', days: 2, after: 'A', constraintKind: 'startOnOrAfter', constraintAt: '2026-03-02T08:00' },
    ])
    expect(
      fault(faults, 'constraint-conflict').items.map(({ at, data }) => [
        at?.code,
        data?.['logic'],
        data?.['days'],
      ]),
    ).toEqual([
      ['B', '2026-03-10T17:00', 2],
      ['C', '2026-03-06T17:00', 3],
      ['D', '2026-03-10T17:00', 2],
    ])
    expect(namesOf(faults, 'negative-float', 'activity')).toEqual(['A', 'B'])
  })

  test('a mandatory date conflicts with links to the finish too', () => {
    const faults = faultsOf([
      { code: 'A', days: 5 },
      {
        code: 'B',
        days: 2,
        after: 'AFF',
        constraintKind: 'mandatoryFinish',
        constraintAt: '2026-03-05T17:00',
      },
      {
        code: 'M',
        kind: 'finishMilestone',
        after: 'AFF',
        constraintKind: 'mandatoryFinish',
        constraintAt: '2026-03-06T17:00',
      },
    ])
    expect(
      fault(faults, 'constraint-conflict').items.map(({ at, data }) => [at?.code, data?.['logic']]),
    ).toEqual([['B', '2026-03-06T17:00']])
  })

  test('under the rules of MS Project links are what a constraint is against, the data date is not', () => {
    const faults = faultsOf(
      [
        { code: 'A', days: 5 },
        {
          code: 'B',
          days: 2,
          after: 'A',
          constraintKind: 'startOnOrBefore',
          constraintAt: '2026-03-04T08:00',
        },
        { code: 'C', days: 2, constraintKind: 'mandatoryStart', constraintAt: '2026-03-04T08:00' },
      ],
      { schedulingRules: 'msProject', plannedStart: '2026-03-02T08:00', dataDate: '2026-03-10T08:00' },
    )
    expect(
      fault(faults, 'constraint-conflict').items.map(({ at, data }) => [
        at?.code,
        data?.['logic'],
        data?.['days'],
      ]),
    ).toEqual([['B', '2026-03-06T17:00', 3]])
  })

  test('constraints that contradict each other and deadlines that are missed are named', () => {
    const faults = faultsOf([
      {
        code: 'A',
        days: 5,
        constraintKind: 'startOnOrAfter',
        constraintAt: '2026-03-09T08:00',
        secondConstraintKind: 'startOnOrBefore',
        secondConstraintAt: '2026-03-05T08:00',
      },
      { code: 'B', days: 5, deadline: '2026-03-04T17:00' },
    ])
    expect(namesOf(faults, 'constraints-contradict', 'activity')).toEqual(['A'])
    expect(namesOf(faults, 'deadline-missed', 'days')).toEqual([2])
  })

  test('three activities without duration in a row are one chain', () => {
    const faults = faultsOf([
      { code: 'A', days: 0 },
      { code: 'B', days: 0, after: 'A' },
      { code: 'C', kind: 'finishMilestone', after: 'B' },
      { code: 'D', days: 0, after: 'C+1d' },
    ])
    expect(namesOf(faults, 'zero-duration-chain', 'activities')).toEqual([['A', 'B', 'C']])
  })
})

test('every item says where it is and has its text in both languages', () => {
  const faults = faultsOf([
    { code: 'A', days: 5 },
    {
      code: 'B',
      days: 2,
      after: 'A;A;ASS',
      constraintKind: 'mandatoryStart',
      constraintAt: '2026-03-04T08:00',
    },
    { code: 'C', days: 2, after: 'BSS+40d;A' },
  ])
  const items = faults.flatMap(one => one.items)
  expect(items.length).toBeGreaterThan(3)
  for (const item of items) {
    expect(item.at?.rowKey).toBeTruthy()
    for (const language of ['zh', 'en'] as const) expect(describeProblem(item, language)).not.toMatch(/[{}—]/)
  }
})

const kinds = ['FS', 'SS', 'FF', 'SF']
const anyPlan = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 6 }),
      links: fc.array(fc.tuple(fc.nat(9), fc.constantFrom(...kinds), fc.constantFrom(0, 0, 0, -2, 3)), {
        maxLength: 4,
      }),
      calendar: fc.constantFrom('five', 'seven', 'night'),
      constraint: fc.constantFrom(
        null,
        null,
        null,
        'startOnOrAfter',
        'mandatoryStart',
        'startOn',
        'finishOnOrBefore',
      ),
      started: fc.constantFrom(false, false, true),
      kind: fc.constantFrom('task', 'task', 'task', 'finishMilestone', 'startMilestone', 'levelOfEffort'),
    }),
    { minLength: 3, maxLength: 10 },
  )
  .map(
    (rows): CaseProject => ({
      project: { dataDate: '2026-03-10T03:00' },
      calendars: {
        five: [...Array.from({ length: 5 }, () => '08:00-12:00,13:00-17:00'), null, null],
        seven: Array.from({ length: 7 }, () => '06:00-14:00'),
        night: Array.from({ length: 7 }, (_, i) => (i < 6 ? '22:00-06:00' : null)),
      },
      activities: rows.map(({ days, links, calendar, constraint, started, kind }, i) => ({
        code: `A${i}`,
        days,
        calendar,
        kind,
        constraintKind: constraint,
        constraintAt: constraint === null ? null : '2026-03-12T08:00',
        ...(started ? { actualStart: '2026-03-04T08:00' } : {}),
        after: links
          .filter(() => i > 0)
          .map(([p, how, lag]) => `A${p % i}${how}${lag === 0 ? '' : lag > 0 ? `+${lag}d` : `${lag}d`}`)
          .join(';'),
      })),
    }),
  )

test('no early date moves when all redundant links are taken out together', () => {
  let removed = 0
  fc.assert(
    fc.property(anyPlan, given => {
      const plan = planOf(given)
      const input = prepareSchedule([plan])
      const before = calculateSchedule(input)
      const found = findRedundantLinks(gatherFaultSubject(plan, input, before))
      const gone = new Set(found.map(({ link }) => link))
      removed += gone.size
      const after = calculateSchedule(
        prepareSchedule([{ ...plan, links: plan.links.filter((_, k) => !gone.has(k)) }]),
      )
      expect(after.earlyStart).toEqual(before.earlyStart)
      expect(after.earlyFinish).toEqual(before.earlyFinish)
    }),
    { numRuns: 400 },
  )
  expect(removed).toBeGreaterThan(50)
})
