import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { levelPlans, type LevelProposal } from '#calc/level-plan.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { readXer } from '#interchange/xer.ts'
import type { Plan } from '#model/plan.ts'
import { formatMinute } from '#model/plan-time.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'

const limits = { seed: 7, schedules: 300 }
const plans = (...projects: CaseProject[]) => plansOf({ why: '', source: '', projects })
const week = Array.from({ length: 7 }, () => '08:00-12:00,13:00-17:00')
const monday = { calendar: 'C', dataDate: '2026-03-02T08:00' }
const projectOf = (
  activities: CaseProject['activities'],
  available: Record<string, number>,
  project = {},
): CaseProject => ({ project: { ...monday, ...project }, calendars: { C: week }, activities, available })
const startsOf = (proposal: LevelProposal) =>
  Object.fromEntries(proposal.moves.map(move => [move.code, formatMinute(move.startAfter)]))

describe('levelling a plan', () => {
  test('two lifts with one crane follow each other, the one with less float first', () => {
    const given = plans(
      projectOf(
        [
          { code: 'lift columns', days: 2, uses: { crane: 1 } },
          { code: 'lift beams', days: 3, uses: { crane: 1 } },
          { code: 'deck', days: 4, after: 'lift beams' },
        ],
        { crane: 1 },
      ),
    )
    const proposal = levelPlans(given, 'finishMayMove', limits)
    expect(startsOf(proposal)).toEqual({ 'lift columns': '2026-03-05T08:00' })
    expect(proposal).toMatchObject({ isProven: true, overloads: [], overloadsBefore: 1 })
  })

  test('where the crane decides, the finish moves by the work that waits', () => {
    const given = plans(
      projectOf(
        ['A', 'B', 'C1'].map(code => ({ code, days: 2, uses: { crane: 1 } })),
        { crane: 1 },
      ),
    )
    const [project] = levelPlans(given, 'finishMayMove', limits).projects
    expect(formatMinute(project?.finishBefore as never)).toBe('2026-03-03T17:00')
    expect(formatMinute(project?.finishAfter as never)).toBe('2026-03-07T17:00')
  })

  test('within float nothing moves the finish, and what is left over is listed with who is at work', () => {
    const given = plans(
      projectOf(
        [
          { code: 'A', days: 2, uses: { crane: 1 } },
          { code: 'B', days: 2, uses: { crane: 1 } },
          { code: 'C1', days: 1, uses: { crane: 1 } },
          { code: 'long', days: 3 },
        ],
        { crane: 1 },
      ),
    )
    const proposal = levelPlans(given, 'withinFloat', limits)
    expect(proposal.projects[0]?.finishAfter).toBe(proposal.projects[0]?.finishBefore)
    expect(proposal.overloads.length).toBeGreaterThan(0)
    expect(proposal.overloads[0]).toMatchObject({ resource: 'crane', need: 2000, available: 1000 })
  })

  test('work under way keeps its crane', () => {
    const given = plans(
      projectOf(
        [
          { code: 'begun', days: 5, uses: { crane: 1 }, actualStart: '2026-02-27T08:00' },
          { code: 'next', days: 1, uses: { crane: 1 } },
          { code: 'after next', days: 9, after: 'next' },
        ],
        { crane: 1 },
      ),
    )
    expect(startsOf(levelPlans(given, 'finishMayMove', limits))).toEqual({
      next: '2026-03-07T08:00',
      'after next': '2026-03-08T08:00',
    })
  })

  test('projects that share a crane by its code get it by their priority', () => {
    const lift = (code: string) => [{ code, days: 4, uses: { crane: 1 } }]
    const given = (first: number, second: number) =>
      plans(
        projectOf(lift('A'), { crane: 1 }, { levelPriority: first }),
        projectOf(lift('B'), { crane: 1 }, { levelPriority: second }),
      )
    expect(startsOf(levelPlans(given(1, 5), 'finishMayMove', limits))).toEqual({ B: '2026-03-06T08:00' })
    expect(startsOf(levelPlans(given(5, 1), 'finishMayMove', limits))).toEqual({ A: '2026-03-06T08:00' })
  })

  test('a priority below the highest counts as the highest and is named', () => {
    const lift = (code: string) => [{ code, days: 4, uses: { crane: 1 } }]
    for (const levelPriority of [0, -3]) {
      const given = plans(
        projectOf(lift('A'), { crane: 1 }, { levelPriority }),
        projectOf(lift('B'), { crane: 1 }, { levelPriority: 5 }),
      )
      const proposal = levelPlans(given, 'finishMayMove', limits)
      expect(startsOf(proposal)).toEqual({ B: '2026-03-06T08:00' })
      expect(proposal.findings).toMatchObject([
        { code: 'level-priority-too-low', at: { code: 'P1', field: 'levelPriority' } },
      ])
    }
  })

  test('what is as late as possible keeps its crane where it is', () => {
    const given = plans(
      projectOf(
        [
          { code: 'late', days: 4, uses: { crane: 1 }, constraintKind: 'asLateAsPossible' },
          { code: 'early', days: 2, uses: { crane: 1 } },
          { code: 'long', days: 9 },
        ],
        { crane: 1 },
      ),
    )
    // From 7 to 10 March the one, on 2 and 3 March the other: nothing to level.
    expect(levelPlans(given, 'finishMayMove', limits)).toMatchObject({ moves: [], overloads: [] })
  })

  test('under the rules of MS Project the data date holds nothing back and links of summaries count', () => {
    const given = plans(
      projectOf(
        [
          { code: 'A', days: 4, uses: { crane: 1 } },
          { code: 'B', days: 2, uses: { crane: 1 } },
          { code: 'S', wbs: '1', kind: 'wbsSummary' },
          { code: 'D', days: 2, wbs: '1.1', after: 'A', uses: { crane: 1 } },
          { code: 'E', days: 2, after: 'S', uses: { crane: 1 } },
        ],
        { crane: 1 },
        { schedulingRules: 'msProject', plannedStart: '2026-03-02T08:00', dataDate: '2026-03-20T08:00' },
      ),
    )
    const proposal = levelPlans(given, 'finishMayMove', limits)
    // Ten days of the crane from 2 March, E after D below the summary.
    expect(formatMinute(proposal.projects[0]?.finishAfter as never)).toBe('2026-03-11T17:00')
    expect(proposal.overloads).toEqual([])
    const held = proposal.moves.find(({ code }) => code === 'E')
    expect(held?.levelledStart).toBe(held?.startAfter)
  })

  test('work waits for a linked project that is not levelled', () => {
    const [own, other] = plans(
      projectOf(
        [
          { code: 'A', days: 4, after: 'P2/Z', uses: { crane: 1 } },
          { code: 'B', days: 2, uses: { crane: 1 } },
        ],
        { crane: 1 },
      ),
      projectOf([{ code: 'Z', days: 10, uses: { crane: 1 } }], { crane: 1 }),
    ) as [Plan, Plan]
    const proposal = levelPlans([own], 'finishMayMove', limits, [other])
    expect(proposal).toMatchObject({ moves: [], overloadsBefore: 0, isProven: true })
    expect(formatMinute(proposal.projects[0]?.finishBefore as never)).toBe('2026-03-15T17:00')
    expect(proposal.findings).toMatchObject([{ code: 'calculated-with-projects', data: { others: ['P2'] } }])
  })

  test('an activity that alone needs more than there is counts as needing all of it and is named', () => {
    const given = plans(
      projectOf(
        [
          { code: 'A', days: 2, uses: { crew: 12 } },
          { code: 'B', days: 3, uses: { crew: 1 } },
        ],
        { crew: 10 },
      ),
    )
    const proposal = levelPlans(given, 'finishMayMove', limits)
    expect(proposal.findings).toMatchObject([
      { code: 'level-need-beyond-available', data: { activity: 'A', need: 12, available: 10 } },
    ])
    expect(proposal.overloads).toEqual([])
  })

  test('links in a loop are refused with the whole circle', () => {
    const given = plans(
      projectOf(
        [
          { code: 'A', days: 1, after: 'B' },
          { code: 'B', days: 1, after: 'A' },
        ],
        { crane: 1 },
      ),
    )
    expect(() => levelPlans(given, 'finishMayMove', limits)).toThrow(
      expect.objectContaining({ code: 'level-loop', data: { cycle: ['A', 'B', 'A'] } }),
    )
  })
})

const anyPlan = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 6 }),
      calendar: fc.constantFrom('C', 'W'),
      uses: fc.dictionary(fc.constantFrom('crane', 'crew'), fc.integer({ min: 1, max: 3 })),
      kind: fc.constantFrom('FS', 'SS', 'FF', 'SF'),
      lag: fc.integer({ min: -2, max: 3 }),
      far: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 2, maxLength: 14 },
  )
  .map(rows => ({
    project: monday,
    calendars: { C: week, W: ['00:00-24:00', null, '08:00-12:00', null, '20:00-24:00', null, null] },
    available: { crane: 3, crew: 4 },
    activities: rows.map(({ far, kind, lag, ...row }, i) => ({
      ...row,
      code: `A${i}`,
      ...(i >= far ? { after: `A${i - far}${kind}${lag < 0 ? '' : '+'}${lag}d` } : {}),
    })),
  }))

/** Highest need at any start of an activity, counted anew. */
function worstNeed(
  given: CaseProject,
  dates: { start: ArrayLike<number>; finish: ArrayLike<number> },
  code: string,
) {
  const used = given.activities.map(activity => activity.uses?.[code] ?? 0)
  return Math.max(
    ...used.map((_, at) =>
      used.reduce(
        (sum, units, i) =>
          (dates.start[i] as number) <= (dates.start[at] as number) &&
          (dates.start[at] as number) < (dates.finish[i] as number)
            ? sum + units
            : sum,
        0,
      ),
    ),
  )
}

function accept(plan: Plan, proposal: LevelProposal): Plan {
  const starts = new Map(proposal.moves.map(move => [move.rowKey, move.levelledStart]))
  const activities = plan.activities.map(activity => ({
    ...activity,
    levelledStart: starts.get(activity.rowKey) ?? null,
  }))
  return { ...plan, activities }
}

describe('an accepted proposal', () => {
  test('leaves no resource beyond what there is, whatever the links and calendars', () => {
    fc.assert(
      fc.property(anyPlan, given => {
        const [plan] = plans(given) as [Plan]
        const proposal = levelPlans([plan], 'finishMayMove', { seed: 1, schedules: 20 })
        const after = calculateSchedule(prepareSchedule([accept(plan, proposal)]))
        const dates = { start: after.earlyStart, finish: after.earlyFinish }
        expect(worstNeed(given, dates, 'crane')).toBeLessThanOrEqual(3)
        expect(worstNeed(given, dates, 'crew')).toBeLessThanOrEqual(4)
        expect(proposal.overloads).toEqual([])
        for (const move of proposal.moves)
          expect(move.startAfter).toBe(after.start[plan.activities.findIndex(a => a.rowKey === move.rowKey)])
      }),
      { numRuns: 150 },
    )
  })

  test('within float finishes no project later', () => {
    fc.assert(
      fc.property(anyPlan, given => {
        const proposal = levelPlans(plans(given), 'withinFloat', { seed: 1, schedules: 20 })
        expect(proposal.projects[0]?.finishAfter).toBe(proposal.projects[0]?.finishBefore)
      }),
      { numRuns: 150 },
    )
  })

  test('is the same for the same seed', () => {
    fc.assert(
      fc.property(anyPlan, given => {
        const level = () => levelPlans(plans(given), 'finishMayMove', { seed: 3, schedules: 50 })
        expect(level()).toEqual(level())
      }),
      { numRuns: 30 },
    )
  })
})

const levelledByP6 = '../shared/data/planner_files/mdl4_resource_dependent.xer'
test.skipIf(!existsSync(levelledByP6))(
  'a plan that P6 levelled keeps within its resources (skipped where ../shared is absent)',
  () => {
    const { plans: given } = readXer(readFileSync(levelledByP6), 'mdl4_resource_dependent.xer')
    const proposal = levelPlans(given, 'finishMayMove', limits)
    expect(proposal.overloadsBefore).toBeGreaterThan(0)
    expect(proposal.overloads).toEqual([])
  },
)
