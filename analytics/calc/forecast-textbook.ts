import type { SituationFeatures } from './forecast-features.ts'
import { expectedCost, expectedDuration, unlearnedRules } from './forecast-rules.ts'
import { orderPercentiles, type Percentiles } from './percentile.ts'

/** A forecast without history: earned schedule with performance factor 1, or the open activities where they are known; cost
 *  by the ratios so far. Around it what is still to do varies by -20 % to +30 % (P10 to P90), the widest range of a class 3
 *  estimate. Elapsed days and money. Source of the range: AACE International 18R-97, class 3. */
export function textbookForecast(features: SituationFeatures): {
  duration: Percentiles<number>
  cost: Percentiles<number>
} {
  const levels = (spent: number, total: number) => {
    const rest = Math.max(0, total - spent)
    const at = (share: number) => spent + rest * share
    return orderPercentiles({ p10: at(0.8), p50: total, p80: at(1.2), p90: at(1.3) }, spent)
  }
  const { durationRule, costRule } = unlearnedRules
  return {
    duration: levels(features.elapsed, expectedDuration(features, unlearnedRules, durationRule)),
    cost: levels(features.actualCost, expectedCost(features, unlearnedRules, costRule)),
  }
}
