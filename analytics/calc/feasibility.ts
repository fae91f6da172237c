import type { Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { WorkCalendar } from './calendar.ts'
import { findCapacityGaps } from './feasible-capacity.ts'
import { findLateDrawings } from './feasible-drawings.ts'
import { findSupplyGaps } from './feasible-supply.ts'
import { workSegments, type WorkSegment } from './resource-load-segments.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** Whether a plan can be carried out, and the exact rows that say it cannot. */
export interface Feasibility {
  /** covered / of; null where no activity has anything to look at. */
  score: number | null
  covered: number
  /** Unfinished activities with a limited resource, a material with stock or supply, a lead time or a date for drawings. */
  of: number
  items: Problem[]
  reason: Words | null
}

/** What each way of looking says of activities by their place: looked at, and what is missing. */
export interface Coverage {
  looked: Set<number>
  gaps: { activity: number; problem: Problem }[]
}
export interface FeasibilitySubject {
  plan: Plan
  schedule: ScheduleResult
  /** What is still to be done, of unfinished activities only, in the order in which they start; the tighter first. */
  segmentsOf: ReadonlyMap<string, WorkSegment[]>
  dataDate: number
}

/**
 * The feasible-plan score: the share of unfinished activities whose resources, materials, lead times and drawings are covered
 * by the time the schedule needs them. Need is admitted in the order of starts (then of total float), so those
 * named are the rows that break the plan and not those they break. Of work under way only what remains is looked at.
 */
export function scoreFeasibility(
  plan: Plan,
  schedule: ScheduleResult,
  calendars: ReadonlyMap<string, WorkCalendar>,
): Feasibility {
  const dataDate = plan.project.dataDate ?? plan.project.plannedStart ?? Number.NEGATIVE_INFINITY
  const subject = { plan, schedule, segmentsOf: openSegments(plan, schedule, calendars), dataDate }
  const looked = new Set<number>()
  const gaps: Coverage['gaps'] = []
  for (const coverage of [findCapacityGaps(subject), findSupplyGaps(subject), findLateDrawings(subject)]) {
    for (const activity of coverage.looked) looked.add(activity)
    gaps.push(...coverage.gaps)
  }
  const uncovered = new Set(gaps.map(({ activity }) => activity))
  const covered = looked.size - uncovered.size
  return {
    score: looked.size === 0 ? null : covered / looked.size,
    covered,
    of: looked.size,
    items: gaps.sort((a, b) => a.activity - b.activity).map(({ problem }) => problem),
    reason: looked.size === 0 ? nothingToLookAt : null,
  }
}

const nothingToLookAt: Words = {
  zh: '没有可核对的内容：请填写资源的可用量、库存、日供应量或提前期，或工序的图纸到位日期',
  en: 'Nothing to look at: enter what is available, in stock, supplied a day or its lead time on resources, or when drawings are ready on activities',
}

function openSegments(
  plan: Plan,
  schedule: ScheduleResult,
  calendars: ReadonlyMap<string, WorkCalendar>,
): Map<string, WorkSegment[]> {
  const { dataDate } = plan.project
  const groups = new Map<string, WorkSegment[]>()
  for (const segment of workSegments(plan, schedule, calendars, dataDate)) {
    const activity = plan.activities[segment.activity]
    if (!activity || activity.actualFinish !== null || !(segment.finish > segment.start)) continue
    if (activity.actualStart !== null && dataDate !== null && segment.finish <= dataDate) continue
    const group = groups.get(segment.resourceKey)
    if (group) group.push(segment)
    else groups.set(segment.resourceKey, [segment])
  }
  const float = (segment: WorkSegment) => schedule.totalFloat[segment.activity] as number
  for (const group of groups.values())
    group.sort((a, b) => a.start - b.start || float(a) - float(b) || a.activity - b.activity)
  return groups
}
