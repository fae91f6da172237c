import { boundMakespan } from './level-bound.ts'
import { makeDecoder } from './level-decoder.ts'
import { makeFirstLists } from './level-first-list.ts'
import { gatherNeighbours } from './level-neighbours.ts'
import { listInParallel } from './level-parallel.ts'
import type { LevelProblem } from './level-problem.ts'
import { makeProof } from './level-proof.ts'
import { rankByRules } from './level-rules.ts'
import { searchSchedule, type LevelSearch, type SearchLimits } from './level-search.ts'
import type { LevelSpace } from './level-space.ts'
import { buildNetwork } from './network.ts'

/** Levels a plan of whole periods: looks for a schedule of small makespan in which no resource is overloaded, beginning with
 *  those of the priority rules. Links without loops and demands within the capacities are taken for granted. */
export function levelResources(problem: LevelProblem, limits: SearchLimits): LevelSearch {
  return searchSchedule(spaceOf(problem), limits)
}

function spaceOf(problem: LevelProblem): LevelSpace {
  const { duration, from, to } = problem
  const activityCount = duration.length
  const before = gatherNeighbours(activityCount, to, from)
  const after = gatherNeighbours(activityCount, from, to)
  const { order } = buildNetwork(activityCount, from, to)
  const ranks = rankByRules(duration, after, order)
  const space: LevelSpace = {
    activityCount,
    before,
    after,
    rank: ranks[0],
    lowerBound: boundMakespan(problem),
    raiseBound: makeProof(problem, before, after, order),
    decode: makeDecoder(problem, before, after),
  }
  if (ranks.length === 1) return space
  const serial = ranks.map(rank => listSerially({ ...space, rank }))
  const parallel = ranks.map(rank => listInParallel(problem, space, rank))
  return { ...space, firstLists: [...parallel, ...serial] }
}

function listSerially(space: LevelSpace): Int32Array {
  const list = new Int32Array(space.activityCount)
  makeFirstLists(space)(list, null)
  return list
}
