import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gatherNeighbours } from '#calc/level-neighbours.ts'
import type { LevelProblem } from '#calc/level-problem.ts'
import { makeProof } from '#calc/level-proof.ts'
import { verifyLevelled } from '#calc/level-verify.ts'
import { buildNetwork } from '#calc/network.ts'
import { readPsplib } from '#interchange/psplib-file.ts'
import { hasPsplib, psplibInstances } from '../../support/psplib.ts'

test('no bound is raised above the shortest schedule there is, tried one by one', () => {
  fc.assert(
    fc.property(tinyProblems, fc.constantFrom(0, 100), (problem, steps) => {
      const shortest = shortestByTrial(problem)
      expect(raise(problem, 0, shortest + 3, steps)).toBeLessThanOrEqual(shortest)
    }),
    { numRuns: 300 },
  )
})

test('activities that exclude each other are proved to follow each other', () => {
  // Three activities of 2, 3 and 4 periods need two of three units each: 9 periods, although the work fills 6.
  const problem = {
    duration: Int32Array.of(2, 3, 4),
    demand: Int32Array.of(2, 2, 2),
    capacity: Int32Array.of(3),
    from: new Int32Array(0),
    to: new Int32Array(0),
  }
  expect(raise(problem, 6, 9, 50)).toBe(9)
})

describe.skipIf(!hasPsplib)('on PSPLIB (skipped where ../shared is not there)', () => {
  test('no bound lies above the optimum of j30 (j30opt.sm), even if a longer schedule was the best known', () => {
    for (const { name, bytes, bounds } of psplibInstances('j30', 16)) {
      const optimum = bounds?.upper ?? 0
      const problem = readPsplib(bytes, name)
      expect(raise(problem, bounds?.longestPath ?? 0, optimum + 2, 20), name).toBeLessThanOrEqual(optimum)
    }
  })
})

function raise(problem: LevelProblem, lower: number, upper: number, steps: number): number {
  const count = problem.duration.length
  const before = gatherNeighbours(count, problem.to, problem.from)
  const after = gatherNeighbours(count, problem.from, problem.to)
  const { order } = buildNetwork(count, problem.from, problem.to)
  return makeProof(problem, before, after, order)(lower, upper, { steps, isOver: () => false })
}

/** Tries every start up to the sum of the durations. */
function shortestByTrial(problem: LevelProblem): number {
  const { duration } = problem
  const most = duration.reduce((sum, periods) => sum + periods, 0)
  const start = new Array<number>(duration.length).fill(0)
  const fits = (a: number, end: number): boolean => {
    if (a === duration.length) return verifyLevelled(problem, start) === null
    for (let at = 0; at + (duration[a] as number) <= end; at++) {
      start[a] = at
      if (fits(a + 1, end)) return true
    }
    return false
  }
  let end = 0
  while (end < most && !fits(0, end)) end++
  return end
}

const tinyProblems = fc
  .record({
    duration: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
    demands: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 }),
    capacity: fc.array(fc.integer({ min: 4, max: 6 }), { minLength: 2, maxLength: 2 }),
    links: fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { maxLength: 3 }),
  })
  .map(({ duration, demands, capacity, links }): LevelProblem => {
    const known = links.filter(([a, b]) => a < b && b < duration.length)
    return {
      duration: Int32Array.from(duration),
      demand: Int32Array.from(demands.slice(0, duration.length * 2)),
      capacity: Int32Array.from(capacity),
      from: Int32Array.from(known, link => link[0]),
      to: Int32Array.from(known, link => link[1]),
    }
  })
