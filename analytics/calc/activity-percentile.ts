import type { PlanMinute } from '#model/plan-time.ts'

interface KnownFinishes {
  finish: PlanMinute | null
  finishP50: PlanMinute | null
  finishP80: PlanMinute | null
}
interface ProjectFinishes {
  statusAt: PlanMinute
  finishP10: PlanMinute | null
  finishP50: PlanMinute | null
  finishP80: PlanMinute | null
  finishP90: PlanMinute | null
}

/**
 * When an activity finishes with a probability of `share`. P50 and P80 are those of the sheet; between and beyond them the
 * activity follows its project: its time to go from the data date at P50 grows or shrinks by the same factor as the
 * project's, read off the project's P10, P50, P80 and P90 by straight lines and flat outside them. Activities without a
 * forecast (finished ones) give their finish.
 */
export function finishAtPercentile(
  activity: KnownFinishes,
  project: ProjectFinishes,
  share: number,
): PlanMinute | null {
  const { finishP50, finishP80 } = activity
  if (finishP50 === null || finishP80 === null) return activity.finish
  if (share === 0.5) return finishP50
  if (share === 0.8) return finishP80
  const projectAt = readOff(project, share)
  const projectP50 = project.finishP50
  if (
    projectAt === null ||
    projectP50 === null ||
    projectP50 <= project.statusAt ||
    finishP50 <= project.statusAt
  )
    return finishP50
  const factor = (projectAt - project.statusAt) / (projectP50 - project.statusAt)
  const finish = Math.round(project.statusAt + (finishP50 - project.statusAt) * factor)
  const low = share > 0.8 ? finishP80 : share > 0.5 ? finishP50 : project.statusAt
  const high = share < 0.5 ? finishP50 : share < 0.8 ? finishP80 : Number.POSITIVE_INFINITY
  return Math.min(Math.max(finish, low), high) as PlanMinute
}

function readOff(project: ProjectFinishes, share: number): number | null {
  const points: [number, number][] = []
  for (const [at, finish] of [
    [0.1, project.finishP10],
    [0.5, project.finishP50],
    [0.8, project.finishP80],
    [0.9, project.finishP90],
  ] as const) {
    if (finish !== null) points.push([at, finish])
  }
  const above = points.findIndex(([at]) => at >= share)
  if (above === -1) return points.at(-1)?.[1] ?? null
  const [upper, upperFinish] = points[above] as [number, number]
  const below = points[above - 1]
  if (!below || upper === share) return upperFinish
  return below[1] + ((upperFinish - below[1]) * (share - below[0])) / (upper - below[0])
}
