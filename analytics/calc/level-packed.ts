/** Demands and capacities of several resources side by side in the bits of a few integers. Each resource has its bits and a
 *  guard bit above them that is set in `full`; after subtracting a demand the guard is still set where enough was left. */
export interface PackedResources {
  words: number
  /** Capacities with the guard bits, and the guard bits alone, by word. */
  full: Int32Array
  guard: Int32Array
  /** Of activity a and word w at `a * words + w`. */
  demand: Int32Array
}

/** Packs resources first fit. One that can never run short is left out; the others must have capacities below 2^30. */
export function packResources(demand: Int32Array, capacity: Int32Array, count: number): PackedResources {
  const places: { resource: number; word: number; shift: number }[] = []
  const used: number[] = []
  for (const [resource, units] of capacity.entries()) {
    if (totalDemand(demand, capacity.length, resource) <= units) continue
    const bits = 33 - Math.clz32(units)
    let word = used.findIndex(taken => taken + bits <= 32)
    if (word < 0) word = used.push(0) - 1
    places.push({ resource, word, shift: used[word] as number })
    used[word]! += bits
  }
  const words = Math.max(1, used.length)
  const packed = {
    words,
    full: new Int32Array(words),
    guard: new Int32Array(words),
    demand: new Int32Array(count * words),
  }
  for (const { resource, word, shift } of places) {
    const units = capacity[resource] as number
    const guard = 1 << (shift + 32 - Math.clz32(units))
    packed.guard[word]! |= guard
    packed.full[word]! |= (units << shift) | guard
    for (let a = 0; a < count; a++)
      packed.demand[a * words + word]! |= (demand[a * capacity.length + resource] as number) << shift
  }
  return packed
}

function totalDemand(demand: Int32Array, resources: number, resource: number): number {
  let total = 0
  for (let slot = resource; slot < demand.length; slot += resources) total += demand[slot] as number
  return total
}
