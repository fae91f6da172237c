import { describe, expect, test } from 'vitest'
import { describeForecastMethod } from '#model/forecast-method.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { forecastProject } from '#calc/forecast-project.ts'
import type { ForecastSubject } from '#calc/forecast-subject.ts'
import { lessonsOfHistory } from '#calc/history-lessons.ts'
import type { HistoryProject } from '#calc/history-project.ts'
import type { MinorUnits } from '#model/money.ts'
import { finishedProject } from '../../support/history.ts'

const day = 1440
const subject: ForecastSubject = {
  projectId: 'P',
  family: null,
  isSample: false,
  plannedStart: 0,
  situation: {
    sector: 'road',
    plannedDuration: 100,
    elapsed: 50,
    earnedSchedule: 50,
    budget: 1_000_000,
    plannedValue: 500_000,
    earnedValue: 500_000,
    actualCost: 500_000,
    earlier: [],
    activities: [],
  },
}
const around = (ratio: number, count: number) =>
  Array.from({ length: count }, (_, i) => finishedProject(i, ratio * (0.9 + (0.2 * i) / (count - 1)), 1))

const forecastFrom = (of: ForecastSubject, past: readonly HistoryProject[]) =>
  forecastProject(of, learnForecasts(past.map(lessonsOfHistory), of))

describe('a forecast from finished projects', () => {
  const forecast = forecastFrom(subject, around(1, 20))
  test('lies in order and around what such projects came to', () => {
    const { p10, p50, p80, p90 } = forecast.finish as NonNullable<typeof forecast.finish>
    expect(p10).toBeLessThan(p50)
    expect(p50).toBeLessThan(p80)
    expect(p80).toBeLessThanOrEqual(p90)
    expect(p10 / day).toBeGreaterThan(85)
    expect(p50 / day).toBeCloseTo(100, -1)
    expect(p90 / day).toBeLessThan(115)
  })
  test('names the projects with weights that sum to 1', () => {
    expect(forecast.sufficientHistory).toBe(true)
    expect(forecast.reference).toHaveLength(20)
    expect(forecast.reference.reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(1, 9)
    expect(forecast.reference[0]?.finishRatio).toBeGreaterThan(0.85)
  })
  test('says its method in both languages', () => {
    expect(describeForecastMethod(forecast.method, 'zh')).toContain('参照类')
    expect(describeForecastMethod(forecast.method, 'en')).toContain('reference class')
  })
  test('is the same every time', () => {
    expect(forecastFrom(subject, around(1, 20))).toEqual(forecast)
  })
})

test('history that always took longer than earned schedule says moves the forecast later', () => {
  const late = around(1, 20).map(project => ({
    ...project,
    actualFinish: (project.actualFinish as number) * 1.2,
  }))
  const forecast = forecastFrom(subject, late as never)
  expect((forecast.finish?.p50 ?? 0) / day).toBeGreaterThan(108)
})
test('fewer than 10 projects give index methods, a wide range and a finding', () => {
  const forecast = forecastFrom(subject, around(1, 9))
  expect(forecast.sufficientHistory).toBe(false)
  expect(forecast.findings.map(problem => [problem.code, problem.data?.['count']])).toEqual([
    ['insufficient-history', 9],
  ])
  expect(forecast.reference).toEqual([])
  // AACE 18R-97 class 3: the rest ranges from -20 % to +30 %; half of 100 days and of 10,000.00 is left.
  expect(forecast.finish).toEqual({ p10: 90 * day, p50: 100 * day, p80: 110 * day, p90: 115 * day })
  expect(forecast.cost).toEqual({ p10: 900_000, p50: 1_000_000, p80: 1_100_000, p90: 1_150_000 })
  expect(describeForecastMethod(forecast.method, 'en')).toContain('18R-97')
})
test('the project itself, its family and samples never teach it', () => {
  const history = around(1, 20)
  const used = (rows: typeof history, of: Partial<ForecastSubject> = {}) =>
    forecastFrom({ ...subject, ...of }, rows).reference.map(row => row.code)
  expect(used(history, { projectId: 'history-3' })).not.toContain('H3')
  expect(
    used(
      history.map((row, i) => ({ ...row, family: i < 5 ? 'f' : null })),
      { family: 'f' },
    ),
  ).toHaveLength(15)
  expect(used(history.map((row, i) => ({ ...row, isSample: i < 5 })))).toHaveLength(15)
  expect(
    used(
      history.map(row => ({ ...row, isSample: true })),
      { isSample: true },
    ),
  ).toHaveLength(20)
})
test('no finish is before the status date and no cost below actual cost', () => {
  const situation = {
    ...subject.situation,
    elapsed: 300,
    earnedSchedule: 99,
    earnedValue: 990_000,
    actualCost: 5_000_000,
  }
  const forecast = forecastFrom({ ...subject, situation }, around(1, 20))
  expect(forecast.finish?.p10).toBeGreaterThanOrEqual(300 * day)
  expect(forecast.cost?.p10).toBeGreaterThanOrEqual(5_000_000)
})
test('projects without plan, budget, end or status are passed over', () => {
  const [a, b, c, d] = around(1, 4) as [never, never, never, never]
  const useless = [
    { ...(a as object), plannedStart: null },
    { ...(b as object), budgetAtCompletion: 0 },
    { ...(c as object), actualFinish: null, snapshots: [] },
    { ...(d as object), snapshots: [] },
  ]
  expect(forecastFrom(subject, [...around(1, 9), ...(useless as never[])]).sufficientHistory).toBe(false)
})
test('a sector is the same however its spaces, brackets and capitals are typed', () => {
  const mixed = [
    ...around(1, 12),
    ...around(1, 12).map((row, i) => ({ ...row, projectId: `other-${i}`, code: `O${i}`, sector: 'IT' })),
  ]
  const spelled = mixed.map((row, i) => ({
    ...row,
    sector: row.sector === 'IT' ? 'IT' : i % 2 ? '房建（住宅）' : '房建 (住宅)',
  }))
  const of = (sector: string) =>
    forecastFrom({ ...subject, situation: { ...subject.situation, sector } }, spelled)
  expect(of(' 房建(住宅) ')).toEqual(of('房建（住宅）'))
  expect(of('房建(住宅)').findings).toEqual([])
  expect(of('it').reference[0]?.code).toMatch(/^O/)
})
test.each(['constructor', '__proto__', 'toString'])('a sector called %s is one like any other', sector => {
  const of = (history: readonly HistoryProject[]) =>
    forecastFrom({ ...subject, situation: { ...subject.situation, sector } }, history)
  const strange = forecastFrom(
    { ...subject, situation: { ...subject.situation, sector: 'port' } },
    around(1, 20),
  )
  expect(of(around(1, 20))).toEqual(strange)
  expect(of(around(1, 20).map(row => ({ ...row, sector }))).finish).toEqual(
    forecastFrom(subject, around(1, 20)).finish,
  )
})
test('work earned without any cost booked does not make the rest cost nothing', () => {
  const free = { ...subject.situation, actualCost: 0 }
  for (const past of [around(1, 20), around(1, 9)])
    expect(forecastFrom({ ...subject, situation: free }, past).cost?.p50).toBe(500_000)
})
test('budgets that were raised later teach that a project comes to cost more than its budget', () => {
  // At every status two thirds of what it came to were budgeted, and spent as budgeted; the budget was raised at the end.
  const raised = around(1, 20).map(row => ({
    ...row,
    budgetAtCompletion: 1_500_000 as MinorUnits,
    actualCost: 1_500_000 as MinorUnits,
    snapshots: row.snapshots.map((status, i) => {
      const last = i === row.snapshots.length - 1
      const amount = last ? 1_500_000 : (status.earnedValue as number)
      return {
        ...status,
        budgetAtCompletion: (last ? 1_500_000 : 1_000_000) as MinorUnits,
        earnedValue: amount as MinorUnits,
        actualCost: amount as MinorUnits,
      }
    }),
  }))
  const { cost, reference } = forecastFrom(subject, raised)
  expect(reference[0]?.costRatio).toBeCloseTo(1.5, 9)
  expect(cost?.p50).toBeGreaterThan(1_250_000)
  expect(cost?.p10).toBeLessThan(cost?.p50 ?? 0)
})
