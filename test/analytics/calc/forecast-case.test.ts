import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backtestCases, scoreBacktest } from '#calc/backtest.ts'
import { forecastCase, situationOfCase, type ForecastCase } from '#calc/forecast-case.ts'
import { makeCaseForecaster } from '#calc/forecast-cases.ts'
import { readForecastCase } from '#calc/forecast-case-reader.ts'
import { examplesOfHistory } from '#calc/forecast-history.ts'
import { examplesOfPlan } from '#calc/forecast-examples.ts'
import { lessonOf } from '#calc/forecast-lesson.ts'
import { trainForecastModel } from '#calc/forecast-train.ts'
import { finishOfOpenWork } from '#calc/forecast-open-work.ts'
import { costPerBudget } from '#calc/forecast-rest-cost.ts'
import type { ForecastSituation, SituationActivity } from '#calc/forecast-situation.ts'
import { dslibPlans, hasDslib, withoutDslib } from '../../support/dslib.ts'
import { finishedProject } from '../../support/history.ts'

const given: ForecastCase = {
  id: 'P@3',
  project: { familyId: 'P', bac: 1000, baselineStart: '2026-01-01T08:00', baselineEnd: '2026-04-11T08:00' },
  baselinePv: [
    { date: '2026-01-01T08:00', pv: 0 },
    { date: '2026-02-20T08:00', pv: 500 },
    { date: '2026-04-11T08:00', pv: 1000 },
  ],
  periods: [
    { statusDate: '2026-01-31T08:00', pv: 300, ev: 200, ac: 250 },
    { statusDate: '2026-02-10T08:00', pv: 400, ev: 250, ac: 300 },
  ],
}
const history = Array.from({ length: 15 }, (_, i) => finishedProject(i, 0.9 + i * 0.03, 1))
const model = trainForecastModel(examplesOfHistory(history).map(lessonOf))

describe('a forecast case', () => {
  test('has the earned schedule of its baseline curve', () => {
    expect(situationOfCase(given)).toMatchObject({ elapsed: 40, earnedSchedule: 25, plannedDuration: 100 })
  })
  test('is answered in order of levels, after its status date and above its actual cost', () => {
    const answer = forecastCase(given, model)
    const { p10, p50, p80, p90 } = answer?.finish ?? { p10: '', p50: '', p80: '', p90: '' }
    expect([p10, p50, p80, p90]).toEqual([p10, p50, p80, p90].sort())
    expect(p10 > '2026-02-10T08:00').toBe(true)
    expect(answer?.cost.p10).toBeGreaterThanOrEqual(300)
  })
  test('without curve, activities or planned value is answered all the same', () => {
    const bare = {
      ...given,
      baselinePv: null,
      periods: [{ statusDate: '2026-02-10', pv: null, ev: 250, ac: null }],
    }
    expect(forecastCase(bare, model)?.finish.p50).toMatch(/^2026-/)
  })
  test.each<[string, ForecastCase['periods'], string]>([
    [
      'earned value above the budget',
      [{ statusDate: '2026-02-10', pv: 400, ev: 1200, ac: 300 }],
      'earned-above-budget',
    ],
    [
      'no cost for its progress',
      [{ statusDate: '2026-02-10', pv: 400, ev: 300, ac: 0 }],
      'progress-without-cost',
    ],
    ['one period', [{ statusDate: '2026-02-10', pv: 400, ev: 300, ac: 300 }], 'single-status'],
    [
      'falling cost',
      [...given.periods, { statusDate: '2026-03-10', pv: 500, ev: 300, ac: 100 }],
      'actual-cost-falls',
    ],
    ['dates out of order', given.periods.toReversed(), 'status-dates-out-of-order'],
    [
      'no amounts in a period',
      [...given.periods, { statusDate: '2026-03-10', pv: null, ev: 300, ac: null }],
      'status-value-missing',
    ],
  ])('with %s is answered and says so', (_, periods, code) => {
    const answer = forecastCase({ ...given, periods }, model)
    expect(answer?.notUsed).toContain(code)
    expect(answer?.notUsed).toContain('case-without-activities')
    expect(answer?.cost.p50).toBeGreaterThan(0)
  })
  test('never learns from its own family', () => {
    const kin = history.map((project, i) => ({ ...project, family: i < 12 ? 'P' : `f${i}` }))
    const answer = makeCaseForecaster(examplesOfHistory(kin).map(lessonOf))
    expect(answer(given)?.method).toBe('textbook-range:0')
    expect(answer({ ...given, project: { ...given.project, familyId: 'other' } })?.method).toContain(
      'reference-class',
    )
  })
  test('without enough history gets a general range', () => {
    const answer = forecastCase(given, { withActivities: null, withStatuses: null })
    expect(answer?.method).toBe('textbook-range:0')
  })
  test.each([
    ['{', 'not JSON'],
    ['[]', 'not JSON'],
    ['{}', 'id'],
    [JSON.stringify({ ...given, project: { ...given.project, bac: 0 } }), 'project.bac'],
    [
      JSON.stringify({ ...given, project: { ...given.project, baselineEnd: '2025-01-01' } }),
      'project.baselineEnd',
    ],
    [JSON.stringify({ ...given, periods: [] }), 'periods'],
  ])('that is %s is refused with its line', (text, reason) => {
    expect(readForecastCase(text, 7).problem).toMatchObject({ at: { line: 7 }, data: { reason } })
  })
  test('is never answered before its status date or below its cost, whatever the periods say', () => {
    const amount = fc.oneof(fc.double({ min: 0, max: 5000, noNaN: true }), fc.constant(0))
    const period = fc.record({
      statusDate: fc.constantFrom('2026-01-11', '2026-03-01', '2026-09-01'),
      pv: amount,
      ev: amount,
      ac: amount,
    })
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 5 }), periods => {
        const answer = forecastCase({ ...given, periods }, model)
        const last = periods.reduce((a, b) => (b.statusDate >= a.statusDate ? b : a))
        const { p10, p50, p80, p90 } = answer?.finish ?? { p10: '', p50: '', p80: '', p90: '' }
        expect(p10 >= last.statusDate && p10 <= p50 && p50 <= p80 && p80 <= p90).toBe(true)
        expect(answer?.cost.p10).toBeGreaterThanOrEqual(last.ac - 0.01)
      }),
    )
  })
})

const work = (values: Partial<SituationActivity>): SituationActivity => ({
  key: 'A',
  plannedStart: 0,
  plannedFinish: 20,
  plannedWork: 100,
  budget: 100,
  state: 'notStarted',
  actualStart: null,
  actualWork: null,
  actualCost: null,
  ...values,
})
const situation = (activities: SituationActivity[]): ForecastSituation => ({
  sector: null,
  plannedDuration: 100,
  elapsed: 20,
  earnedSchedule: 20,
  budget: 1000,
  plannedValue: 200,
  earnedValue: 200,
  actualCost: 200,
  earlier: [],
  activities,
})

describe('the finish by open work', () => {
  test('is unknown without activities', () => {
    expect(finishOfOpenWork(situation([]))).toBeNull()
  })
  test('is the plan when all goes as planned', () => {
    const done = work({ state: 'finished', actualStart: 0, actualWork: 100 })
    const open = work({ plannedStart: 60, plannedFinish: 100, plannedWork: 200 })
    expect(finishOfOpenWork(situation([done, open]))).toBeCloseTo(100, 9)
  })
  test('is later when work begun lately was late', () => {
    const late = work({ plannedStart: 8, plannedFinish: 28, state: 'inProgress', actualStart: 18 })
    const open = work({ plannedStart: 60, plannedFinish: 100 })
    expect(finishOfOpenWork(situation([late, open]))).toBeCloseTo(107, 9)
  })
  test('is later when finished work took longer than planned', () => {
    const slow = work({ state: 'finished', actualStart: 0, actualWork: 200 })
    const open = work({ plannedStart: 60, plannedFinish: 100, plannedWork: 100 })
    expect(finishOfOpenWork(situation([slow, open])) as number).toBeGreaterThan(110)
  })
  test('is never before the status date', () => {
    expect(finishOfOpenWork(situation([work({ state: 'finished', actualStart: 0, actualWork: 1 })]))).toBe(20)
  })
})

describe('the cost of a unit of budget', () => {
  test('is 1 while nothing is known and moves with what was earned', () => {
    expect(costPerBudget({ ...situation([]), earnedValue: 0, actualCost: 0 })).toBe(1)
    expect(costPerBudget({ ...situation([]), actualCost: 300 })).toBeCloseTo(400 / 300, 12)
  })
  test('takes in what finished activities came to', () => {
    const dear = work({ state: 'finished', actualCost: 200 })
    expect(costPerBudget(situation([dear])) as number).toBeGreaterThan(1.3)
  })
})

// Bounds are the release's textbook formulas on the same cases and the usual tolerance of calibration, not our own output.
describe.skipIf(!hasDslib)(`forecasts of 82 real projects, each family left out${withoutDslib}`, () => {
  const tables = [
    'projects',
    'activities',
    'calendars',
    'holidays',
    'resources',
    'tracking_periods',
    'tracking_sheets',
    'tracking_activities',
  ]
  const score = hasDslib
    ? scoreBacktest(
        backtestCases(
          dslibPlans(tables)
            .flatMap(plan => examplesOfPlan(plan, 'statuses'))
            .map(lessonOf),
        ),
      )
    : null
  const methods = score?.methods.filter(method => method.name !== 'plumbline') ?? []

  test('err less than every textbook formula, in time and in cost', () => {
    expect(score?.projects).toBe(82)
    expect(score?.time.mape).toBeLessThan(Math.min(...methods.map(method => method.time ?? 1)))
    expect(score?.cost.mape).toBeLessThan(Math.min(...methods.map(method => method.cost ?? 1)))
  })
  test('hold P80 in 75 to 85 % and cover P10 to P90 in 75 to 85 %', () => {
    for (const kind of [score?.time, score?.cost]) {
      expect(kind?.p80HitRate).toBeGreaterThan(0.75)
      expect(kind?.p80HitRate).toBeLessThan(0.85)
      expect(kind?.p10p90Coverage).toBeGreaterThan(0.75)
      expect(kind?.p10p90Coverage).toBeLessThan(0.85)
    }
  })
})
