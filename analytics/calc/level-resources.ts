import { boundMakespan } from './level-bound.ts'
import { makeDecoder } from './level-decoder.ts'
import { gatherNeighbours } from './level-neighbours.ts'
import type { LevelProblem } from './level-problem.ts'
import { searchSchedule, type LevelSearch, type SearchLimits } from './level-search.ts'
import type { LevelSpace } from './level-space.ts'
import { buildNetwork } from './network.ts'

/** Levels a plan of whole periods: looks for a schedule of small makespan in which no resource is overloaded. Links without
 *  loops and demands within the capacities are taken for granted. */
export function levelResources(
  problem: LevelProblem,
  limits: SearchLimits,
): LevelSearch & { lowerBound: number } {
  const lowerBound = boundMakespan(problem)
  return { ...searchSchedule(spaceOf(problem, lowerBound), limits), lowerBound }
}

function spaceOf(problem: LevelProblem, lowerBound: number): LevelSpace {
  const activityCount = problem.duration.length
  const before = gatherNeighbours(activityCount, problem.to, problem.from)
  const after = gatherNeighbours(activityCount, problem.from, problem.to)
  return {
    activityCount,
    before,
    after,
    rank: rankByLateFinish(problem),
    lowerBound,
    decode: makeDecoder(problem, before, after),
  }
}

/** The longest way to the end after each activity, negative: orders as the latest finish does. */
function rankByLateFinish({ duration, from, to }: LevelProblem): Float64Array {
  const { first, link, order } = buildNetwork(duration.length, from, to)
  const rank = new Float64Array(duration.length)
  for (const a of order.toReversed())
    for (let slot = first[a] as number; slot < (first[a + 1] as number); slot++) {
      const next = to[link[slot] as number] as number
      rank[a] = Math.min(rank[a] as number, (rank[next] as number) - (duration[next] as number))
    }
  return rank
}
