/** Activities and links as one compressed list: the links that leave u are `link[first[u]]` to before `link[first[u + 1]]`. */
export interface Network {
  first: Int32Array
  link: Int32Array
  /** Activities after all their predecessors; those on a loop or behind one are not in it. */
  order: Int32Array
}

/** Sorts activities 0..count-1 by their links (`from[k]` before `to[k]`), predecessors first (Kahn 1962). */
export function buildNetwork(count: number, from: Int32Array, to: Int32Array): Network {
  const links = from.length
  const first = new Int32Array(count + 1)
  const waiting = new Int32Array(count)
  for (let k = 0; k < links; k++) {
    first[(from[k] as number) + 1]!++
    waiting[to[k] as number]!++
  }
  for (let u = 0; u < count; u++) first[u + 1]! += first[u] as number
  const fill = first.slice(0, count)
  const link = new Int32Array(links)
  for (let k = 0; k < links; k++) link[fill[from[k] as number]!++] = k
  const order = new Int32Array(count)
  let tail = 0
  for (let u = 0; u < count; u++) if (waiting[u] === 0) order[tail++] = u
  for (let head = 0; head < tail; head++) {
    const u = order[head] as number
    const end = first[u + 1] as number
    for (let slot = first[u] as number; slot < end; slot++) {
      const v = to[link[slot] as number] as number
      if (--waiting[v]! === 0) order[tail++] = v
    }
  }
  return { first, link, order: order.subarray(0, tail) }
}
