import type { Network } from './network.ts'

/** One whole loop of each knot of activities that wait for each other, as activities in the order of their links, the first
 *  not repeated. Knots are the strongly connected components (Tarjan 1972); of each the shortest loop through its first
 *  activity is given. Activities merely behind a loop are not named. */
export function findLoops(network: Network, to: Int32Array): number[][] {
  const count = network.first.length - 1
  const knotOf = findKnots(network, to)
  const seen = new Set<number>()
  const loops: number[][] = []
  for (let u = 0; u < count; u++) {
    const knot = knotOf[u] as number
    if (knot < 0 || seen.has(knot)) continue
    const loop = shortestLoop(u, network, to, knotOf)
    if (loop === null) continue
    seen.add(knot)
    loops.push(loop)
  }
  return loops
}

/** Number of the knot of every activity that the order leaves out; -1 for the others. */
function findKnots({ first, link, order }: Network, to: Int32Array): Int32Array {
  const count = first.length - 1
  const knotOf = new Int32Array(count).fill(-1)
  const number = new Int32Array(count).fill(-2)
  const low = new Int32Array(count)
  const next = first.slice(0, count)
  const open: number[] = []
  const path: number[] = []
  for (const u of order) number[u] = -1
  let visited = 0
  let knots = 0
  const enter = (u: number) => {
    number[u] = low[u] = visited++
    open.push(u)
    path.push(u)
  }
  for (let root = 0; root < count; root++) {
    if (number[root] !== -2) continue
    enter(root)
    while (path.length > 0) {
      const u = path.at(-1) as number
      if ((next[u] as number) < (first[u + 1] as number)) {
        const v = to[link[next[u]!++] as number] as number
        if (number[v] === -2) enter(v)
        else if ((number[v] as number) >= 0 && knotOf[v] === -1)
          low[u] = Math.min(low[u] as number, number[v] as number)
        continue
      }
      path.pop()
      const below = path.at(-1)
      if (below !== undefined) low[below] = Math.min(low[below] as number, low[u] as number)
      if (low[u] !== number[u]) continue
      for (let v = open.pop() as number; ; v = open.pop() as number) {
        knotOf[v] = knots
        if (v === u) break
      }
      knots++
    }
  }
  return knotOf
}

function shortestLoop(
  start: number,
  { first, link }: Network,
  to: Int32Array,
  knotOf: Int32Array,
): number[] | null {
  const cameFrom = new Map<number, number>()
  const queue = [start]
  for (let head = 0; head < queue.length; head++) {
    const u = queue[head] as number
    for (let slot = first[u] as number; slot < (first[u + 1] as number); slot++) {
      const v = to[link[slot] as number] as number
      if (v === start) return walkBack(u, start, cameFrom)
      if (knotOf[v] !== knotOf[start] || cameFrom.has(v)) continue
      cameFrom.set(v, u)
      queue.push(v)
    }
  }
  return null
}

function walkBack(last: number, start: number, cameFrom: Map<number, number>): number[] {
  const loop = [last]
  for (let u = last; u !== start; ) {
    u = cameFrom.get(u) as number
    loop.push(u)
  }
  return loop.reverse()
}
