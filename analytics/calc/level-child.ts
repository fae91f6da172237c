import type { Neighbours } from './level-neighbours.ts'
import type { Random } from './random.ts'

/** Makes a child of two lists: the father's, with a random middle part put into the mother's order (two-point crossover,
 *  Hartmann 1998, Naval Research Logistics 45, 733-750), then some neighbours exchanged where no link forbids it. */
export function makeCrossover(count: number, random: Random) {
  const middle = new Uint8Array(count)
  const shortest = 0.3
  const longest = 0.6
  const exchangeRatio = 0.08
  return (father: Int32Array, mother: Int32Array, before: Neighbours, child: Int32Array): void => {
    const length = Math.floor(count * (shortest + random() * (longest - shortest)))
    const from = Math.floor(random() * (count - length + 1))
    const to = from + length
    child.set(father)
    for (let k = from; k < to; k++) middle[father[k] as number] = 1
    for (let k = 0, slot = from; slot < to; k++) {
      const a = mother[k] as number
      if (middle[a] === 0) continue
      middle[a] = 0
      child[slot++] = a
    }
    if (count < 2) return
    for (let left = (count - 1) * exchangeRatio; left > 0; left--) {
      if (left < 1 && random() >= left) return
      exchange(child, Math.floor(random() * (count - 1)), before)
    }
  }
}

function exchange(list: Int32Array, k: number, { first, activity }: Neighbours): void {
  const a = list[k] as number
  const b = list[k + 1] as number
  for (let slot = first[b] as number; slot < (first[b + 1] as number); slot++)
    if (activity[slot] === a) return
  list[k] = b
  list[k + 1] = a
}
