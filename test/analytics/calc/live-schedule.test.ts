import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeLiveSchedule, liveInput, openLiveSchedule } from '#calc/live-schedule.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { PlanChanges } from '#model/plan-changes.ts'
import type { Plan } from '#model/plan.ts'
import { parseMinute } from '#model/plan-time.ts'
import type { AnyRow } from '#model/row.ts'
import { plansOf } from './schedule-case.ts'

const shifts = '08:00-12:00,13:00-17:00'
const week = Array.from({ length: 5 }, () => shifts)
const activity = (code: string, after = '', rest: Record<string, unknown> = {}) => ({
  code,
  days: 3,
  after,
  ...rest,
})

/** Progress, a percentage lag, a level of effort, a summary, resources and two calendars: everything a change can reach. */
function makePlan(): Plan {
  const [plan] = plansOf({
    why: '',
    source: '',
    projects: [
      {
        project: { dataDate: '2026-03-10T08:00', calendar: 'five' },
        calendars: { five: [...week, null, null], seven: [...week, shifts, shifts] },
        resources: { crane: 'seven', crew: 'five' },
        activities: [
          activity('A0', '', { actualStart: '2026-03-02T08:00', actualFinish: '2026-03-05T17:00' }),
          activity('A1', 'A0FS+2d', { actualStart: '2026-03-06T08:00' }),
          activity('A2', 'A1SS+50%;A0', { calendar: 'seven' }),
          activity('A3', 'A2FF+1d', { kind: 'resourceDependent', resources: ['crane', 'crew'] }),
          activity('A4', 'A1;A3SF-1d', { calendar: 'seven' }),
          activity('A5', 'A1SS;A4FF', { kind: 'levelOfEffort' }),
          activity('A6', 'A4FS+4ed', { kind: 'finishMilestone', days: 0 }),
          activity('A7', '', { kind: 'wbsSummary', wbs: '1' }),
          activity('A8', 'A6', { wbs: '1.1' }),
        ],
      },
    ],
  })
  return plan as Plan
}

const minute = fc
  .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 6, max: 18 }))
  .map(([day, hour]) =>
    parseMinute(`2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00`),
  )
const maybeMinute = fc.option(minute, { nil: null })
const activityFields = fc.record(
  {
    code: fc.constantFrom('X1', 'X2'),
    duration: fc.integer({ min: 0, max: 20 }).map(days => days * 480),
    remainingDuration: fc.option(fc.constantFrom(0, 240, 960), { nil: null }),
    calendarKey: fc.constantFrom('p1-calendar-five', 'p1-calendar-seven', 'gone', null),
    kind: fc.constantFrom(
      'task',
      'task',
      'levelOfEffort',
      'wbsSummary',
      'startMilestone',
      'resourceDependent',
    ),
    actualStart: maybeMinute,
    actualFinish: maybeMinute,
    deadline: maybeMinute,
    wbs: fc.constantFrom('1', '1.2', null),
    constraintKind: fc.constantFrom(null, 'startOnOrAfter', 'finishOn', 'mandatoryStart', 'asLateAsPossible'),
    constraintAt: maybeMinute,
  },
  { requiredKeys: [] },
)
const place = fc.nat(8)
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('set' as const), place, fields: activityFields }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('link' as const),
      place,
      to: fc.nat(9),
      lag: fc.integer({ min: -960, max: 960 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('dropLink' as const, 'drop' as const, 'add' as const),
      place,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('project' as const), dataDate: maybeMinute }) },
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

/** One edit as rows, made from the plan as it stands. */
function changesOf(plan: Plan, done: Edit): PlanChanges {
  const activities = plan.activities as unknown as AnyRow[]
  const links = plan.links as unknown as AnyRow[]
  const none: PlanChanges = { project: null, rows: {}, removed: {} }
  const at = <T>(rows: T[], index: number): T => rows[index % rows.length] as T
  switch (done.what) {
    case 'set':
      return { ...none, rows: { activities: [{ ...at(activities, done.place), ...done.fields } as AnyRow] } }
    case 'link': {
      const { rowKey } = at(activities, done.to)
      if (links.length === 0) return none
      return {
        ...none,
        rows: { links: [{ ...at(links, done.place), predecessorKey: rowKey, lag: done.lag }] },
      }
    }
    case 'dropLink':
      return links.length === 0 ? none : { ...none, removed: { links: [at(links, done.place).rowKey] } }
    case 'drop':
      return activities.length < 2
        ? none
        : { ...none, removed: { activities: [at(activities, done.place).rowKey] } }
    case 'add':
      return {
        ...none,
        rows: { activities: [{ ...at(activities, done.place), rowKey: `new-${activities.length}` }] },
      }
    case 'project':
      return { ...none, project: { ...plan.project, dataDate: done.dataDate } }
  }
}

describe('a live schedule', () => {
  test('after any edits is prepared and calculated as a plan read from scratch', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), edits => {
        const live = openLiveSchedule(makePlan())
        liveInput(live)
        for (const done of edits) {
          changeLiveSchedule(live, changesOf(live.plan, done))
          const { calendars, ...rest } = prepareSchedule([structuredClone(live.plan)])
          const { calendars: held, ...input } = liveInput(live)
          expect(input).toEqual(rest)
          expect(held.map(calendar => calendar.rowKey)).toEqual(calendars.map(calendar => calendar.rowKey))
        }
        expect(calculateSchedule(liveInput(live))).toEqual(calculateSchedule(prepareSchedule([live.plan])))
      }),
      { numRuns: 80 },
    )
  })

  test('prepares a changed duration without preparing the rest again', () => {
    const live = openLiveSchedule(makePlan())
    liveInput(live)
    const { prepared } = live
    const changed = { ...live.plan.activities[4], duration: 4800 } as unknown as AnyRow
    changeLiveSchedule(live, { project: null, rows: { activities: [changed] }, removed: {} })
    expect(live.prepared?.indexOf).toBe(prepared?.indexOf)
    expect(liveInput(live).activities.remaining[4]).toBe(4800)
  })
})
