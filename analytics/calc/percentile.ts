/** The levels every forecast is given at: P10, P50, P80 and P90. */
export interface Percentiles<T> {
  p10: T
  p50: T
  p80: T
  p90: T
}

/** The values below which shares of the weight lie, one for each level (0..1, rising): linear between the middles of
 *  neighbouring weights; beyond the outermost middles the outermost value. Null without any positive weight. With equal
 *  weights this is Hazen's rule. `rising` are the places of the values in rising order, where the caller has them.
 *  Source: Hyndman & Fan 1996, The American Statistician 50(4), definition 5, extended to weights. */
export function weightedQuantiles(
  values: readonly number[],
  weights: readonly number[],
  levels: readonly number[],
  rising: readonly number[] = risingOrder(values),
): number[] | null {
  const order = rising.filter(i => (weights[i] ?? 0) > 0)
  if (order.length === 0) return null
  let total = 0
  for (const i of order) total += weights[i] as number
  const found: number[] = []
  let before = 0
  let lastMiddle = 0
  let lastValue = values[order[0] as number] as number
  for (const i of order) {
    const weight = weights[i] as number
    const middle = (before + weight / 2) / total
    const value = values[i] as number
    while (found.length < levels.length && middle >= (levels[found.length] as number)) {
      const gap = middle - lastMiddle
      const share = before === 0 || gap <= 0 ? 1 : ((levels[found.length] as number) - lastMiddle) / gap
      found.push(share === 1 ? value : lastValue + (value - lastValue) * share)
    }
    before += weight
    lastMiddle = middle
    lastValue = value
  }
  while (found.length < levels.length) found.push(lastValue)
  return found
}

/** The places of values in rising order. */
export function risingOrder(values: readonly number[]): number[] {
  return [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number))
}

/** Percentiles in order and none below the floor: a later level is never below an earlier one. */
export function orderPercentiles(values: Percentiles<number>, floor: number): Percentiles<number> {
  const p10 = Math.max(floor, Math.min(values.p10, values.p50))
  const p50 = Math.max(p10, values.p50)
  const p80 = Math.max(p50, values.p80)
  return { p10, p50, p80, p90: Math.max(p80, values.p90) }
}
