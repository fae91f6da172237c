import type { Neighbours } from './level-neighbours.ts'
import type { LevelProblem } from './level-problem.ts'

/** Parallel schedule generation: goes through time from finish to finish and starts, lowest rank first, whatever may start and
 *  finds its resources free. Gives the activities in the order of their starts, which decodes to the same schedule. Source:
 *  Kolisch & Hartmann 1999, 2.2. */
export function listInParallel(
  { duration, demand, capacity }: LevelProblem,
  { before, after }: { before: Neighbours; after: Neighbours },
  rank: Float64Array,
): Int32Array {
  const count = duration.length
  const resources = capacity.length
  const free = capacity.slice()
  const waiting = Int32Array.from(
    { length: count },
    (_, a) => (before.first[a + 1] as number) - (before.first[a] as number),
  )
  let ready = [...waiting.keys()].filter(a => waiting[a] === 0)
  const running: { activity: number; finish: number }[] = []
  const list = new Int32Array(count)
  let listed = 0
  const take = (a: number, sign: 1 | -1) => {
    for (let k = 0; k < resources; k++) free[k]! -= sign * (demand[a * resources + k] as number)
  }
  const fits = (a: number) => free.every((units, k) => units >= (demand[a * resources + k] as number))
  for (let now = 0; listed < count; ) {
    ready.sort((a, b) => (rank[a] as number) - (rank[b] as number) || a - b)
    ready = ready.filter(a => {
      if (!fits(a)) return true
      take(a, 1)
      list[listed++] = a
      running.push({ activity: a, finish: now + (duration[a] as number) })
      return false
    })
    if (running.length === 0) return list
    now = running.reduce((least, { finish }) => Math.min(least, finish), Infinity)
    for (let slot = running.length - 1; slot >= 0; slot--) {
      const { activity, finish } = running[slot] as { activity: number; finish: number }
      if (finish > now) continue
      running.splice(slot, 1)
      take(activity, -1)
      for (let s = after.first[activity] as number; s < (after.first[activity + 1] as number); s++) {
        const next = after.activity[s] as number
        if (--waiting[next]! === 0) ready.push(next)
      }
    }
  }
  return list
}
