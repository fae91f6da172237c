import { withoutActivities } from './forecast-features.ts'
import { fitLeastDeviation, type FitRows } from './forecast-fit.ts'
import type { ForecastLesson } from './forecast-lesson.ts'
import {
  neededProjects,
  type FittedForecast,
  type ForecastError,
  type ForecastModel,
} from './forecast-model.ts'
import {
  costByRatios,
  costCorrections,
  costRules,
  durationCorrections,
  durationRules,
  errorScales,
  expectedCost,
  expectedDuration,
  type FittedRules,
} from './forecast-rules.ts'

/** Learns from finished projects, all but those of the families left out. Errors are taken by cross-validation over families, so that
 *  ranges drawn from them hold for projects the model has not seen (split conformal prediction by group: Vovk et al. 2005;
 *  Barber et al. 2021, CV+); by the same errors the rules are chosen. Lessons of which only statuses are known serve the
 *  second model only. */
export function trainForecastModel(
  lessons: readonly ForecastLesson[],
  withoutFamilies: ReadonlySet<string> = new Set(),
): ForecastModel {
  const others = lessons.filter(lesson => !withoutFamilies.has(lesson.family))
  return {
    withActivities: fitForecast(others.filter(({ features }) => features.byOpenWork !== null)),
    withStatuses: fitForecast(
      others.map(lesson => ({ ...lesson, features: withoutActivities(lesson.features) })),
    ),
  }
}

type Row = ForecastLesson & { weight: number; fold: number }
type Weights = Pick<FittedRules, 'durationWeights' | 'costWeights'>

function fitForecast(lessons: readonly ForecastLesson[]): FittedForecast | null {
  const counts = new Map<string, number>()
  for (const { projectId } of lessons) counts.set(projectId, (counts.get(projectId) ?? 0) + 1)
  if (counts.size < neededProjects) return null
  const families = [...new Set(lessons.map(lesson => lesson.family))].sort()
  const foldOf = new Map(families.map((family, index) => [family, index % folds]))
  const rows = lessons.map(lesson => ({
    ...lesson,
    weight: 1 / (counts.get(lesson.projectId) as number),
    fold: foldOf.get(lesson.family) as number,
  }))
  const { durationWeights, costWeights, durationWithout, costWithout } = makeFits(rows)
  const unseen: Weights[] = Array.from({ length: Math.min(folds, families.length) }, (_, fold) => ({
    durationWeights: durationWithout(fold),
    costWeights: costWithout(fold),
  }))
  const { durationRule, costRule } = chooseRules(rows, unseen)
  return {
    rules: { durationRule, durationWeights, costRule, costWeights },
    errors: rows.map(row => errorOf(row, { ...(unseen[row.fold] as Weights), durationRule, costRule })),
    projects: counts.size,
  }
}
/** Each fold holds whole families. More folds change the errors little and cost time. */
const folds = 12

interface Fits {
  durationWeights: readonly number[]
  costWeights: readonly number[]
  durationWithout: (fold: number) => readonly number[]
  costWithout: (fold: number) => readonly number[]
}

/** Fits weights that make relative errors small, every project counting the same; of the fold held out nothing is used. */
function makeFits(rows: readonly Row[]): Fits {
  const design = (
    unitOf: (row: Row) => number,
    correctionsOf: (row: Row) => readonly number[],
    totals: (row: Row) => { actual: number; index: number },
  ): FitRows => ({
    columns: rows[0] ? correctionsOf(rows[0]).length : 0,
    x: Float64Array.from(rows.flatMap(correctionsOf)),
    y: Float64Array.from(rows, row => (totals(row).actual - totals(row).index) / unitOf(row)),
    weights: Float64Array.from(rows, row => (row.weight * unitOf(row)) / totals(row).actual),
  })
  const durations = design(
    row => row.features.plannedDuration,
    row => durationCorrections(row.features),
    row => ({ actual: row.duration, index: row.features.byEarnedSchedule }),
  )
  const costs = design(
    row => row.features.budget,
    row => costCorrections(row.features),
    row => ({ actual: row.cost, index: costByRatios(row.features) }),
  )
  const whole = {
    duration: fitLeastDeviation(durations, durationRidges),
    cost: fitLeastDeviation(costs, costRidges),
  }
  const fit = (design: FitRows, heldFold: number, ridges: readonly number[], start: readonly number[]) => {
    const weights = design.weights.map((weight, i) => (rows[i]?.fold === heldFold ? 0 : weight))
    return fitLeastDeviation({ ...design, weights }, ridges, start)
  }
  return {
    durationWeights: whole.duration,
    costWeights: whole.cost,
    durationWithout: fold => fit(durations, fold, durationRidges, whole.duration),
    costWithout: fold => fit(costs, fold, costRidges, whole.cost),
  }
}
/** What holds for all projects alike, the last of each, must show more clearly before it is believed. */
const durationRidges = [0.1, 0.1, 0.1, 2]
const costRidges = [2]

/** The rules that err least on projects not seen; the learned one where no other is clearly better. */
function chooseRules(
  rows: readonly Row[],
  unseen: readonly Weights[],
): Pick<FittedRules, 'durationRule' | 'costRule'> {
  const unseenBy = (row: Row) => unseen[row.fold] as Weights
  const durationError = (rule: FittedRules['durationRule']) =>
    rows.reduce((sum, row) => {
      const expected = expectedDuration(row.features, unseenBy(row), rule)
      return sum + (row.weight * Math.abs(expected - row.duration)) / row.duration
    }, 0)
  const costError = (rule: FittedRules['costRule']) =>
    rows.reduce((sum, row) => {
      const expected = expectedCost(row.features, unseenBy(row), rule)
      return sum + (row.weight * Math.abs(expected - row.cost)) / row.cost
    }, 0)
  return { durationRule: leastOf(durationRules, durationError), costRule: leastOf(costRules, costError) }
}

function leastOf<R>(rules: readonly R[], errorOfRule: (rule: R) => number): R {
  const [first, ...others] = rules.map(rule => ({ rule, error: errorOfRule(rule) }))
  const learned = first as { rule: R; error: number }
  const best = others.reduce((least, one) => (one.error < least.error ? one : least), learned)
  return best.error < learned.error * clearlyBetter ? best.rule : learned.rule
}
const clearlyBetter = 0.95

function errorOf({ projectId, features, weight, duration, cost }: Row, rules: FittedRules): ForecastError {
  const scales = errorScales(features)
  return {
    projectId,
    sector: features.sector,
    stage: features.stage,
    plannedDuration: features.plannedDuration,
    weight,
    duration: (duration - expectedDuration(features, rules, rules.durationRule)) / scales.duration,
    cost: (cost - expectedCost(features, rules, rules.costRule)) / scales.cost,
  }
}
