import fc from 'fast-check'
import { expect, test } from 'vitest'
import { workBetween, standardCalendar } from '#calc/calendar.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { whatIfPlan } from '#calc/what-if-plan.ts'
import type { Plan } from '#model/plan.ts'
import type { AnyRow } from '#model/row.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'

const day = 480

/** Work of 1 to 9 days, each after some of those before it, all on one calendar of eight hours on five days. */
const anyProject = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 9 }),
      after: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map(
    (rows): CaseProject => ({
      project: { dataDate: '2026-03-02T08:00', calendar: 'five' },
      calendars: { five: [...Array.from({ length: 5 }, () => '08:00-12:00,13:00-17:00'), null, null] },
      activities: rows.map(({ days, after }, i) => ({
        code: `A${i}`,
        days,
        after: after
          .filter(other => other < i)
          .map(other => `A${other}`)
          .join(','),
      })),
    }),
  )

// Float is by how much an activity may be late without delaying the project (PMI, Practice Standard for Scheduling): what goes
// beyond it delays the project by as much, as long as all links are finish to start.
test('an activity made longer moves the finish by what goes beyond its total float, and the plan stays as it was', () => {
  fc.assert(
    fc.property(anyProject, fc.nat(9), fc.integer({ min: 1, max: 20 }), (project, which, more) => {
      const [plan] = plansOf({ why: '', source: '', projects: [project] }) as [Plan]
      const at = which % plan.activities.length
      const before = structuredClone(plan)
      const now = calculateSchedule(prepareSchedule([plan]))
      const row = plan.activities[at] as unknown as AnyRow
      const longer = { ...row, duration: Number(row['duration']) + more * day }
      const tried = whatIfPlan(plan, {
        created: new Map(),
        changed: new Map([['activity', [longer]]]),
        deleted: new Map(),
      })
      const then = calculateSchedule(prepareSchedule([tried]))
      const moved = workBetween(standardCalendar, now.projectFinish[0] ?? 0, then.projectFinish[0] ?? 0)
      expect(moved).toBe(Math.max(0, more * day - (now.totalFloat[at] ?? 0)))
      expect(plan).toEqual(before)
    }),
    { numRuns: 100 },
  )
})

test('rows that come and go are those of the copy alone', () => {
  const [plan] = plansOf({
    why: '',
    source: '',
    projects: [{ activities: [{ code: 'A1' }, { code: 'A2', after: 'A1' }] }],
  }) as [Plan]
  const link = plan.links[0] as unknown as AnyRow
  const tried = whatIfPlan(plan, {
    created: new Map([['link', [{ ...link, rowKey: 'new' }]]]),
    changed: new Map([['project', [{ ...plan.project, code: 'other' } as unknown as AnyRow]]]),
    deleted: new Map([['link', [link.rowKey]]]),
  })
  expect(tried.links.map(({ rowKey }) => rowKey)).toEqual(['new'])
  expect([tried.project.code, plan.project.code]).toEqual(['other', 'P1'])
  expect(plan.links.map(({ rowKey }) => rowKey)).toEqual([link.rowKey])
})
