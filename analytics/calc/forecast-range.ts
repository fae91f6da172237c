import { situationFeatures, type SituationFeatures } from './forecast-features.ts'
import {
  expectedOutcome,
  type FittedForecast,
  type ForecastError,
  type ForecastModel,
} from './forecast-model.ts'
import type { ForecastSituation } from './forecast-situation.ts'
import { orderPercentiles, weightedQuantiles, type Percentiles } from './percentile.ts'

/** A forecast of total duration (elapsed days from the planned start) and total cost. */
export interface SituationForecast {
  duration: Percentiles<number>
  cost: Percentiles<number>
  /** `openWork` where single activities were used, `statuses` where only the periods were. */
  basis: 'openWork' | 'statuses'
  projects: number
}

/** Forecasts a situation with a learned model; null when the model had too few projects. P50 is the expected outcome, the
 *  other levels lie from it by the errors the model made on unseen projects, similar ones weighing more. Where activities are
 *  known here but not in the history, the open work is taken at its word and the range from statuses, which is wider. */
export function forecastSituation(
  situation: ForecastSituation,
  model: ForecastModel,
): SituationForecast | null {
  const hasActivities = situation.activities.length > 0
  const fitted =
    (hasActivities ? (model.withActivities ?? trustOpenWork(model.withStatuses)) : null) ?? model.withStatuses
  if (!fitted) return null
  return {
    ...rangeOf(situation, situationFeatures(situation), fitted),
    basis: hasActivities ? 'openWork' : 'statuses',
    projects: fitted.projects,
  }
}

function trustOpenWork(fitted: FittedForecast | null): FittedForecast | null {
  if (!fitted) return null
  const { duration, cost } = fitted.corrections
  return { ...fitted, corrections: { duration: [1, ...duration.slice(1)], cost } }
}

function rangeOf(
  situation: ForecastSituation,
  features: SituationFeatures,
  fitted: FittedForecast,
): Pick<SituationForecast, 'duration' | 'cost'> {
  const expected = expectedOutcome(situation, features, fitted.corrections)
  const weights = fitted.errors.map(error => error.weight * similarity(situation, features.stage, error))
  const levels = (middle: number, scale: number, values: readonly number[]) => {
    const [low = 0, high = 0, top = 0] = weightedQuantiles(values, weights, [0.1, 0.8, 0.9]) ?? []
    return { p10: middle + scale * low, p50: middle, p80: middle + scale * high, p90: middle + scale * top }
  }
  const durations = fitted.errors.map(error => error.duration)
  const costs = fitted.errors.map(error => error.cost)
  return {
    duration: orderPercentiles(
      levels(expected.duration, features.durationScale, durations),
      situation.elapsed,
    ),
    cost: orderPercentiles(levels(expected.cost, features.costScale, costs), situation.actualCost),
  }
}

/** How much an error of another project tells about this one: nearer in stage and planned duration and of the same sector
 *  more. Wide on purpose: with tens of projects a narrow class is noise. */
export function similarity(
  situation: Pick<ForecastSituation, 'sector' | 'plannedDuration'>,
  stage: number,
  other: Pick<ForecastError, 'sector' | 'stage' | 'plannedDuration'>,
): number {
  const apart = (other.stage - stage) / stageWidth
  const longer = Math.log(other.plannedDuration / situation.plannedDuration) / durationWidth
  const sameSector = other.sector !== null && other.sector === situation.sector
  return Math.exp(-(apart ** 2 + longer ** 2) / 2) * (sameSector ? 1 : otherSector)
}
const stageWidth = 0.35
const durationWidth = 2
const otherSector = 0.6
