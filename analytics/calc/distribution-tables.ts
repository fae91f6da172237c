import { logBeta } from './distribution-beta.ts'
import { normalProbability, normalQuantile } from './distribution-normal.ts'
import { tableReach, tableSize } from './simulate-network.ts'

/** A distribution by its quantile function: the value below which a share lies. */
export type Quantile = (share: number) => number

/** PERT on 0..1 with its mode there: Beta(1 + 4 mode, 5 - 4 mode). Source: Malcolm et al. 1959, Operations Research 7(5), in the
 *  form of `../shared/design/features.md` 3.4. From a grid of 1024 integrals, to 1e-6; `betaQuantile` is exact and slower. */
export function pertQuantile(mode: number): Quantile {
  const a = 4 * mode
  const b = 4 - a
  const scale = Math.exp(-logBeta(a + 1, b + 1))
  const density = (x: number) => scale * x ** a * (1 - x) ** b
  const step = 1 / pertSteps
  const below = new Float64Array(pertSteps + 1)
  for (let i = 0; i < pertSteps; i++) {
    const middle = (i + 0.5) * step
    const reach = step * 0.3872983346207417
    below[i + 1] =
      (below[i] as number) +
      (step * (5 * density(middle - reach) + 8 * density(middle) + 5 * density(middle + reach))) / 18
  }
  // The density is a power of the distance at either end, which no polynomial follows.
  const firstPart = powerPart(a, b, step) * scale
  const lastPart = powerPart(b, a, step) * scale
  const shift = firstPart - (below[1] as number)
  for (let i = 1; i < pertSteps; i++) below[i]! += shift
  below[pertSteps] = (below[pertSteps - 1] as number) + lastPart
  const total = below[pertSteps] as number
  return share => {
    const wanted = Math.min(Math.max(share, 0), 1) * total
    let low = 0
    let high = pertSteps
    while (high - low > 1) {
      const half = (low + high) >> 1
      if ((below[half] as number) <= wanted) low = half
      else high = half
    }
    if (low === 0) return step * (wanted / firstPart) ** (1 / (a + 1))
    if (high === pertSteps) return 1 - step * Math.max(0, (total - wanted) / lastPart) ** (1 / (b + 1))
    const from = low * step
    const rest = wanted - (below[low] as number)
    const first = density(from)
    const slope = (density(from + step) - first) / step
    const root = Math.sqrt(Math.max(0, first * first + 2 * slope * rest))
    return rest <= 0 ? from : Math.min(1, from + Math.min(step, (2 * rest) / (first + root)))
  }
}
const pertSteps = 1024

/** Integral of x^a (1 - x)^b from 0 to a small step, to the third order. */
function powerPart(a: number, b: number, step: number): number {
  const square = (b * (b - 1) * step * step) / 2
  return step ** (a + 1) * (1 / (a + 1) - (b * step) / (a + 2) + square / (a + 3))
}

/** Triangle on 0..1 with its mode there. */
export function triangularQuantile(mode: number): Quantile {
  return share => (share < mode ? Math.sqrt(share * mode) : 1 - Math.sqrt((1 - share) * (1 - mode)))
}

/** Lognormal with a given mean and standard deviation. */
export function lognormalQuantile(mean: number, deviation: number): Quantile {
  const variance = Math.log1p((deviation / mean) ** 2)
  const middle = Math.log(mean) - variance / 2
  const spread = Math.sqrt(variance)
  return share => Math.exp(middle + spread * normalQuantile(share))
}

/** Everything from 0 to 1 alike. */
export const uniformQuantile: Quantile = share => share

/** Values as they were observed, straight lines between them (definition 7 of Hyndman & Fan 1996). Must not be empty. */
export function empiricalQuantile(values: readonly number[]): Quantile {
  const sorted = values.toSorted((a, b) => a - b)
  return share => {
    const place = Math.min(Math.max(share, 0), 1) * (sorted.length - 1)
    const below = Math.floor(place)
    const low = sorted[below] as number
    return low + ((sorted[below + 1] ?? low) - low) * (place - below)
  }
}

/** A quantile function as 1024 pairs of value and rise over equal steps of probability. The first and the last step keep the mean of what
 *  they stand for, since the tail may be steep or without end. */
export function tableByShare(quantile: Quantile): Float32Array {
  const pairs = new Float32Array(tableSize * 2)
  let value = quantile(1 / tableSize)
  for (let i = 1; i < tableSize - 1; i++) {
    const next = quantile((i + 1) / tableSize)
    pairs[2 * i] = value
    pairs[2 * i + 1] = next - value
    value = next
  }
  const first = quantile(1 / tableSize)
  const firstRise = 2 * (first - meanBetween(quantile, 0, 1 / tableSize))
  pairs[0] = first - firstRise
  pairs[1] = firstRise
  pairs[2 * tableSize - 2] = value
  pairs[2 * tableSize - 1] = 2 * (meanBetween(quantile, 1 - 1 / tableSize, 1) - value)
  return pairs
}

/** The same by standard normal deviate, for draws that are correlated. */
export function tableByDeviate(quantile: Quantile): Float32Array {
  const pairs = new Float32Array(tableSize * 2)
  const valueAt = (i: number) => quantile(normalProbability((i / tableSize) * 2 * tableReach - tableReach))
  let value = valueAt(0)
  for (let i = 0; i < tableSize; i++) {
    const next = valueAt(i + 1)
    pairs[2 * i] = value
    pairs[2 * i + 1] = next - value
    value = next
  }
  return pairs
}

function meanBetween(quantile: Quantile, from: number, to: number): number {
  const steps = 16
  let sum = 0
  for (let i = 0; i < steps; i++) sum += quantile(from + ((to - from) * (i + 0.5)) / steps)
  return sum / steps
}

/** Standard normal deviates by probability. */
export const normalTable = tableByShare(normalQuantile)
