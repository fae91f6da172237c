import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LevelProblem } from '#calc/level-problem.ts'
import { levelResources } from '#calc/level-resources.ts'
import { verifyLevelled } from '#calc/level-verify.ts'
import { readPsplib } from '#interchange/psplib-file.ts'
import { hasPsplib, psplibInstances } from '../../support/psplib.ts'

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

  test('the published example of the python-mip documentation is levelled to its optimum', () => {
    // python-mip.readthedocs.io, examples, "Resource Constrained Project Scheduling": 12 jobs, makespan 21.
    const links = [
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 4],
      [1, 5],
      [2, 9],
      [2, 10],
      [3, 8],
      [4, 6],
      [4, 7],
      [5, 9],
      [5, 10],
      [6, 8],
      [6, 9],
      [7, 8],
      [8, 11],
      [9, 11],
      [10, 11],
    ] as const
    const example: LevelProblem = {
      duration: Int32Array.of(0, 3, 2, 5, 4, 2, 3, 4, 2, 4, 6, 0),
      demand: Int32Array.of(0, 0, 5, 1, 0, 4, 1, 4, 1, 3, 3, 2, 3, 1, 2, 4, 4, 0, 5, 2, 2, 5, 0, 0),
      capacity: Int32Array.of(6, 8),
      from: Int32Array.from(links, link => link[0]),
      to: Int32Array.from(links, link => link[1]),
    }
    const found = levelResources(example, { seed: 1, schedules: 2000 })
    expect(found.value).toBe(21)
    expect(verifyLevelled(example, found.start)).toBeNull()
  })

  test('a search stops when it is told to', () => {
    let asked = 0
    const found = levelResources(loose(60), { seed: 1, schedules: 1e9, isCancelled: () => ++asked > 3 })
    expect(found.schedules).toBeLessThan(200)
    let clock = 0
    const timed = levelResources(loose(60), { seed: 1, time: { now: () => clock++, milliseconds: 20 } })
    expect(timed.schedules).toBeLessThan(2000)
  })
})

describe('every schedule found', () => {
  test('keeps links and capacities, and is no shorter than the lower bound', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 0, max: 1000 }), (problem, seed) => {
        const found = levelResources(problem, { seed, schedules: 60 })
        expect(verifyLevelled(problem, found.start)).toBeNull()
        expect(found.value).toBeGreaterThanOrEqual(found.lowerBound)
        expect(Math.max(0, ...found.finish)).toBe(found.value)
      }),
      { numRuns: 200 },
    )
  })

  test('is the same whether the resources fit one word of bits or need several', () => {
    fc.assert(
      fc.property(problems, problem => {
        const scale = 2 ** 20
        const wide = {
          ...problem,
          demand: problem.demand.map(units => units * scale),
          capacity: problem.capacity.map(units => units * scale),
        }
        const limits = { seed: 3, schedules: 40 }
        expect(levelResources(wide, limits).start).toEqual(levelResources(problem, limits).start)
      }),
    )
  })
})

describe.skipIf(!hasPsplib)('on PSPLIB (skipped where ../shared is not there)', () => {
  // bounds.csv of the shared data: optima of j30 from j30opt.sm, the best known makespans of the others.
  test.each(['j30', 'j60', 'j90', 'j120'])('no lower bound of %s lies above the best known makespan', set => {
    for (const { name, bytes, bounds } of psplibInstances(set, 10)) {
      const { lowerBound } = levelResources(readPsplib(bytes, name), { seed: 1, schedules: 150 })
      expect(lowerBound, name).toBeLessThanOrEqual(bounds?.upper ?? 0)
      expect(lowerBound, name).toBeGreaterThanOrEqual(bounds?.longestPath ?? Infinity)
    }
  })

  test('what is proven on j30 is the published optimum, and most optima are reached', () => {
    const instances = psplibInstances('j30', 10)
    let reached = 0
    for (const { name, bytes, bounds } of instances) {
      const problem = readPsplib(bytes, name)
      const found = levelResources(problem, { seed: 1, schedules: 5000 })
      expect(verifyLevelled(problem, found.start), name).toBeNull()
      expect(found.value, name).toBeGreaterThanOrEqual(bounds?.upper ?? Infinity)
      expect(found.isProven && found.value !== bounds?.upper, name).toBe(false)
      if (found.value === bounds?.upper) reached++
    }
    expect(reached).toBeGreaterThanOrEqual(instances.length * 0.85)
  })

  test('projects of 300 activities get a valid schedule', () => {
    for (const { name, bytes } of psplibInstances('rg300', 20)) {
      const problem = readPsplib(bytes, name)
      expect(
        verifyLevelled(problem, levelResources(problem, { seed: 1, schedules: 500 }).start),
        name,
      ).toBeNull()
    }
  })
})

/** Activities without links that share one unit: the search would go on long without finding proof at once. */
function loose(count: number): LevelProblem {
  return {
    duration: Int32Array.from({ length: count }, (_, a) => 3 + (a % 7)),
    demand: Int32Array.from({ length: count }, (_, a) => 3 + (a % 5)),
    capacity: Int32Array.of(10),
    from: new Int32Array(0),
    to: new Int32Array(0),
  }
}

const problems = fc
  .record({ count: fc.integer({ min: 1, max: 25 }), resources: fc.integer({ min: 0, max: 4 }) })
  .chain(({ count, resources }) =>
    fc.record({
      duration: fc.array(fc.nat({ max: 9 }), { minLength: count, maxLength: count }),
      demand: fc.array(fc.nat({ max: 7 }), { minLength: count * resources, maxLength: count * resources }),
      capacity: fc.array(fc.integer({ min: 7, max: 15 }), { minLength: resources, maxLength: resources }),
      links: fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 })), {
        maxLength: 2 * count,
      }),
    }),
  )
  .map(({ duration, demand, capacity, links }): LevelProblem => {
    const forward = links
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    return {
      duration: Int32Array.from(duration),
      demand: Int32Array.from(demand),
      capacity: Int32Array.from(capacity),
      from: Int32Array.from(forward, link => link[0]),
      to: Int32Array.from(forward, link => link[1]),
    }
  })
