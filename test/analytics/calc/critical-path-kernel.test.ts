import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CriticalPathKernel, openCriticalPath } from '#calc/critical-path-kernel.ts'

const anyNetwork = fc.integer({ min: 1, max: 12 }).chain(count =>
  fc.record({
    duration: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: count, maxLength: count }),
    links: fc.array(
      fc.record({
        from: fc.nat(count - 1),
        to: fc.nat(count - 1),
        kind: fc.nat(3),
        lag: fc.integer({ min: -5, max: 20 }),
      }),
      { maxLength: 20 },
    ),
  }),
)

function run(
  kernel: CriticalPathKernel,
  given: { duration: number[]; links: { from: number; to: number; kind: number; lag: number }[] },
) {
  kernel.network.duration.set(given.duration)
  for (const name of ['from', 'to', 'kind', 'lag'] as const)
    kernel.network[name].set(given.links.map(link => link[name]))
  const finish = kernel.find()
  if (finish < 0) return { finish }
  const { earlyStart, lateStart, freeFloat } = kernel
  return { finish, dates: [earlyStart, lateStart, freeFloat].map(column => [...column]) }
}

describe('the critical path of whole numbers', () => {
  test('of a network worked by hand has its dates and floats, compiled and plain', () => {
    // Worked by hand: A3 before B2 and C4, both before D1.
    const given = {
      duration: [3, 2, 4, 1],
      links: [
        { from: 0, to: 1, kind: 0, lag: 0 },
        { from: 0, to: 2, kind: 0, lag: 0 },
        { from: 1, to: 3, kind: 0, lag: 0 },
        { from: 2, to: 3, kind: 0, lag: 0 },
      ],
    }
    const expected = {
      finish: 8,
      dates: [
        [0, 3, 3, 7],
        [0, 5, 3, 7],
        [0, 2, 0, 0],
      ],
    }
    expect(run(openCriticalPath(4, 4, 'compiled'), given)).toEqual(expected)
    expect(run(openCriticalPath(4, 4, 'plain'), given)).toEqual(expected)
  })

  test('is the same in WebAssembly and in plain TypeScript for any network, a loop included', () => {
    fc.assert(
      fc.property(anyNetwork, given => {
        const [compiled, plain] = (['compiled', 'plain'] as const).map(engine =>
          run(openCriticalPath(given.duration.length, given.links.length, engine), given),
        )
        expect(compiled).toEqual(plain)
      }),
      { numRuns: 300 },
    )
  })

  test('of an activity with 70,000 predecessors is found in plain TypeScript', () => {
    const count = 70_001
    const kernel = openCriticalPath(count, count - 1)
    kernel.network.duration.fill(2)
    for (let k = 0; k < count - 1; k++) {
      kernel.network.from[k] = k + 1
      kernel.network.to[k] = 0
    }
    expect(kernel.find()).toBe(4)
    expect(kernel.earlyStart[0]).toBe(2)
  })
})
