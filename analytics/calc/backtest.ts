import { divide } from './earned-indices.ts'
import { withoutActivities, type SituationFeatures } from './forecast-features.ts'
import type { ForecastLesson } from './forecast-lesson.ts'
import type { ForecastModel } from './forecast-model.ts'
import { forecastSituation } from './forecast-range.ts'
import { textbookForecast } from './forecast-textbook.ts'
import { trainForecastModel } from './forecast-train.ts'
import type { Percentiles } from './percentile.ts'

/** How right forecasts would have been on finished projects, each forecast without having seen its family. Errors are
 *  |P50 - actual| / actual, averaged per project, then over projects; rates likewise. Null where there is nothing to average. */
export interface Backtest {
  projects: number
  examples: number
  time: BacktestScore
  cost: BacktestScore
  /** The product's forecast and the textbook formulas on the same examples, mean error of time and cost. */
  methods: { name: string; time: number | null; cost: number | null }[]
}
export interface BacktestScore {
  mape: number | null
  byStage: { early: number | null; mid: number | null; late: number | null }
  /** Share of actual values at or below P80 and P50, and within P10 to P90; well calibrated is 0.8, 0.5 and 0.8. */
  p80HitRate: number | null
  p50HitRate: number | null
  p10p90Coverage: number | null
  relativeWidthP10P90: number | null
}

/** One lesson with what each method said of it: for intervals by resampling families. */
export interface BacktestCase {
  lesson: ForecastLesson
  duration: Percentiles<number>
  cost: Percentiles<number>
  byMethod: { name: string; duration: number | null; cost: number | null }[]
}

/** Forecasts every lesson with a model that has not seen its family. Few families are each left out alone; many are left out in
 *  groups, since a model of hundreds of projects is hardly another without one of them. */
export function backtestCases(
  lessons: readonly ForecastLesson[],
  variant: 'withActivities' | 'withStatuses' = 'withActivities',
  isTested: (lesson: ForecastLesson) => boolean = () => true,
): BacktestCase[] {
  const families = [...new Set(lessons.map(lesson => lesson.family))].sort()
  const folds = families.length > fewFamilies ? groups : families.length
  const foldOf = new Map(families.map((family, index) => [family, index % folds]))
  const models = Array.from({ length: folds }, (_, fold) =>
    trainForecastModel(lessons, new Set(families.filter(family => foldOf.get(family) === fold))),
  )
  return lessons.filter(isTested).map(lesson => {
    const features = variant === 'withActivities' ? lesson.features : withoutActivities(lesson.features)
    const model = models[foldOf.get(lesson.family) as number] as ForecastModel
    const { duration, cost } = forecastSituation(features, model) ?? textbookForecast(features)
    return { lesson, duration, cost, byMethod: textbookFormulas(features) }
  })
}
const fewFamilies = 60
const groups = 10

/** Sums up a back-test. */
export function scoreBacktest(cases: readonly BacktestCase[]): Backtest {
  const time = (row: BacktestCase) => ({ levels: row.duration, actual: row.lesson.duration })
  const cost = (row: BacktestCase) => ({ levels: row.cost, actual: row.lesson.cost })
  const names = [...new Set(cases.flatMap(row => row.byMethod.map(method => method.name)))]
  const named = (row: BacktestCase, name: string) => row.byMethod.find(method => method.name === name)
  return {
    projects: new Set(cases.map(row => row.lesson.projectId)).size,
    examples: cases.length,
    time: scoreOf(cases, time),
    cost: scoreOf(cases, cost),
    methods: [
      { name: 'plumbline', time: scoreOf(cases, time).mape, cost: scoreOf(cases, cost).mape },
      ...names.map(name => ({
        name,
        time: meanByProject(cases, row =>
          relativeError(named(row, name)?.duration ?? null, row.lesson.duration),
        ),
        cost: meanByProject(cases, row => relativeError(named(row, name)?.cost ?? null, row.lesson.cost)),
      })),
    ],
  }
}

/** The mean over projects of each project's mean, cases without a value left out; null without any. */
function meanByProject(
  cases: readonly BacktestCase[],
  valueOf: (row: BacktestCase) => number | null,
): number | null {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const row of cases) {
    const value = valueOf(row)
    if (value === null) continue
    const entry = sums.get(row.lesson.projectId) ?? { sum: 0, count: 0 }
    sums.set(row.lesson.projectId, { sum: entry.sum + value, count: entry.count + 1 })
  }
  const means = [...sums.values()].map(({ sum, count }) => sum / count)
  return divide(
    means.reduce((sum, mean) => sum + mean, 0),
    means.length,
  )
}

/** |forecast - actual| / actual; null without a forecast. */
export function relativeError(forecast: number | null, actual: number): number | null {
  return forecast === null ? null : Math.abs(forecast - actual) / actual
}

/** The scores of one part of the forecasts, finish or cost. */
function scoreOf(
  cases: readonly BacktestCase[],
  part: (row: BacktestCase) => { levels: Percentiles<number>; actual: number },
): BacktestScore {
  const error = (row: BacktestCase) => relativeError(part(row).levels.p50, part(row).actual)
  const share = (holds: (levels: Percentiles<number>, actual: number) => boolean) =>
    meanByProject(cases, row => (holds(part(row).levels, part(row).actual) ? 1 : 0))
  const stage = (from: number, to: number) =>
    meanByProject(
      cases.filter(({ lesson: { features } }) => features.stage >= from && features.stage < to),
      error,
    )
  return {
    mape: meanByProject(cases, error),
    byStage: { early: stage(0, 1 / 3), mid: stage(1 / 3, 2 / 3), late: stage(2 / 3, Infinity) },
    p80HitRate: share((levels, actual) => actual <= levels.p80 * slack),
    p50HitRate: share((levels, actual) => actual <= levels.p50 * slack),
    p10p90Coverage: share((levels, actual) => actual * slack >= levels.p10 && actual <= levels.p90 * slack),
    relativeWidthP10P90: meanByProject(
      cases,
      row => (part(row).levels.p90 - part(row).levels.p10) / part(row).actual,
    ),
  }
}
const slack = 1 + 1e-12

function textbookFormulas(features: SituationFeatures): BacktestCase['byMethod'] {
  const { plannedDuration, budget, byEarnedSchedule, byPlannedValue, atBudget, byCostPerformance } = features
  return [
    { name: 'plan stands', duration: plannedDuration, cost: budget },
    { name: 'ES PF=1; cost PF=1', duration: byEarnedSchedule, cost: atBudget },
    { name: 'PV PF=1; cost CPI', duration: byPlannedValue, cost: byCostPerformance },
  ]
}
