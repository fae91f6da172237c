import type { LevelProblem } from './level-problem.ts'
import { buildNetwork } from './network.ts'

/** Periods that no schedule can be shorter than: the longest path, and the work of each resource over its capacity. */
export function boundMakespan(problem: LevelProblem): number {
  return Math.max(longestPath(problem), mostWork(problem))
}

function longestPath({ duration, from, to }: LevelProblem): number {
  const { first, link, order } = buildNetwork(duration.length, from, to)
  const finish = duration.slice()
  let longest = 0
  for (const a of order) {
    longest = Math.max(longest, finish[a] as number)
    for (let slot = first[a] as number; slot < (first[a + 1] as number); slot++) {
      const next = to[link[slot] as number] as number
      finish[next] = Math.max(finish[next] as number, (finish[a] as number) + (duration[next] as number))
    }
  }
  return longest
}

function mostWork({ duration, demand, capacity }: LevelProblem): number {
  let most = 0
  for (const [resource, units] of capacity.entries()) {
    let work = 0
    for (const [a, periods] of duration.entries())
      work += periods * (demand[a * capacity.length + resource] as number)
    if (units > 0) most = Math.max(most, Math.ceil(work / units))
  }
  return most
}
