import { situationFeatures } from './forecast-features.ts'
import { expectedOutcome } from './forecast-model.ts'
import type { ForecastSituation } from './forecast-situation.ts'
import { orderPercentiles, type Percentiles } from './percentile.ts'

/** A forecast without history: earned schedule with performance factor 1, or the open activities where they are known; cost
 *  by the ratios so far. Around it what is still to do varies by -20 % to +30 % (P10 to P90), the widest range of a class 3
 *  estimate. Elapsed days and money. Source of the range: AACE International 18R-97, class 3. */
export function textbookForecast(situation: ForecastSituation): {
  duration: Percentiles<number>
  cost: Percentiles<number>
} {
  const features = situationFeatures(situation)
  const middle = expectedOutcome(situation, features, {
    duration: [features.hasActivities ? 1 : 0],
    cost: [],
  })
  const levels = (spent: number, total: number) => {
    const rest = Math.max(0, total - spent)
    const at = (share: number) => spent + rest * share
    return orderPercentiles({ p10: at(0.8), p50: total, p80: at(1.2), p90: at(1.3) }, spent)
  }
  return {
    duration: levels(situation.elapsed, middle.duration),
    cost: levels(situation.actualCost, middle.cost),
  }
}
