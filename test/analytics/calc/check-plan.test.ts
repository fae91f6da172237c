import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkPlan } from '#calc/check-plan.ts'
import type { PlanCheck } from '#calc/plan-check.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { scheduleWithOthers } from '#calc/schedule-with-others.ts'
import { readXer } from '#interchange/xer.ts'
import type { Plan } from '#model/plan.ts'
import { planParts } from '#model/plan-sheets.ts'
import { type CaseProject, plansOf } from './schedule-case.ts'

const files = join(import.meta.dirname, '../../../../shared/data/planner_files')

/** Rows of one table of an .xer file, read by splitting lines: the numbers expected here come from the file, not from our reader. */
function tableOf(name: string, table: string): Record<string, string>[] {
  const lines = readFileSync(join(files, name), 'latin1').split(/\r?\n/)
  const from = lines.indexOf(`%T\t${table}`)
  const header = (lines[from + 1] ?? '').split('\t').slice(1)
  const rows: Record<string, string>[] = []
  for (let at = from + 2; (lines[at] ?? '').startsWith('%R'); at++) {
    const cells = (lines[at] as string).split('\t').slice(1)
    rows.push(Object.fromEntries(header.map((field, column) => [field, cells[column] ?? ''])))
  }
  return rows
}

function planOf(name: string): Plan {
  const [plan] = readXer(readFileSync(join(files, name)), name).plans
  if (!plan) throw new Error(`${name} holds no project`)
  return plan
}
function checksOf(plan: Plan): PlanCheck[] {
  return checkPlan(plan, calculateSchedule(prepareSchedule([plan])))
}
const check = (checks: PlanCheck[], number: number) => checks[number - 1] as PlanCheck

describe.skipIf(!existsSync(files))(
  'on real files of the shared data (skipped where ../shared is not there)',
  () => {
    test.each(['school_update.xer', 'airport_terminal.xer', 'series_update_20260122.xer'])(
      'links of %s are counted as the file lists them',
      name => {
        const links = tableOf(name, 'TASKPRED')
        const checks = checksOf(planOf(name))
        expect(check(checks, 2)).toMatchObject({
          count: links.filter(row => Number(row.lag_hr_cnt) < 0).length,
          of: links.length,
        })
        expect(check(checks, 3)).toMatchObject({
          count: links.filter(row => Number(row.lag_hr_cnt) > 0).length,
        })
        expect(check(checks, 4)).toMatchObject({
          count: links.filter(row => row.pred_type !== 'PR_FS').length,
        })
      },
    )

    test.each(['school_update.xer', 'airport_terminal.xer', 'series_update_20260122.xer'])(
      'floats of %s are judged as P6 calculated them',
      name => {
        const open = tableOf(name, 'TASK').filter(row => row.status_code !== 'TK_Complete')
        const hoursPerDay = new Map(
          tableOf(name, 'CALENDAR').map(row => [row.clndr_id, Number(row.day_hr_cnt)]),
        )
        const checks = checksOf(planOf(name))
        const negative = open.filter(row => Number(row.total_float_hr_cnt) < 0)
        const high = open.filter(
          row => Number(row.total_float_hr_cnt) > 44 * (hoursPerDay.get(row.clndr_id as string) ?? 8),
        )
        expect(check(checks, 7)).toMatchObject({
          count: negative.length,
          result: negative.length === 0 ? 'pass' : 'fail',
        })
        expect(new Set(check(checks, 6).items)).toEqual(new Set(high.map(row => row.task_code)))
      },
    )

    test('an activity held by a date does not pass on 600 days more', () => {
      // p6-rules.md, section 5: C-PH3-RB-20 of this file has an expected finish, which holds its finish whatever its duration.
      const checks = checksOf(planOf('series_update_20260122.xer'))
      expect(check(checks, 5).result).toBe('fail')
      expect(check(checksOf(planOf('school_update.xer')), 12)).toMatchObject({ result: 'pass', metric: 1 })
    })

    test('without a baseline checks 11 and 14 say that they did not run', () => {
      const checks = checksOf(planOf('airport_terminal.xer'))
      expect(checks.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
      expect(check(checks, 11)).toMatchObject({
        result: 'not run',
        metric: null,
        reason: { en: 'There is no current baseline' },
      })
      expect(check(checks, 14).result).toBe('not run')
    })

    test('against its own first dates as baseline, what finished late or not at all is missed', () => {
      const before = planOf('series_baseline_20250902.xer')
      const plan = planOf('series_update_20260122.xer')
      const dates = calculateSchedule(prepareSchedule([before]))
      const finishOf = new Map(
        before.activities.map((activity, index) => [activity.code, dates.finish[index] as number]),
      )
      const baselineKey = 'b1' as never
      const baselined: Plan = {
        ...plan,
        baselines: [
          {
            projectId: plan.project.projectId,
            rowKey: baselineKey,
            code: 'B1',
            name: null,
            number: 1,
            takenOn: null,
            isCurrent: true,
          },
        ],
        baselineActivities: plan.activities.map(activity => ({
          projectId: plan.project.projectId,
          rowKey: `b-${activity.code}` as never,
          baselineKey,
          activityKey: activity.rowKey,
          start: null,
          finish: (finishOf.get(activity.code) ?? null) as never,
          duration: null,
          budget: null,
        })),
      }
      const checks = checksOf(baselined)
      const dataDate = plan.project.dataDate as number
      const due = plan.activities.filter(
        activity => (finishOf.get(activity.code) ?? Number.POSITIVE_INFINITY) <= dataDate,
      )
      const missed = due.filter(
        activity =>
          activity.actualFinish === null || activity.actualFinish > (finishOf.get(activity.code) as number),
      )
      expect(due.length).toBeGreaterThan(0)
      expect(check(checks, 11)).toMatchObject({ of: due.length, count: missed.length })
      const finished = plan.activities.filter(
        activity => activity.actualFinish !== null && finishOf.has(activity.code),
      )
      expect(check(checks, 14).metric).toBeCloseTo(finished.length / due.length, 10)
    })
  },
)

test('a plan of nothing fails nothing and says what did not run', () => {
  const nothing = {
    activities: [],
    links: [],
    assignments: [],
    budgetLines: [],
    baselines: [],
    baselineActivities: [],
    calendars: [],
    calendarExceptions: [],
    resources: [],
  }
  const plan = { ...nothing, project: { code: 'P', dataDate: null, calendarKey: null } } as unknown as Plan
  const checks = checksOf(plan)
  expect(checks.filter(({ result }) => result === 'fail')).toEqual([])
  expect(check(checks, 2).result).toBe('not run')
})

const plansOfCase = (...projects: CaseProject[]) =>
  plansOf({ why: '', source: '', projects }).map(
    plan => ({ ...Object.fromEntries(planParts.map(part => [part, []])), ...plan }) as Plan,
  )
const march = { dataDate: '2026-03-02T08:00' }

test('the critical path test holds for a chain under the rules of MS Project', () => {
  const project = { ...march, schedulingRules: 'msProject', plannedStart: '2026-03-02T08:00' }
  const [plan] = plansOfCase({
    project,
    activities: [
      { code: 'A', days: 2 },
      { code: 'B', days: 3, after: 'A' },
    ],
  })
  expect(check(checksOf(plan as Plan), 12)).toMatchObject({ result: 'pass', metric: 1 })
})

test('links with other plans count as logic, and the critical path test runs through them', () => {
  const [first, second] = plansOfCase(
    { project: march, activities: [{ code: 'A', days: 2 }] },
    {
      project: march,
      activities: [
        { code: 'B', days: 3, after: 'P1/A' },
        { code: 'C', days: 1, after: 'B' },
      ],
    },
  ) as [Plan, Plan]
  const checks = (plan: Plan, other: Plan) =>
    checkPlan(plan, scheduleWithOthers(plan, [other]).schedule, { others: [other] })
  // A has no predecessor, C no successor; B has both, one of them in the other plan.
  expect(check(checks(second, first), 1).items).toEqual(['C'])
  expect(check(checks(second, first), 12)).toMatchObject({ result: 'pass', metric: 1 })
  const alone = check(checkPlan(first, calculateSchedule(prepareSchedule([first]))), 1)
  expect(alone.items).toEqual(['A'])
})
