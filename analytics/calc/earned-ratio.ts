import type { Activity } from '#model/entities/activity.ts'
import type { Assignment } from '#model/entities/assignment.ts'
import type { CostKind } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'

/** The earned share of each activity, 0..1, aligned with `plan.activities`. */
export interface EarnedRatios {
  ratios: Float64Array
  findings: Problem[]
}

/** How much of each activity is earned, by its own rule: finished is all, not started is none; in between physical takes
 *  the complete ratio typed, duration the working time done, units the quantity used. Where the chosen rule has no input the
 *  others stand in, physical first. Level of effort earns what is planned (`plannedShares`). Summaries earn nothing
 *  themselves; cost on them is apportioned. Source: PMI, Practice Standard for Earned Value Management; P6 percent complete types. */
export function earnedRatios(plan: Plan, plannedShares: Float64Array): EarnedRatios {
  const unitsOf = unitRatios(plan)
  const ratios = new Float64Array(plan.activities.length)
  const unknown: Activity[] = []
  plan.activities.forEach((activity, index) => {
    if (activity.kind === 'wbsSummary') return
    if (activity.kind === 'levelOfEffort') {
      ratios[index] = activity.actualFinish !== null ? 1 : (plannedShares[index] as number)
      return
    }
    const ratio = earnedRatioOf(activity, unitsOf.get(activity.rowKey) ?? null)
    if (ratio === null) unknown.push(activity)
    ratios[index] = ratio ?? 0
  })
  return { ratios, findings: unknown.length > 0 ? [reportUnknown(unknown)] : [] }
}

function earnedRatioOf(activity: Activity, units: number | null): number | null {
  if (activity.actualFinish !== null) return 1
  const typed = activity.completeRatio
  if (activity.actualStart === null) return typed ?? 0
  const byDuration = durationRatio(activity)
  const order = {
    physical: [typed, byDuration, units],
    duration: [byDuration, typed, units],
    units: [units, typed, byDuration],
  }[activity.completeKind]
  return order.find(ratio => ratio !== null) ?? null
}

/** P6: duration complete = (planned duration - remaining) / planned duration. */
function durationRatio(activity: Activity): number | null {
  if (activity.remainingDuration === null || activity.duration <= 0) return null
  return Math.min(1, Math.max(0, 1 - activity.remainingDuration / activity.duration))
}

/** P6: units complete = actual units / (actual + remaining units) of labour and machines; of all kinds where there are
 *  neither. Remaining falls back to what is planned beyond actual. */
function unitRatios(plan: Plan): Map<string, number> {
  const kinds = new Map(plan.resources.map(resource => [resource.rowKey as string, resource.kind]))
  const byActivity = new Map<string, Assignment[]>()
  for (const assignment of plan.assignments) {
    const list = byActivity.get(assignment.activityKey)
    if (list) list.push(assignment)
    else byActivity.set(assignment.activityKey, [assignment])
  }
  const ratios = new Map<string, number>()
  for (const [activityKey, assignments] of byActivity) {
    const timed = assignments.filter(row => isTimed(kinds.get(row.resourceKey) ?? 'other'))
    const ratio = unitRatio(timed.length > 0 ? timed : assignments)
    if (ratio !== null) ratios.set(activityKey, ratio)
  }
  return ratios
}

function isTimed(kind: CostKind): boolean {
  return kind === 'labour' || kind === 'machine'
}

function unitRatio(assignments: readonly Assignment[]): number | null {
  let actual = 0
  let total = 0
  let known = false
  for (const row of assignments) {
    known ||= row.actualQuantity !== null
    const used = row.actualQuantity ?? 0
    actual += used
    total += used + (row.remainingQuantity ?? Math.max(0, (row.plannedQuantity ?? 0) - used))
  }
  return known && total > 0 ? actual / total : null
}

function reportUnknown(activities: readonly Activity[]): Problem {
  const first = activities[0] as Activity
  return {
    code: 'complete-ratio-missing',
    at: { sheet: 'activity', rowKey: first.rowKey, code: first.code, field: 'completeRatio' },
    data: { count: activities.length, activities: activities.slice(0, 10).map(activity => activity.code) },
  }
}
