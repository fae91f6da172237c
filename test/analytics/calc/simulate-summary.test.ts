import { expect, test } from 'vitest'
import { summarise } from '#calc/simulate-summary.ts'

const day = 1440
/** 17:00 of every day but Sundays; 1970-01-01 was a Thursday. */
const finishes = (days: number) =>
  Float64Array.from(
    Array.from({ length: days }, (_, i) => i).filter(i => (i + 4) % 7 !== 0),
    i => i * day + 17 * 60,
  )

test('finishes over months are counted by whole weeks, so that a free day makes no comb', () => {
  const { histogram } = summarise(finishes(20 * 7), null, null, true)
  expect(histogram).toHaveLength(20)
  for (const bar of histogram) {
    expect(bar.to - bar.from).toBe(7 * day)
    expect(bar.from % day).toBe(0)
    expect(bar.share).toBeCloseTo(1 / 20, 12)
  }
})
test('finishes within a month are counted by days, and a free day is seen', () => {
  const { histogram } = summarise(finishes(14), null, null, true)
  expect(histogram.filter(bar => bar.share === 0)).toHaveLength(2)
  expect(histogram.every(bar => bar.to - bar.from === day)).toBe(true)
})
test('amounts are counted in equal bins that hold every run', () => {
  const { histogram } = summarise(
    Float64Array.from({ length: 3000 }, (_, i) => i),
    null,
    null,
  )
  expect(histogram).toHaveLength(30)
  for (const bar of histogram) expect(bar.share).toBeCloseTo(1 / 30, 12)
})
