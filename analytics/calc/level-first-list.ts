import type { LevelSpace } from './level-space.ts'
import type { Random } from './random.ts'

/** Makes random lists, predecessors first, in which activities of low rank tend to come early: of those whose predecessors are
 *  placed, each is drawn with a chance in proportion to how far its rank lies below the highest (regret-based biased sampling,
 *  Drexl 1991). Without randomness the lowest rank is taken, which is the priority rule itself. */
export function makeFirstLists({ activityCount, before, after, rank }: LevelSpace) {
  const waiting = new Int32Array(activityCount)
  const ready = new Int32Array(activityCount)
  return (list: Int32Array, random: Random | null): void => {
    let open = 0
    for (let a = 0; a < activityCount; a++) {
      waiting[a] = (before.first[a + 1] as number) - (before.first[a] as number)
      if (waiting[a] === 0) ready[open++] = a
    }
    for (let k = 0; k < activityCount; k++) {
      const slot = random ? drawSlot(ready, open, rank, random) : lowestSlot(ready, open, rank)
      const a = ready[slot] as number
      ready[slot] = ready[--open] as number
      list[k] = a
      for (let s = after.first[a] as number; s < (after.first[a + 1] as number); s++) {
        const next = after.activity[s] as number
        if (--waiting[next]! === 0) ready[open++] = next
      }
    }
  }
}

function lowestSlot(ready: Int32Array, open: number, rank: Float64Array): number {
  let best = 0
  for (let slot = 1; slot < open; slot++) {
    const difference = rankAt(ready, slot, rank) - rankAt(ready, best, rank)
    if (difference < 0 || (difference === 0 && (ready[slot] as number) < (ready[best] as number))) best = slot
  }
  return best
}

function drawSlot(ready: Int32Array, open: number, rank: Float64Array, random: Random): number {
  let highest = -Infinity
  let sum = 0
  for (let slot = 0; slot < open; slot++) {
    highest = Math.max(highest, rankAt(ready, slot, rank))
    sum += rankAt(ready, slot, rank)
  }
  let left = random() * (open * (highest + 1) - sum)
  for (let slot = 0; slot < open - 1; slot++) {
    left -= highest - rankAt(ready, slot, rank) + 1
    if (left < 0) return slot
  }
  return open - 1
}

function rankAt(ready: Int32Array, slot: number, rank: Float64Array): number {
  return rank[ready[slot] as number] as number
}
