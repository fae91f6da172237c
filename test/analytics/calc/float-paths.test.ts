import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'

function pathsOf(activities: CaseProject['activities'], project: Record<string, unknown>) {
  const [plan] = plansOf({
    why: '',
    source: '',
    projects: [{ project: { dataDate: '2026-03-02T08:00', ...project }, activities }],
  })
  if (!plan) throw new Error('no plan')
  const input = prepareSchedule([plan])
  return { input, schedule: calculateSchedule(input) }
}
/** Codes of path 1, 2, ... each from its end. */
function named(activities: CaseProject['activities'], project: Record<string, unknown>): string[] {
  const { input, schedule } = pathsOf(activities, project)
  const { path, order } = schedule.floatPaths ?? { path: new Int32Array(0), order: new Int32Array(0) }
  return Array.from({ length: Math.max(0, ...path) }, (_, number) =>
    input.activities.code
      .map((code, u) => ({ code, u }))
      .filter(({ u }) => path[u] === number + 1)
      .sort((a, b) => (order[a.u] as number) - (order[b.u] as number))
      .map(({ code }) => code)
      .join('-'),
  )
}

// T. Boyle, P6 Multiple Float Path Analysis: Total Float and Free Float Options (2017), boyleprojectconsulting.com: one calendar, no
// constraints; A-B-C-D-E-FINISH is critical, C1-C2-C3 is a branch that A1 and B1 lead to and B1 drives, with 17 days of float.
const branches = [
  { code: 'A', days: 10 },
  { code: 'B', days: 10, after: 'A' },
  { code: 'C', days: 10, after: 'B' },
  { code: 'D', days: 10, after: 'C' },
  { code: 'E', days: 10, after: 'D' },
  { code: 'A1', days: 8, after: 'A' },
  { code: 'B1', days: 4, after: 'B' },
  { code: 'C1', days: 3, after: 'A1;B1' },
  { code: 'C2', days: 3, after: 'C1' },
  { code: 'C3', days: 3, after: 'C2' },
  { code: 'FINISH', kind: 'finishMilestone', after: 'E;C3' },
]

describe('float paths', () => {
  test('path 1 to the end of the project is the critical path, by either float', () => {
    for (const floatPathsBy of ['totalFloat', 'freeFloat'])
      expect(named(branches, { floatPaths: 1, floatPathsBy })).toEqual(['FINISH-E-D-C-B-A'])
  })

  test('by free float path 1 to any activity is what drives it, whatever its total float', () => {
    expect(
      named(branches, { floatPaths: 2, floatPathsBy: 'freeFloat', floatPathsTo: 'p1-activity-C3' }),
    ).toEqual(['C3-C2-C1-B1-B-A', 'A1'])
  })

  test('further paths join the first where the least float is left', () => {
    expect(named(branches, { floatPaths: 5, floatPathsBy: 'totalFloat' })).toEqual([
      'FINISH-E-D-C-B-A',
      'C3-C2-C1-B1',
      'A1',
    ])
  })

  test('no path is looked for where the project does not ask for any', () => {
    expect(pathsOf(branches, {}).schedule.floatPaths).toBeNull()
  })
})

test('by free float path 1 is on the longest path, every path is a chain of links, and no activity is on two', () => {
  const rows = fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 9 }),
      links: fc.array(fc.tuple(fc.nat(9), fc.constantFrom('FS', 'SS', 'FF')), { maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 10 },
  )
  fc.assert(
    fc.property(rows, fc.constantFrom('totalFloat', 'freeFloat'), (given, floatPathsBy) => {
      const activities = given.map(({ days, links }, i) => ({
        code: `A${i}`,
        days,
        after: i === 0 ? '' : links.map(([p, how]) => `A${p % i}${how}`).join(';'),
      }))
      const { input, schedule } = pathsOf(activities, { floatPaths: 10, floatPathsBy })
      const longest = pathsOf(activities, { criticalRule: 'longestPath' }).schedule.isCritical
      const { path, order } = schedule.floatPaths ?? { path: new Int32Array(0), order: new Int32Array(0) }
      const { from, to } = input.links
      for (let u = 0; u < path.length; u++) {
        if (path[u] === 0) continue
        expect(longest[u] === 1 || path[u] !== 1 || floatPathsBy !== 'freeFloat').toBe(true)
        if (path[u] === 1 && order[u] === 1) continue
        const joins = [...from.keys()].some(
          k =>
            from[k] === u &&
            (order[u] === 1
              ? (path[to[k] as number] as number) < (path[u] as number) && path[to[k] as number] !== 0
              : path[to[k] as number] === path[u] && order[to[k] as number] === (order[u] as number) - 1),
        )
        expect(joins).toBe(true)
      }
    }),
  )
})
