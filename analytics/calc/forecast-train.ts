import { withoutActivities } from './forecast-features.ts'
import type { ForecastLesson } from './forecast-lesson.ts'
import {
  neededProjects,
  type FittedForecast,
  type ForecastError,
  type ForecastModel,
} from './forecast-model.ts'
import {
  costRules,
  costSigns,
  durationByOpenWork,
  durationRules,
  durationSigns,
  errorScales,
  expectedCost,
  expectedDuration,
  withinPlans,
  type FittedRules,
} from './forecast-rules.ts'
import { withinRatios } from './forecast-rest-cost.ts'
import { SlopeFitter, type SlopeRow, type Slopes } from './forecast-slopes.ts'

/** Learns from finished projects, all but those of the families left out. Errors are taken by cross-validation over families, so that
 *  ranges drawn from them hold for projects the model has not seen (split conformal prediction by group: Vovk et al. 2005;
 *  Barber et al. 2021, CV+); by the same errors the rules are chosen. Lessons of which only statuses are known serve the
 *  second model only. */
export function trainForecastModel(
  lessons: readonly ForecastLesson[],
  withoutFamilies: ReadonlySet<string> = new Set(),
): ForecastModel {
  const others = lessons.filter(lesson => !withoutFamilies.has(lesson.family))
  return { withActivities: trainOnActivities(others), withStatuses: trainOnStatuses(others) }
}

/** Learned from the lessons that know single activities; null with fewer than `neededProjects` projects. */
export function trainOnActivities(lessons: readonly ForecastLesson[]): FittedForecast | null {
  return fitForecast(lessons.filter(({ features }) => features.byOpenWork !== null))
}

/** Learned as if no lesson knew single activities; null with fewer than `neededProjects` projects. */
export function trainOnStatuses(lessons: readonly ForecastLesson[]): FittedForecast | null {
  return fitForecast(lessons.map(lesson => ({ ...lesson, features: withoutActivities(lesson.features) })))
}

type Row = ForecastLesson & { weight: number; fold: number }
type Learned = Pick<FittedRules, 'durationSlopes' | 'costSlopes'>

function fitForecast(lessons: readonly ForecastLesson[]): FittedForecast | null {
  const counts = new Map<string, number>()
  for (const { projectId } of lessons) counts.set(projectId, (counts.get(projectId) ?? 0) + 1)
  if (counts.size < neededProjects) return null
  const families = [...new Set(lessons.map(lesson => lesson.family))].sort()
  const folds = Math.min(families.length, families.length > manyFamilies ? 6 : 12)
  const foldOf = new Map(families.map((family, index) => [family, index % folds]))
  const rows = lessons.map(lesson => ({
    ...lesson,
    weight: 1 / (counts.get(lesson.projectId) as number),
    fold: foldOf.get(lesson.family) as number,
  }))
  const { learned, unseen } = fitSlopes(rows, folds)
  const rules = chooseRules(rows, unseen)
  return {
    rules: { ...rules, ...learned },
    errors: rows.map(row => errorOf(row, { ...rules, ...(unseen[row.fold] as Learned) })),
    projects: counts.size,
  }
}
/** Each fold holds whole families. More folds change the errors little and cost time; of many families half as many serve. */
const manyFamilies = 200

/** Fits slopes that make relative errors small, every project counting the same: on all rows, and without each fold. */
function fitSlopes(rows: readonly Row[], foldCount: number): { learned: Learned; unseen: Learned[] } {
  const durations = rows.map(({ features, duration, weight }) => ({
    signs: durationSigns(features),
    target: withinPlans((duration - durationByOpenWork(features)) / features.plannedDuration),
    weight: weight * withinRatios(features.plannedDuration / duration),
  }))
  const costs = rows.map(costRow)
  const fits = [
    slopesOf(durations, durationRidges, rows, foldCount),
    slopesOf(costs, costRidges, rows, foldCount),
  ] as const
  return {
    learned: { durationSlopes: fits[0].whole, costSlopes: fits[1].whole },
    unseen: Array.from({ length: foldCount }, (_, fold) => ({
      durationSlopes: fits[0].without[fold] as Slopes,
      costSlopes: fits[1].without[fold] as Slopes,
    })),
  }
}
/** What holds for all projects alike, the last of the common signs, must show much more clearly before it is believed. */
const durationRidges = { byClass: 0.005, common: [0.005, 0.005, 2] }
const costRidges = { byClass: 0.001, common: [2] }

/** The rest costs its budget and what the signs say of it, within the same bounds as the forecast. */
function costRow({ features, cost, weight }: Row): SlopeRow {
  const { budget, atBudget, actualCost } = features
  const rest = (atBudget - actualCost) / budget
  const { classes, byClass, common } = costSigns(features)
  const ofRest = (sign: number) => sign * rest
  return {
    signs: { classes, byClass: byClass.map(ofRest), common: common.map(ofRest) },
    target: rest > 0 ? rest * (withinRatios((cost - actualCost) / (rest * budget)) - 1) : 0,
    weight: weight * withinRatios(budget / cost),
  }
}

function slopesOf(
  rows: readonly SlopeRow[],
  ridges: { byClass: number; common: readonly number[] },
  of: readonly Row[],
  foldCount: number,
) {
  const fitter = new SlopeFitter(rows, ridges.byClass, ridges.common)
  const weights = Float64Array.from(rows, row => row.weight)
  const whole = fitter.fit(weights)
  const without = Array.from({ length: foldCount }, (_, fold) =>
    fitter.fit(
      weights.map((weight, i) => (of[i]?.fold === fold ? 0 : weight)),
      whole,
    ),
  )
  return { whole, without }
}

/** The rules that err least on projects not seen; the learned one where no other is clearly better. */
function chooseRules(
  rows: readonly Row[],
  unseen: readonly Learned[],
): Pick<FittedRules, 'durationRule' | 'costRule'> {
  const unseenBy = (row: Row) => unseen[row.fold] as Learned
  const durationError = (rule: FittedRules['durationRule']) =>
    rows.reduce((sum, row) => {
      const expected = expectedDuration(row.features, unseenBy(row), rule)
      return sum + row.weight * errorShare(expected, row.duration, row.features.plannedDuration)
    }, 0)
  const costError = (rule: FittedRules['costRule']) =>
    rows.reduce((sum, row) => {
      const expected = expectedCost(row.features, unseenBy(row), rule)
      return sum + row.weight * errorShare(expected, row.cost, row.features.budget)
    }, 0)
  return { durationRule: leastOf(durationRules, durationError), costRule: leastOf(costRules, costError) }
}

/** An error as a share of what came; of a wrong record, less than a quarter of the plan or erring by more than all, no more than 1. */
function errorShare(expected: number, actual: number, planned: number): number {
  return Math.min(1, (Math.abs(expected - actual) / planned) * withinRatios(planned / actual))
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
