import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastCase, type ForecastCase } from '#calc/forecast-case.ts'
import { readForecastCase } from '#calc/forecast-case-reader.ts'
import { examplesOfHistory } from '#calc/forecast-history.ts'
import { lessonOf } from '#calc/forecast-lesson.ts'
import { trainForecastModel } from '#calc/forecast-train.ts'
import type { Percentiles } from '#calc/percentile.ts'
import { describeProblem, type Problem } from '#model/problems.ts'
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

/** True for four levels, each of the form asked for and none below the one before. */
function isRising(levels: Percentiles<string | number> | null | undefined, form: RegExp): boolean {
  if (!levels) return false
  const { p10, p50, p80, p90 } = levels
  return (
    [p10, p50, p80, p90].every(level => form.test(String(level))) && p10 <= p50 && p50 <= p80 && p80 <= p90
  )
}

describe('a line of a case file', () => {
  test.each<[string, string]>([
    ['{', ''],
    ['[]', ''],
    ['{}', 'id'],
    [JSON.stringify({ ...given, project: null }), 'project'],
    [JSON.stringify({ ...given, project: { ...given.project, bac: 0 } }), 'project.bac'],
    [JSON.stringify({ ...given, project: { ...given.project, bac: -5 } }), 'project.bac'],
    [JSON.stringify({ ...given, project: { ...given.project, bac: '1000' } }), 'project.bac'],
    [JSON.stringify({ ...given, project: { ...given.project, bac: undefined } }), 'project.bac'],
    [JSON.stringify(given).replace('"bac":1000', '"bac":1e999'), 'project.bac'],
    [
      JSON.stringify({ ...given, project: { ...given.project, baselineEnd: '2025-01-01' } }),
      'project.baselineEnd',
    ],
    [
      JSON.stringify({ ...given, project: { ...given.project, baselineStart: '2026-02-30' } }),
      'project.baselineStart',
    ],
    [JSON.stringify({ ...given, periods: [] }), 'periods'],
    [JSON.stringify({ ...given, periods: [null, { statusDate: '2026-02-10', ev: null }] }), 'periods'],
  ])('that is %s is refused with its line, the place and what is expected there', (text, part) => {
    const { problem } = readForecastCase(text, 7)
    expect(problem).toMatchObject({ code: 'case-unreadable', at: { line: 7, part } })
    expect(describeProblem(problem as Problem, 'zh')).toMatch(/第 7 行.*请改正/)
    expect(describeProblem(problem as Problem, 'en')).toMatch(/Line 7 .*Correct it/)
  })
  test.each<[string, string, string]>([
    ['"ev":250', '"ev":-250', 'periods[1].ev'],
    ['"ac":300', '"ac":"300"', 'periods[1].ac'],
    ['"ac":300', '"ac":1e999', 'periods[1].ac'],
    ['"pv":400', '"pv":[]', 'periods[1].pv'],
    ['"statusDate":"2026-01-31T08:00"', '"statusDate":"2026-13-45"', 'periods[0]'],
    ['"pv":500', '"pv":null', 'baselinePv[1]'],
    ['"pv":500', '"pv":1500', 'baselinePv[2]'],
    ['"baselinePv":[', '"baselinePv":[null,', 'baselinePv[0]'],
    ['"id":"P@3"', '"id":"P@3","activities":"none"', 'activities'],
    ['"id":"P@3"', '"id":"P@3","activities":[null]', 'activities'],
    ['"id":"P@3"', '"id":"P@3","activities":[{"id":"A","status":"done"}]', 'activities'],
  ])('in which %s became %s is read without that value and names its place', (was, is, part) => {
    const text = JSON.stringify(given)
    expect(text).toContain(was)
    const read = readForecastCase(text.replace(was, is), 7)
    expect(read.findings.map(problem => problem.at)).toContainEqual({ line: 7, part })
    for (const problem of read.findings)
      for (const language of ['zh', 'en'] as const)
        expect(describeProblem(problem, language)).not.toMatch(/[{}—]|undefined/)
    expect(read.given && forecastCase(read.given, model)?.finish?.p50).toMatch(/^20\d\d-/)
  })
  test('of any JSON at all is answered in order without NaN, or refused', () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(-1, 0, 1e-300, 9e13, 1e300, '2026-03-01', '9999-12-31', '0000-01-01', 'finished'),
    )
    const period = fc.record({ statusDate: anything, pv: anything, ev: anything, ac: anything })
    const activity = fc.record({
      id: anything,
      baselineStart: anything,
      baselineEnd: anything,
      status: fc.constantFrom('finished', 'inProgress', 'notStarted'),
      durationHours: anything,
      cost: anything,
      actualStart: anything,
      actualDurationHours: anything,
      actualCost: anything,
    })
    const hostile = fc.record({
      id: fc.constant('X'),
      project: fc.record({
        bac: fc.constantFrom(1, 1000, 9e13),
        baselineStart: fc.constantFrom('2026-01-01', '0001-01-01'),
        baselineEnd: fc.constantFrom('2026-04-11', '9999-12-31'),
        sector: anything,
      }),
      baselinePv: fc.oneof(anything, fc.array(fc.record({ date: anything, pv: anything }))),
      periods: fc.array(fc.oneof(anything, period, fc.constant(given.periods[1])), { minLength: 1 }),
      activities: fc.oneof(anything, fc.array(activity)),
    })
    let answered = 0
    fc.assert(
      fc.property(hostile, value => {
        const read = readForecastCase(JSON.stringify(value), 1)
        if (!read.given) return
        const answer = forecastCase(read.given, model)
        answered++
        const codes = answer?.findings.map(problem => problem.code) ?? []
        expect(answer).not.toBeNull()
        expect(
          codes.includes('finish-out-of-range') || isRising(answer?.finish, /^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
        ).toBe(true)
        expect(codes.includes('cost-out-of-range') || isRising(answer?.cost, /^[\d.]+$/)).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(answered).toBeGreaterThan(50)
  })
})
