import type { Neighbours } from './level-neighbours.ts'

/** Beyond this many activities the latest finish alone is given. */
const mostForAll = 3000

/** Priority rules as ranks, the lowest first: latest finish, latest start, most total successors, greatest rank positional weight
 *  (own duration and those of the direct successors). `order` holds the activities, predecessors first. Source: Kolisch 1996,
 *  "Efficient priority rules for the resource-constrained project scheduling problem", J. of Operations Management 14, 179-192. */
export function rankByRules(
  duration: Int32Array,
  after: Neighbours,
  order: Int32Array,
): [Float64Array, ...Float64Array[]] {
  const count = duration.length
  const latestFinish = new Float64Array(count)
  const latestStart = new Float64Array(count)
  const positionalWeight = new Float64Array(count)
  for (const a of order.toReversed()) {
    positionalWeight[a] = -(duration[a] as number)
    for (let slot = after.first[a] as number; slot < (after.first[a + 1] as number); slot++) {
      const next = after.activity[slot] as number
      latestFinish[a] = Math.min(latestFinish[a] as number, latestStart[next] as number)
      positionalWeight[a]! -= duration[next] as number
    }
    latestStart[a] = (latestFinish[a] as number) - (duration[a] as number)
  }
  if (count > mostForAll) return [latestFinish]
  return [latestFinish, latestStart, totalSuccessors(after, order), positionalWeight]
}

/** Minus the number of direct and indirect successors, found with one bit for each. */
function totalSuccessors({ first, activity }: Neighbours, order: Int32Array): Float64Array {
  const count = first.length - 1
  const words = (count + 31) >> 5
  const reached = new Int32Array(count * words)
  const rank = new Float64Array(count)
  for (const a of order.toReversed()) {
    for (let slot = first[a] as number; slot < (first[a + 1] as number); slot++) {
      const next = activity[slot] as number
      reached[a * words + (next >> 5)]! |= 1 << (next & 31)
      for (let word = 0; word < words; word++)
        reached[a * words + word]! |= reached[next * words + word] as number
    }
    for (let word = 0; word < words; word++) rank[a]! -= countBits(reached[a * words + word] as number)
  }
  return rank
}

function countBits(word: number): number {
  let rest = word
  let bits = 0
  for (; rest !== 0; rest &= rest - 1) bits++
  return bits
}
