import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildNetwork } from '#calc/network.ts'
import { findLoops } from '#calc/network-loops.ts'

const anyLinks = fc.integer({ min: 1, max: 25 }).chain(count =>
  fc.record({
    count: fc.constant(count),
    links: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 }),
  }),
)

describe('network', () => {
  test('predecessors come before successors, and only what lies on or behind a loop is left out', () => {
    fc.assert(
      fc.property(anyLinks, ({ count, links }) => {
        const { order } = networkOf(count, links).network
        const place = new Map([...order].map((u, i) => [u, i]))
        const ordered = links.filter(([, to]) => place.has(to))
        expect(
          ordered.filter(([from, to]) => !((place.get(from) ?? Number.NaN) < (place.get(to) ?? 0))),
        ).toEqual([])
        const stuck = stuckOf(count, links)
        expect(new Set(Array.from({ length: count }, (_, u) => u).filter(u => !place.has(u)))).toEqual(stuck)
      }),
    )
  })

  test('every loop named is a real circle of links, and every circle has one', () => {
    fc.assert(
      fc.property(anyLinks, ({ count, links }) => {
        const { network, to } = networkOf(count, links)
        const loops = findLoops(network, to)
        const known = new Set(links.map(([a, b]) => `${a}>${b}`))
        for (const loop of loops) {
          expect(new Set(loop).size).toBe(loop.length)
          for (const [i, u] of loop.entries()) expect(known).toContain(`${u}>${loop[(i + 1) % loop.length]}`)
        }
        expect(loops.length > 0).toBe(network.order.length < count)
      }),
    )
  })

  test('a circle of 100,000 activities is named whole', () => {
    const count = 100_000
    const from = Int32Array.from({ length: count }, (_, u) => u)
    const to = Int32Array.from({ length: count }, (_, u) => (u + 1) % count)
    const loops = findLoops(buildNetwork(count, from, to), to)
    expect(loops.map(loop => loop.length)).toEqual([count])
  })
})

function networkOf(count: number, links: [number, number][]) {
  const from = Int32Array.from(links, link => link[0])
  const to = Int32Array.from(links, link => link[1])
  return { network: buildNetwork(count, from, to), to }
}

/** Activities that are never free when those without open predecessors are crossed off again and again. */
function stuckOf(count: number, links: [number, number][]): Set<number> {
  const stuck = new Set(Array.from({ length: count }, (_, u) => u))
  for (let round = 0; round < count; round++)
    for (const u of stuck) if (!links.some(([a, b]) => b === u && stuck.has(a))) stuck.delete(u)
  return stuck
}
