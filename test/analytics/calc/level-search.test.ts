import { describe, expect, test } from 'vitest'
import type { LevelProblem } from '#calc/level-problem.ts'
import { levelResources } from '#calc/level-resources.ts'

/** Two resources of 2 units and six activities: the longest path is 1-2-3 (6 periods), the work of the first resource 14 units, so
 *  that 7 periods is the least, by hand. */
const small: LevelProblem = {
  duration: Int32Array.of(2, 2, 2, 3, 1, 4),
  demand: Int32Array.from([1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]),
  capacity: Int32Array.of(2, 2),
  from: Int32Array.of(0, 1),
  to: Int32Array.of(1, 2),
}

describe('levelling a plan of whole periods', () => {
  test('a schedule that reaches the lower bound is proven and ends the search', () => {
    const found = levelResources(small, { seed: 1, schedules: 100_000 })
    expect(found).toMatchObject({ value: 7, lowerBound: 7, isProven: true })
    expect(found.schedules).toBeLessThan(1000)
  })

  test('the same seed and number of schedules give the same schedule', () => {
    const once = levelResources(small, { seed: 7, schedules: 5 })
    expect(levelResources(small, { seed: 7, schedules: 5 })).toEqual(once)
  })
})
