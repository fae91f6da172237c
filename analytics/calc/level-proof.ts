import type { Neighbours } from './level-neighbours.ts'
import type { LevelProblem } from './level-problem.ts'
import type { LevelSpace } from './level-space.ts'
import { type RefutedProblem, tightenWindows, type Windows } from './level-window.ts'

/** Refuting takes time with the squares of makespan and activities; beyond these it is not tried. */
const mostPeriods = 1000
const mostActivities = 500

/** Raises a lower bound of the makespan by refuting shorter ones (destructive improvement, Klein & Scholl 1999, EJOR 112,
 *  322-346): first what would do to prove the best schedule known optimal, then halving what lies between. `order` holds the
 *  activities, predecessors first. */
export function makeProof(
  problem: LevelProblem,
  before: Neighbours,
  after: Neighbours,
  order: Int32Array,
): NonNullable<LevelSpace['raiseBound']> {
  let refuted: RefutedProblem | null = null
  return (lower, upper, limits) => {
    if (upper > mostPeriods || problem.duration.length > mostActivities) return lower
    refuted ??= { ...problem, before, after, order, disjoint: disjointPairs(problem) }
    let possible = upper
    let bound = lower
    for (let end = upper - 1; bound < possible && !limits.isOver(); end = (bound + possible - 1) >> 1)
      if (isRefuted(refuted, end, limits)) bound = end + 1
      else possible = end
    return bound
  }
}

/** With steps left, every activity is also tried at its head: where that leads to nothing, the head is raised (shaving, Martin &
 *  Shmoys 1996). */
function isRefuted(
  problem: RefutedProblem,
  end: number,
  { steps, isOver }: { steps: number; isOver: () => boolean },
): boolean {
  const count = problem.duration.length
  const windows: Windows = { head: new Int32Array(count), tail: new Int32Array(count) }
  if (!tightenWindows(problem, windows, end)) return true
  let left = steps
  for (let idle = 0, turn = 0; idle < 2 * count && left > 0 && !isOver(); turn++, idle++, left--) {
    const a = (problem.order[(turn >> 1) % count] ?? 0) as number
    const [near, far] = turn % 2 === 0 ? [windows.head, windows.tail] : [windows.tail, windows.head]
    const room = end - (near[a] as number) - (problem.duration[a] as number) - (far[a] as number)
    if (room === 0) continue
    const trial = { head: windows.head.slice(), tail: windows.tail.slice() }
    const trialFar = turn % 2 === 0 ? trial.tail : trial.head
    trialFar[a] = (far[a] as number) + room
    if (tightenWindows(problem, trial, end)) continue
    near[a]!++
    idle = 0
    turn--
    if (!tightenWindows(problem, windows, end)) return true
  }
  return false
}

/** Activities whose demands together exceed a capacity, two by two. */
function disjointPairs({ duration, demand, capacity }: LevelProblem): Int32Array {
  const pairs: number[] = []
  const resources = capacity.length
  const count = duration.length
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++)
      if (
        capacity.some(
          (units, k) => (demand[a * resources + k] as number) + (demand[b * resources + k] as number) > units,
        )
      )
        pairs.push(a, b)
  return Int32Array.from(pairs)
}
