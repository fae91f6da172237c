import { type Neighbours } from './level-neighbours.ts'
import { type PackedResources, packResources } from './level-packed.ts'
import type { LevelProblem } from './level-problem.ts'
import type { LevelSpace } from './level-space.ts'

/** Serial schedule generation for plans of whole periods: each activity of the list starts in the first periods that its
 *  predecessors and the resources left over allow; the value is the makespan. Source: Kolisch & Hartmann 1999, "Heuristic
 *  algorithms for the resource-constrained project scheduling problem", 2.1. */
export function makeDecoder(
  { duration, demand, capacity }: LevelProblem,
  before: Neighbours,
  after: Neighbours,
): LevelSpace['decode'] {
  const resources = packResources(demand, capacity, duration.length)
  const horizon = duration.reduce((sum, periods) => sum + periods, 0)
  return resources.words === 1
    ? decodeInOneWord(duration, resources, horizon, before, after)
    : decodeInWords(duration, resources, horizon, before, after)
}

function decodeInOneWord(
  duration: Int32Array,
  resources: PackedResources,
  horizon: number,
  before: Neighbours,
  after: Neighbours,
): LevelSpace['decode'] {
  const count = duration.length
  const { demand } = resources
  const full = resources.full[0] as number
  const guard = resources.guard[0] as number
  const free = new Int32Array(horizon).fill(full)
  let used = 0
  const toEnd = longestWays(duration, after)
  const toBegin = longestWays(duration, before)
  return (list, isBackward, start, finish, limit) => {
    const { first, activity } = isBackward ? after : before
    const stillToCome = isBackward ? toBegin : toEnd
    free.fill(full, 0, used)
    let makespan = 0
    for (let k = 0; k < count; k++) {
      const a = list[k] as number
      let from = 0
      for (let slot = first[a] as number, end = first[a + 1] as number; slot < end; slot++) {
        const at = finish[activity[slot] as number] as number
        if (at > from) from = at
      }
      const periods = duration[a] as number
      const need = demand[a] as number
      let to = from + periods
      if (need !== 0) {
        let seen = from
        for (let t = to - 1; t >= seen; t--) {
          if ((((free[t] as number) - need) & guard) === guard) continue
          seen = to
          from = t + 1
          to = from + periods
          t = to
        }
        for (let t = from; t < to; t++) free[t]! -= need
      }
      start[a] = from
      finish[a] = to
      if (to > makespan) makespan = to
      const least = to + (stillToCome[a] as number)
      if (least > limit) {
        used = makespan
        return least
      }
    }
    used = makespan
    return makespan
  }
}

function decodeInWords(
  duration: Int32Array,
  { words, full, guard, demand }: PackedResources,
  horizon: number,
  before: Neighbours,
  after: Neighbours,
): LevelSpace['decode'] {
  const count = duration.length
  const free = new Int32Array(horizon * words)
  const fits = (a: number, t: number) => {
    for (let w = 0; w < words; w++) {
      const guards = guard[w] as number
      const left = (free[t * words + w] as number) - (demand[a * words + w] as number)
      if ((left & guards) !== guards) return false
    }
    return true
  }
  return (list, isBackward, start, finish) => {
    const { first, activity } = isBackward ? after : before
    for (let slot = 0; slot < free.length; slot++) free[slot] = full[slot % words] as number
    let makespan = 0
    for (let k = 0; k < count; k++) {
      const a = list[k] as number
      let from = 0
      for (let slot = first[a] as number, end = first[a + 1] as number; slot < end; slot++)
        from = Math.max(from, finish[activity[slot] as number] as number)
      const periods = duration[a] as number
      for (let t = from; t < from + periods; t++) if (!fits(a, t)) from = t + 1
      for (let slot = from * words, end = (from + periods) * words; slot < end; slot++)
        free[slot]! -= demand[a * words + (slot % words)] as number
      start[a] = from
      finish[a] = from + periods
      makespan = Math.max(makespan, from + periods)
    }
    return makespan
  }
}

/** Periods from the finish of each activity to the end by the longest way through the neighbours given. */
function longestWays(duration: Int32Array, { first, activity }: Neighbours): Int32Array {
  const count = duration.length
  const ways = new Int32Array(count).fill(-1)
  const open: number[] = []
  for (let root = 0; root < count; root++) {
    if (ways[root] === -1) open.push(root)
    while (open.length > 0) {
      const a = open.at(-1) as number
      let longest = 0
      const waiting = open.length
      for (let slot = first[a] as number; slot < (first[a + 1] as number); slot++) {
        const next = activity[slot] as number
        if (ways[next] === -1) open.push(next)
        else longest = Math.max(longest, (ways[next] as number) + (duration[next] as number))
      }
      if (open.length > waiting) continue
      ways[a] = longest
      open.pop()
    }
  }
  return ways
}
