import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderPercentiles, weightedQuantiles } from '#calc/percentile.ts'

test("with equal weights it is Hazen's quantile (Hyndman & Fan 1996, definition 5; numpy method 'hazen')", () => {
  const values = [15, 20, 35, 40, 50]
  const ones = values.map(() => 1)
  // numpy 2.4: np.quantile([15,20,35,40,50], [.05,.3,.4,.5,.95], method='hazen')
  const expected = [15, 20, 27.5, 35, 50]
  expect(weightedQuantiles(values, ones, [0.05, 0.3, 0.4, 0.5, 0.95])).toEqual(expected)
})
test('a value of double weight counts as the same value twice, up to the steps between', () => {
  expect(weightedQuantiles([1, 2, 3], [1, 0, 1], [0.5])).toEqual([2])
  expect(weightedQuantiles([3, 1], [1, 3], [0.375])).toEqual([1])
})
test('nothing has no quantile', () => {
  expect(weightedQuantiles([], [], [0.5])).toBeNull()
  expect(weightedQuantiles([1], [0], [0.5])).toBeNull()
})
test('a quantile lies within the values and never falls as the level rises', () => {
  const rows = fc.array(
    fc.record({
      value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      weight: fc.double({ min: 0.01, max: 10, noNaN: true }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  fc.assert(
    fc.property(
      rows,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (list, p, q) => {
        const values = list.map(row => row.value)
        const weights = list.map(row => row.weight)
        const [low, high] = weightedQuantiles(values, weights, [Math.min(p, q), Math.max(p, q)]) as [
          number,
          number,
        ]
        expect(low).toBeLessThanOrEqual(high + 1e-6)
        expect(low).toBeGreaterThanOrEqual(Math.min(...values))
        expect(high).toBeLessThanOrEqual(Math.max(...values))
      },
    ),
  )
})
test('levels are put in order around P50 and above the floor', () => {
  expect(orderPercentiles({ p10: 9, p50: 5, p80: 4, p90: 7 }, 0)).toEqual({ p10: 5, p50: 5, p80: 5, p90: 7 })
  expect(orderPercentiles({ p10: 1, p50: 2, p80: 3, p90: 4 }, 3.5)).toEqual({
    p10: 3.5,
    p50: 3.5,
    p80: 3.5,
    p90: 4,
  })
})
