import type { SituationFeatures } from './forecast-features.ts'
import type { FittedForecast, ForecastError, ForecastModel } from './forecast-model.ts'
import {
  believedCost,
  believedDuration,
  errorScales,
  expectedCost,
  expectedDuration,
  type FittedRules,
} from './forecast-rules.ts'
import { orderPercentiles, risingOrder, weightedQuantiles, type Percentiles } from './percentile.ts'

/** A forecast of total duration (elapsed days from the planned start) and total cost. */
export interface SituationForecast {
  duration: Percentiles<number>
  cost: Percentiles<number>
  /** `openWork` where single activities were used, `statuses` where only the periods were. */
  basis: 'openWork' | 'statuses'
  projects: number
}

/** Forecasts a situation with a learned model; null when the model had too few projects. P50 is the expected outcome,
 *  the other levels lie from it by the errors the model made on unseen projects, similar ones weighing more; where fewer than a
 *  quarter of them fell on one side of it, P50 is moved to that quarter. Where activities are
 *  known here but not in the history, the open work is taken at its word and the range from statuses, which is wider. */
export function forecastSituation(
  features: SituationFeatures,
  model: ForecastModel,
): SituationForecast | null {
  const hasActivities = features.byOpenWork !== null
  const fitted = fittedFor(hasActivities, model)
  if (!fitted) return null
  return {
    ...rangeOf(features, fitted),
    basis: hasActivities ? 'openWork' : 'statuses',
    projects: fitted.projects,
  }
}

/** What of a model serves a situation with or without known activities; null when it had too few projects. */
function fittedFor(hasActivities: boolean, model: ForecastModel): FittedForecast | null {
  const fitted = (hasActivities ? model.withActivities : null) ?? model.withStatuses
  const rules = rulesFor(hasActivities, rulesOf(model))
  return fitted && rules && { ...fitted, rules }
}

/** The rules learned with and without single activities. */
export type LearnedRules = Record<keyof ForecastModel, FittedRules | null>

export function rulesOf({ withActivities, withStatuses }: ForecastModel): LearnedRules {
  return { withActivities: withActivities?.rules ?? null, withStatuses: withStatuses?.rules ?? null }
}

/** The rules by which a situation with or without known activities is forecast; null where none were learned. */
export function rulesFor(hasActivities: boolean, learned: LearnedRules): FittedRules | null {
  if (!hasActivities) return learned.withStatuses
  return learned.withActivities ?? (learned.withStatuses && trustOpenWork(learned.withStatuses))
}

/** Of what statuses taught, the open work takes what such projects always take longer for, and not the lag, which it shows itself. */
function trustOpenWork(rules: FittedRules): FittedRules {
  const common = rules.durationSlopes.common.map((slope, k, { length }) => (k < length - 1 ? 0 : slope))
  return { ...rules, durationRule: 'learned', durationSlopes: { byClass: {}, common } }
}

function rangeOf(
  features: SituationFeatures,
  { rules, errors }: FittedForecast,
): Pick<SituationForecast, 'duration' | 'cost'> {
  const scales = errorScales(features)
  const weights = errors.map(error => error.weight * similarity(features, error))
  const columns = columnsOf(errors)
  const levels = (
    middle: number,
    scale: number,
    { values, rising }: ErrorColumn,
    believed: (features: SituationFeatures, total: number) => number,
  ) => {
    const [low = 0, least = 0, most = 0, high = 0, top = 0] =
      weightedQuantiles(values, weights, [0.1, 0.25, 0.75, 0.8, 0.9], rising) ?? []
    const isCentral = least <= 0 && most >= 0
    const p50 = isCentral ? middle : believed(features, middle + scale * (least > 0 ? least : most))
    return { p10: middle + scale * low, p50, p80: middle + scale * high, p90: middle + scale * top }
  }
  const duration = levels(
    expectedDuration(features, rules, rules.durationRule),
    scales.duration,
    columns.duration,
    believedDuration,
  )
  const cost = levels(expectedCost(features, rules, rules.costRule), scales.cost, columns.cost, believedCost)
  return {
    duration: orderPercentiles(duration, features.elapsed),
    cost: orderPercentiles(cost, features.actualCost),
  }
}

interface ErrorColumn {
  values: number[]
  rising: number[]
}
/** Sorted once for all the forecasts of a model. */
const sortedErrors = new WeakMap<readonly ForecastError[], { duration: ErrorColumn; cost: ErrorColumn }>()

function columnsOf(errors: readonly ForecastError[]): { duration: ErrorColumn; cost: ErrorColumn } {
  const known = sortedErrors.get(errors)
  if (known) return known
  const column = (values: number[]) => ({ values, rising: risingOrder(values) })
  const columns = {
    duration: column(errors.map(error => error.duration)),
    cost: column(errors.map(error => error.cost)),
  }
  sortedErrors.set(errors, columns)
  return columns
}

type Placed = Pick<ForecastError, 'sector' | 'stage' | 'plannedDuration'>

/** How much an error of another project tells about this one, 0..1: nearer in stage and planned duration and of the same
 *  sector more. Wide on purpose: with tens of projects a narrow class is noise. */
export function similarity(one: Placed, other: Placed): number {
  const apart = (other.stage - one.stage) / stageWidth
  const longer = Math.log(other.plannedDuration / one.plannedDuration) / durationWidth
  const sameSector = other.sector !== null && other.sector === one.sector
  return Math.exp(-(apart ** 2 + longer ** 2) / 2) * (sameSector ? 1 : otherSector)
}
const stageWidth = 0.35
const durationWidth = 2
const otherSector = 0.6
