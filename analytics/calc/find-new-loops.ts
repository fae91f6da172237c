import type { Link } from '#model/entities/link.ts'

export interface NewLoop {
  /** Activity keys in order, the first repeated at the end. */
  cycle: string[]
  /** The new links on the circle. */
  linkKeys: string[]
}

/** Circles that new links close, each with its whole way round; a circle of old links alone is not the new links' fault. */
export function findNewLoops(links: readonly Link[], newKeys: ReadonlySet<string>): NewLoop[] {
  const out = new Map<string, Link[]>()
  for (const link of links) {
    const list = out.get(link.predecessorKey)
    if (list) list.push(link)
    else out.set(link.predecessorKey, [link])
  }
  if (!hasCircle(links, out)) return []
  const loops: NewLoop[] = []
  for (const link of links) {
    if (!newKeys.has(link.rowKey)) continue
    const way = findWay(out, link.successorKey, link.predecessorKey)
    if (way === null) continue
    const circle = [link, ...way]
    loops.push({
      cycle: [link.predecessorKey, ...circle.map(step => step.successorKey)],
      linkKeys: circle.filter(step => newKeys.has(step.rowKey)).map(step => step.rowKey),
    })
    break
  }
  return loops
}

/** True when the links form a circle. Source: Kahn 1962, Topological sorting of large networks, CACM 5(11). */
function hasCircle(links: readonly Link[], out: ReadonlyMap<string, Link[]>): boolean {
  const waiting = new Map<string, number>()
  for (const link of links) {
    waiting.set(link.successorKey, (waiting.get(link.successorKey) ?? 0) + 1)
    if (!waiting.has(link.predecessorKey)) waiting.set(link.predecessorKey, 0)
  }
  const free = [...waiting].flatMap(([key, count]) => (count === 0 ? [key] : []))
  let done = 0
  for (let key = free.pop(); key !== undefined; key = free.pop()) {
    done++
    for (const { successorKey } of out.get(key) ?? []) {
      const left = (waiting.get(successorKey) ?? 0) - 1
      waiting.set(successorKey, left)
      if (left === 0) free.push(successorKey)
    }
  }
  return done < waiting.size
}

/** Links that lead from one activity to another, fewest first; null when none do. */
function findWay(out: ReadonlyMap<string, Link[]>, from: string, to: string): Link[] | null {
  const cameBy = new Map<string, Link | null>([[from, null]])
  const queue = [from]
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head] as string
    if (at === to) return traceBack(cameBy, to)
    for (const link of out.get(at) ?? []) {
      if (cameBy.has(link.successorKey)) continue
      cameBy.set(link.successorKey, link)
      queue.push(link.successorKey)
    }
  }
  return null
}

function traceBack(cameBy: ReadonlyMap<string, Link | null>, to: string): Link[] {
  const way: Link[] = []
  for (let link = cameBy.get(to) ?? null; link !== null; link = cameBy.get(link.predecessorKey) ?? null)
    way.push(link)
  return way.reverse()
}
