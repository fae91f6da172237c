import { quantileSorted } from 'simple-statistics'
import { minutesPerDay } from '#model/plan-time.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'

/** Probabilities that the S-curve is given at. */
const levels = [0.01, ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20), 0.99]
const bins = 30

/** The range of one quantity over all runs; `values` are whole, `dates` says that they are plan minutes. Percentiles by definition 7 of Hyndman &
 *  Fan 1996. */
export function summarise(
  values: Float64Array,
  planned: number | null,
  isAtPlan: number | null,
  dates = false,
): SimulationAnswer['finish'] {
  const sorted = values.slice().sort()
  const at = (level: number) => percentileOf(sorted, level)
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length
  return {
    planned,
    plannedProbability: isAtPlan,
    mean: Math.round(mean),
    deviation: Math.sqrt(squares),
    p10: at(0.1),
    p50: at(0.5),
    p80: at(0.8),
    p90: at(0.9),
    curve: levels.map(probability => ({ probability, value: at(probability) })),
    histogram: histogramOf(sorted, dates ? dateEdges(sorted) : evenEdges(sorted)),
  }
}

/** A percentile of values in order, rounded to a whole one. */
function percentileOf(sorted: Float64Array, level: number): number {
  return Math.round(quantileSorted(sorted as unknown as number[], level))
}

/** Edges of equal bins, `bins` at the most. */
function evenEdges(sorted: Float64Array): number[] {
  const first = sorted[0] as number
  const last = sorted.at(-1) as number
  const count = Math.min(bins, Math.max(1, Math.ceil(last - first)))
  return Array.from({ length: count + 1 }, (_, bin) => Math.round(first + ((last + 1 - first) * bin) / count))
}

/** Edges of bins of one day, or of as many whole weeks as leave no more than `bins`: with any other width a bin would hold now more and
 *  now fewer working days than the next, and look like a comb. */
function dateEdges(sorted: Float64Array): number[] {
  const first = Math.floor((sorted[0] as number) / minutesPerDay)
  const last = Math.floor((sorted.at(-1) as number) / minutesPerDay) + 1
  const days = last - first <= bins ? 1 : 7 * Math.ceil((last - first) / (7 * bins))
  const count = Math.ceil((last - first) / days)
  return Array.from({ length: count + 1 }, (_, bin) => (first + days * bin) * minutesPerDay)
}

function histogramOf(
  sorted: Float64Array,
  edges: readonly number[],
): SimulationAnswer['finish']['histogram'] {
  const made = edges.slice(1).map((to, bin) => ({ from: edges[bin] as number, to, share: 0 }))
  let bin = 0
  for (const value of sorted) {
    while (bin < made.length - 1 && value >= (made[bin] as { to: number }).to) bin++
    ;(made[bin] as { share: number }).share += 1 / sorted.length
  }
  return made
}

/** Joint confidence in finish and cost: for the same percentile of both, the share of runs that keep to both, and the lowest such percentile
 *  that 80 % of runs keep to. */
export function jointConfidence(
  finishes: Float64Array,
  costs: Float64Array,
): Pick<SimulationAnswer, 'joint' | 'jointP80' | 'scatter'> {
  const byFinish = finishes.slice().sort()
  const byCost = costs.slice().sort()
  const pairAt = (probability: number) => {
    const finish = percentileOf(byFinish, probability)
    const cost = percentileOf(byCost, probability)
    let both = 0
    for (let i = 0; i < finishes.length; i++)
      if ((finishes[i] as number) <= finish && (costs[i] as number) <= cost) both++
    return { probability, finish, cost, both: both / finishes.length }
  }
  const joint = Array.from({ length: 19 }, (_, i) => pairAt((i + 1) / 20))
  let low = 0.8
  let high = 1
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2
    if (pairAt(middle).both >= 0.8) high = middle
    else low = middle
  }
  const { finish, cost } = pairAt(high)
  const scatter = Array.from({ length: Math.min(400, finishes.length) }, (_, i) => ({
    finish: finishes[i] as number,
    cost: costs[i] as number,
  }))
  return { joint, jointP80: { finish, cost }, scatter }
}
