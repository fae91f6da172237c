import { orderPercentiles, weightedQuantiles, type Percentiles } from './percentile.ts'

/** A project's own figure at one report, and what came of it. */
export interface Revision {
  projectId: string
  /** What kind of project it is and where it stands; of the same kind and stage more is learned. */
  kind: string
  stage: string
  /** How far the figure had moved from its first report, as a ratio; 1 where it had not. */
  movedSoFar: number
  /** The latest figure: an amount, or days still to go. */
  latest: number
  /** What it came to in the same unit. */
  actual: number
}

/** What the latest figure of a project will come to, by what became of the latest figures of other projects: the ratio of actual to
 *  latest, those of the same kind, stage and movement so far weighing more. P50 is the median ratio, shrunk toward the latest
 *  figure itself while few others are like it. Null with fewer than 10 other projects. `others` must not hold the project.
 *  Source: Flyvbjerg 2006 (reference class forecasting), with weights for a class. */
export function forecastRevision(
  given: Omit<Revision, 'actual'>,
  others: readonly Revision[],
): Percentiles<number> | null {
  const counts = new Map<string, number>()
  for (const { projectId } of others) counts.set(projectId, (counts.get(projectId) ?? 0) + 1)
  if (counts.size < leastProjects) return null
  const ratios = others.map(other => Math.log(other.actual / other.latest))
  const weights = others.map(other => likeness(given, other) / (counts.get(other.projectId) as number))
  const found = weightedQuantiles(ratios, weights, [0.1, 0.5, 0.8, 0.9])
  if (!found) return null
  const [low = 0, middle = 0, high = 0, top = 0] = found
  const alike = weights.reduce((sum, weight) => sum + weight, 0)
  const at = (ratio: number) => given.latest * Math.exp(ratio)
  const p50 = at((middle * alike) / (alike + asGoodAsLatest))
  return orderPercentiles({ p10: at(low), p50, p80: at(high), p90: at(top) }, 0)
}

const leastProjects = 10
/** So many projects alike outweigh the project's own latest figure as much as they bear it out. */
const asGoodAsLatest = 5

function likeness(one: Omit<Revision, 'actual'>, other: Revision): number {
  const moved = Math.log(other.movedSoFar / one.movedSoFar) / movementWidth
  return (
    (one.kind === other.kind ? 1 : 0.4) * (one.stage === other.stage ? 1 : 0.3) * Math.exp(-(moved ** 2) / 2)
  )
}
const movementWidth = 0.3
