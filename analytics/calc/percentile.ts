/** The levels every forecast is given at: P10, P50, P80 and P90. */
export interface Percentiles<T> {
  p10: T
  p50: T
  p80: T
  p90: T
}

/** The value below which a share `p` (0..1) of the weight lies, linear between the middles of neighbouring weights; beyond
 *  the outermost middles the outermost value. Null without any positive weight. With equal weights this is Hazen's rule.
 *  Source: Hyndman & Fan 1996, The American Statistician 50(4), definition 5, extended to weights. */
export function weightedQuantile(
  values: readonly number[],
  weights: readonly number[],
  p: number,
): number | null {
  const order = [...values.keys()].filter(i => (weights[i] ?? 0) > 0)
  if (order.length === 0) return null
  order.sort((a, b) => (values[a] as number) - (values[b] as number))
  const total = order.reduce((sum, i) => sum + (weights[i] as number), 0)
  let before = 0
  let lastMiddle = 0
  let lastValue = values[order[0] as number] as number
  for (const i of order) {
    const weight = weights[i] as number
    const middle = (before + weight / 2) / total
    const value = values[i] as number
    if (middle >= p) {
      const gap = middle - lastMiddle
      return before === 0 || gap <= 0 ? value : lastValue + ((value - lastValue) * (p - lastMiddle)) / gap
    }
    before += weight
    lastMiddle = middle
    lastValue = value
  }
  return lastValue
}

/** Percentiles in order and none below the floor: a later level is never below an earlier one. */
export function orderPercentiles(values: Percentiles<number>, floor: number): Percentiles<number> {
  const p10 = Math.max(floor, Math.min(values.p10, values.p50))
  const p50 = Math.max(p10, values.p50)
  const p80 = Math.max(p50, values.p80)
  return { p10, p50, p80, p90: Math.max(p80, values.p90) }
}
