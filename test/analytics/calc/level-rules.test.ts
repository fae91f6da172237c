import { expect, test } from 'vitest'
import { gatherNeighbours } from '#calc/level-neighbours.ts'
import { listInParallel } from '#calc/level-parallel.ts'
import type { LevelProblem } from '#calc/level-problem.ts'
import { rankByRules } from '#calc/level-rules.ts'

/** 0 -> 1 -> 3, 0 -> 2 -> 3, and 4 on its own, which no rule prefers. */
const problem: LevelProblem = {
  duration: Int32Array.of(2, 3, 1, 4, 5),
  demand: Int32Array.of(1, 2, 1, 1, 1),
  capacity: Int32Array.of(2),
  from: Int32Array.of(0, 0, 1, 2),
  to: Int32Array.of(1, 2, 3, 3),
}
const before = gatherNeighbours(5, problem.to, problem.from)
const after = gatherNeighbours(5, problem.from, problem.to)

test('the rules prefer long ways to the end, many successors and much work behind an activity', () => {
  const [latestFinish, latestStart, totalSuccessors, positionalWeight] = rankByRules(
    problem.duration,
    after,
    Int32Array.of(0, 4, 1, 2, 3),
  )
  // By hand: the ways after the finishes are 7, 4, 4, 0, 0; direct and indirect successors 3, 1, 1, 0, 0.
  expect([...latestFinish]).toEqual([-7, -4, -4, 0, 0])
  expect([...(latestStart ?? [])]).toEqual([-9, -7, -5, -4, -5])
  expect([...(totalSuccessors ?? [])]).toEqual([-3, -1, -1, 0, 0])
  expect([...(positionalWeight ?? [])]).toEqual([-6, -7, -5, -4, -5])
})

test('parallel generation starts at every moment what is free, however low its rank', () => {
  // At 0 activity 0 leaves one unit, which 4 takes until 5; at 2 activity 1 (two units) cannot start but 2 can.
  const rank = Float64Array.of(-9, -7, -5, -4, -3)
  expect([...listInParallel(problem, { before, after }, rank)]).toEqual([0, 4, 2, 1, 3])
})
