import type { LevelProblem } from './level-problem.ts'

/** What is wrong with a levelled schedule, in one English line; null when it starts no activity before 0 or before its
 *  predecessors finish and never uses more of a resource than there is. Looks at every period of every activity on purpose. */
export function verifyLevelled(problem: LevelProblem, start: ArrayLike<number>): string | null {
  const { duration, demand, capacity, from, to } = problem
  if (start.length !== duration.length) return `${start.length} starts for ${duration.length} jobs`
  const inUse = new Map<number, number[]>()
  for (const [a, periods] of duration.entries()) {
    const begin = start[a] as number
    if (!Number.isInteger(begin) || begin < 0) return `job ${a + 1} starts at ${begin}`
    for (let period = begin; period < begin + periods; period++) {
      const units = inUse.get(period) ?? capacity.reduce<number[]>(sums => [...sums, 0], [])
      inUse.set(period, units)
      for (const [k, limit] of capacity.entries()) {
        units[k]! += demand[a * capacity.length + k] as number
        if ((units[k] as number) > limit)
          return `resource ${k + 1} is used ${units[k]} of ${limit} in period ${period}`
      }
    }
  }
  for (const [k, a] of from.entries()) {
    const finish = (start[a] as number) + (duration[a] as number)
    const next = to[k] as number
    if ((start[next] as number) < finish)
      return `job ${next + 1} starts at ${start[next]}, before job ${a + 1} finishes at ${finish}`
  }
  return null
}
