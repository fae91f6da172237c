import { fitLeastDeviation } from './forecast-fit.ts'
import { situationFeatures, type SituationFeatures } from './forecast-features.ts'
import type { ForecastSituation } from './forecast-situation.ts'

/** A finished project at one of its status dates, with what came of it: total duration in elapsed days and total cost. */
export interface ForecastExample {
  projectId: string
  /** Projects of one family are near copies and never judge or teach each other. */
  family: string
  situation: ForecastSituation
  duration: number
  cost: number
}

/** A way of forecasting learned from examples: weights of the corrections and the errors it made on projects it had not seen. */
export interface ForecastModel {
  /** Learned where single activities are known; null with fewer than `neededProjects` such projects. */
  withActivities: FittedForecast | null
  /** Learned from statuses alone; null with fewer than `neededProjects`. */
  withStatuses: FittedForecast | null
}
export interface FittedForecast {
  corrections: Corrections
  errors: readonly ForecastError[]
  projects: number
}
/** Weights of the corrections that `situationFeatures` offers. */
export interface Corrections {
  duration: readonly number[]
  cost: readonly number[]
}
/** An error on an unseen project, in units of the scale of its situation. */
export interface ForecastError {
  projectId: string
  sector: string | null
  stage: number
  plannedDuration: number
  /** Statuses of one project share a weight of 1. */
  weight: number
  duration: number
  cost: number
}

/** Fewer projects are no class. Source: features list 3.5 (n < 10: refuse). */
export const neededProjects = 10

/** An example with its features worked out once, however many models learn from it. */
interface PreparedExample {
  example: ForecastExample
  features: SituationFeatures
}
export interface PreparedExamples {
  withActivities: PreparedExample[]
  withStatuses: PreparedExample[]
}

/** Examples ready to learn from; those of which only statuses are known serve the second model only. */
export function prepareExamples(examples: readonly ForecastExample[]): PreparedExamples {
  const prepare = (example: ForecastExample) => ({ example, features: situationFeatures(example.situation) })
  return {
    withActivities: examples.filter(example => example.situation.activities.length > 0).map(prepare),
    withStatuses: examples.map(example =>
      prepare({ ...example, situation: { ...example.situation, activities: [] } }),
    ),
  }
}

/** Learns from finished projects, all but those of `withoutFamily`. Errors are taken by cross-validation over families, so that
 *  ranges drawn from them hold for projects the model has not seen (split conformal prediction by group: Vovk et al. 2005;
 *  Barber et al. 2021, CV+). */
export function trainForecastModel(
  examples: PreparedExamples,
  withoutFamily: string | null = null,
): ForecastModel {
  const others = (list: readonly PreparedExample[]) =>
    list.filter(({ example }) => example.family !== withoutFamily)
  return {
    withActivities: fitForecast(others(examples.withActivities)),
    withStatuses: fitForecast(others(examples.withStatuses)),
  }
}

/** Duration and cost a model expects, before any range: elapsed days and money, never below what is past and spent. */
export function expectedOutcome(
  situation: ForecastSituation,
  features: SituationFeatures,
  corrections: Corrections,
): { duration: number; cost: number } {
  const sum = (values: readonly number[], weights: readonly number[]) =>
    values.reduce((total, value, k) => total + value * (weights[k] ?? 0), 0)
  const duration =
    features.durationByEarnedSchedule +
    sum(features.durationCorrections, corrections.duration) * situation.plannedDuration
  const cost = features.costByRatios + sum(features.costCorrections, corrections.cost) * situation.budget
  return { duration: Math.max(situation.elapsed, duration), cost: Math.max(situation.actualCost, cost) }
}

type Row = PreparedExample & { weight: number; fold: number }

function fitForecast(examples: readonly PreparedExample[]): FittedForecast | null {
  const counts = new Map<string, number>()
  for (const { example } of examples) counts.set(example.projectId, (counts.get(example.projectId) ?? 0) + 1)
  if (counts.size < neededProjects) return null
  const families = [...new Set(examples.map(prepared => prepared.example.family))].sort()
  const foldOf = new Map(families.map((family, index) => [family, index % folds]))
  const rows = examples.map(prepared => ({
    ...prepared,
    weight: 1 / (counts.get(prepared.example.projectId) as number),
    fold: foldOf.get(prepared.example.family) as number,
  }))
  const fit = makeFit(rows)
  const errors: ForecastError[] = []
  for (let fold = 0; fold < Math.min(folds, families.length); fold++) {
    const corrections = fit(fold)
    for (const row of rows) if (row.fold === fold) errors.push(errorOf(row, corrections))
  }
  return { corrections: fit(null), errors, projects: counts.size }
}
/** Each fold holds whole families. More folds change the errors little and cost time. */
const folds = 12

/** Fits weights that make relative errors small, every project counting the same; of the fold held out nothing is used. */
function makeFit(rows: readonly Row[]): (heldFold: number | null) => Corrections {
  const design = (
    unitOf: (row: Row) => number,
    correctionsOf: (row: Row) => readonly number[],
    totals: (row: Row) => { actual: number; index: number },
  ) => ({
    columns: rows[0] ? correctionsOf(rows[0]).length : 0,
    x: Float64Array.from(rows.flatMap(correctionsOf)),
    y: Float64Array.from(rows, row => (totals(row).actual - totals(row).index) / unitOf(row)),
    weights: Float64Array.from(rows, row => (row.weight * unitOf(row)) / totals(row).actual),
  })
  const duration = design(
    row => row.example.situation.plannedDuration,
    row => row.features.durationCorrections,
    row => ({ actual: row.example.duration, index: row.features.durationByEarnedSchedule }),
  )
  const cost = design(
    row => row.example.situation.budget,
    row => row.features.costCorrections,
    row => ({ actual: row.example.cost, index: row.features.costByRatios }),
  )
  return heldFold => {
    const kept = (weights: Float64Array) =>
      weights.map((weight, i) => (rows[i]?.fold === heldFold ? 0 : weight))
    return {
      duration: fitLeastDeviation({ ...duration, weights: kept(duration.weights) }, durationRidges),
      cost: fitLeastDeviation({ ...cost, weights: kept(cost.weights) }, costRidges),
    }
  }
}
/** What holds for all projects alike, the last of each, must show more clearly before it is believed. */
const durationRidges = [0.1, 0.1, 0.1, 2]
const costRidges = [2]

function errorOf({ example, features, weight }: Row, corrections: Corrections): ForecastError {
  const { situation } = example
  const expected = expectedOutcome(situation, features, corrections)
  return {
    projectId: example.projectId,
    sector: situation.sector,
    stage: features.stage,
    plannedDuration: situation.plannedDuration,
    weight,
    duration: (example.duration - expected.duration) / features.durationScale,
    cost: (example.cost - expected.cost) / features.costScale,
  }
}
