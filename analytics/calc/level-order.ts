import type { Neighbours } from './level-neighbours.ts'

/** Makes lists in which everything stands behind what must stand before it, and otherwise as in the list given. A list sorted by
 *  times is not always one: with leads and links between starts a successor may begin first. Needs a network without loops. */
export function makeOrder(count: number, { first, activity }: Neighbours) {
  const isPlaced = new Uint8Array(count)
  const waiting = new Int32Array(count)
  const next = new Int32Array(count)
  return (list: Int32Array, ordered: Int32Array): void => {
    isPlaced.fill(0)
    next.set(first.subarray(0, count))
    let filled = 0
    for (let k = 0; k < count; k++) {
      if (isPlaced[list[k] as number]) continue
      let depth = 1
      waiting[0] = list[k] as number
      while (depth > 0) {
        const u = waiting[depth - 1] as number
        const end = first[u + 1] as number
        while ((next[u] as number) < end && isPlaced[activity[next[u] as number] as number]) next[u]!++
        if ((next[u] as number) < end) {
          waiting[depth++] = activity[next[u] as number] as number
        } else {
          depth--
          isPlaced[u] = 1
          ordered[filled++] = u
        }
      }
    }
  }
}
