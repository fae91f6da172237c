import type { Activity } from '#model/entities/activity.ts'
import type { PlanChanges } from '#model/plan-changes.ts'
import { type PlanPart, planParts } from '#model/plan-sheets.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import { prepareActivity } from './prepare-activity.ts'
import { emptyActivities, inputOf, linksOf, preparePlans, type PreparedPlans } from './prepare-schedule.ts'
import { shapes, type ActivityColumns, type ScheduleInput } from './schedule-input.ts'

/** A plan kept ready to be calculated again after single rows have changed. */
export interface LiveSchedule {
  plan: Plan
  /** Null until it is needed, and after a change of more than activities and links. */
  prepared: PreparedPlans | null
  /** Places of rows in their part, by row key; made when first needed. */
  places: Map<PlanPart, Map<string, number>>
}

/** Parts that `prepareSchedule` does not read. */
const unread: ReadonlySet<PlanPart> = new Set([
  'wbs',
  'costAccounts',
  'budgetLines',
  'costEntries',
  'baselines',
  'baselineActivities',
  'progressRecords',
  'statusSnapshots',
])

/** Takes a plan over; its rows are changed in place from then on. */
export function openLiveSchedule(plan: Plan): LiveSchedule {
  return { plan, prepared: null, places: new Map() }
}

/** What `prepareSchedule` makes of the plan as it stands. */
export function liveInput(live: LiveSchedule): ScheduleInput {
  live.prepared ??= preparePlans([live.plan])
  return inputOf(live.prepared)
}

/** Brings the plan up to date and prepares again only what the changes touch: activities one by one, links where they depend on
 *  what changed, everything after a change of calendars, resources, the project or the number of activities. */
export function changeLiveSchedule(live: LiveSchedule, changes: PlanChanges): void {
  const changed: number[] = []
  let isWhole = changes.project !== null
  let hasLinks = false
  if (changes.project !== null) live.plan.project = changes.project
  for (const part of planParts) {
    const rows = changes.rows[part] ?? []
    const removed = changes.removed[part] ?? []
    if (rows.length === 0 && removed.length === 0) continue
    const replaced = changePart(live, part, rows, new Set(removed))
    if (part === 'links') hasLinks = true
    else if (part === 'activities' && replaced !== null) changed.push(...replaced)
    else if (!unread.has(part)) isWhole = true
  }
  const { prepared } = live
  if (prepared === null) return
  const dependsOnActivities = prepared.frames[0]?.plan.project.dataDate === null
  if (isWhole || (dependsOnActivities && changed.length > 0)) {
    live.prepared = null
    return
  }
  for (const index of changed) {
    const effect = prepareAgain(prepared, live.plan.activities[index] as Activity, index)
    if (effect === 'whole') {
      live.prepared = null
      return
    }
    if (effect === 'links') hasLinks = true
  }
  if (hasLinks) live.prepared = { ...prepared, ...linksOf(prepared) }
}

/** Puts rows into a part in place; the places of those that stood there before, or null when rows came or went. */
function changePart(
  live: LiveSchedule,
  part: PlanPart,
  rows: readonly AnyRow[],
  removed: ReadonlySet<string>,
): number[] | null {
  const held = live.plan[part] as unknown as AnyRow[]
  const places = live.places.get(part) ?? new Map(held.map((row, place) => [row.rowKey, place]))
  live.places.set(part, places)
  const replaced: number[] = []
  const came: AnyRow[] = []
  for (const row of rows) {
    const place = places.get(row.rowKey)
    if (place === undefined) {
      came.push(row)
      continue
    }
    held[place] = row
    replaced.push(place)
  }
  const wentAny = [...removed].some(rowKey => places.has(rowKey))
  if (came.length === 0 && !wentAny) return replaced
  const kept = held.filter(row => !removed.has(row.rowKey))
  held.length = 0
  for (const row of [...kept, ...came]) held.push(row)
  live.places.delete(part)
  return null
}

type Effect = 'itself' | 'links' | 'whole'

/** Prepares one activity again; says what else depends on what changed in it. */
function prepareAgain(prepared: PreparedPlans, activity: Activity, index: number): Effect {
  const { activities, durations, activityFindings } = prepared
  const frame = prepared.frames[0] as PreparedPlans['frames'][number]
  const findings: Problem[] = []
  const fresh = emptyActivities(1)
  const own = prepareActivity(activity, frame, 0, fresh, findings)
  if (own !== null || activities.shape[index] === shapes.resourceWork) return 'whole'
  const isLonger = durations[index] !== activity.duration
  const hasShares = isLonger && frame.plan.links.some(link => link.lagKind === 'percent')
  const effect: Effect =
    hasShares || decisive.some(name => !isSame(fresh, activities, name, index)) ? 'links' : 'itself'
  durations[index] = activity.duration
  for (const name of Object.keys(fresh) as (keyof ActivityColumns)[]) {
    if (name === 'project' || name === 'resourceFirst' || name === 'resourceCalendar') continue
    const column: unknown[] | Float64Array | Int32Array | Uint8Array = activities[name]
    column[index] = fresh[name][0] as never
  }
  if (findings.length > 0) activityFindings.set(index, findings)
  else activityFindings.delete(index)
  return effect
}

/** What links are prepared from. */
const decisive = ['code', 'calendar', 'shape', 'status', 'actualStart', 'actualFinish'] as const

function isSame(
  fresh: ActivityColumns,
  activities: ActivityColumns,
  name: (typeof decisive)[number],
  index: number,
): boolean {
  return Object.is(fresh[name][0], activities[name][index])
}
