import type { Activity } from '#model/entities/activity.ts'
import type { Problem } from '#model/problems.ts'
import { correlationRoot, nearestCorrelation } from './distribution-correlation.ts'
import { kindOfWork } from './simulate-kind.ts'
import type { SimulationOptions } from './simulate-options.ts'

/** Groups of activities that share a factor, and how the factors go together. */
export interface CorrelationGroups {
  names: string[]
  /** Group of each activity, -1 for none. */
  groupOf: Int32Array
  /** Share of an activity's deviate that is its group's: the root of the correlation within a group. */
  loading: number
  /** Row g makes the factor of group g out of independent deviates. */
  root: number[][]
  isRepaired: boolean
  findings: Problem[]
}

/** Two activities of a group are correlated by `options.correlation`, two of different groups by what `options.groupCorrelations` says, else
 *  not at all: a Gaussian copula with one factor per group. What no numbers can have together becomes the nearest that can. */
export function correlationGroups(
  activities: readonly Pick<Activity, 'wbs' | 'name'>[],
  options: SimulationOptions,
): CorrelationGroups {
  const findings: Problem[] = []
  const names: string[] = []
  const indexOf = new Map<string, number>()
  const nameOf = ({ wbs, name }: Pick<Activity, 'wbs' | 'name'>) =>
    options.correlateBy === 'none'
      ? null
      : options.correlateBy === 'kind'
        ? kindOfWork(name)
        : (wbs?.split('.').slice(0, 2).join('.') ?? null)
  const groupOf = Int32Array.from(activities, activity => {
    const name = nameOf(activity)
    if (name === null || name === '') return -1
    const known = indexOf.get(name)
    if (known !== undefined) return known
    indexOf.set(name, names.length)
    names.push(name)
    return names.length - 1
  })
  const within = Math.min(1, Math.max(0, options.correlation))
  if (within !== options.correlation)
    findings.push({ code: 'correlation-out-of-range', data: { value: options.correlation, used: within } })
  const { matrix, isRepaired } = factorMatrix(names, indexOf, within, options, findings)
  return { names, groupOf, loading: Math.sqrt(within), root: matrix, isRepaired, findings }
}

function factorMatrix(
  names: string[],
  indexOf: ReadonlyMap<string, number>,
  within: number,
  { groupCorrelations }: SimulationOptions,
  findings: Problem[],
): { matrix: number[][]; isRepaired: boolean } {
  const unit = names.map((_, i) => names.map((__, j) => (i === j ? 1 : 0)))
  let hasOthers = false
  for (const { first, second, correlation } of groupCorrelations) {
    const a = indexOf.get(first)
    const b = indexOf.get(second)
    if (a === undefined || b === undefined || a === b || !(Math.abs(correlation) <= 1)) {
      findings.push({ code: 'correlation-not-used', data: { first, second } })
      continue
    }
    if (within === 0) {
      findings.push({ code: 'correlation-not-used', data: { first, second } })
      continue
    }
    hasOthers = true
    ;(unit[a] as number[])[b] = correlation / within
    ;(unit[b] as number[])[a] = correlation / within
  }
  if (!hasOthers) return { matrix: unit, isRepaired: false }
  const { matrix, isRepaired } = nearestCorrelation(unit)
  if (isRepaired) {
    let largest = 0
    matrix.forEach((row, i) => {
      row.forEach((value, j) => {
        largest = Math.max(largest, Math.abs(value - ((unit[i] as number[])[j] as number)) * within)
      })
    })
    findings.push({ code: 'correlation-repaired', data: { change: largest.toFixed(3) } })
  }
  return { matrix: correlationRoot(matrix), isRepaired }
}
