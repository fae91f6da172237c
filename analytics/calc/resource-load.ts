import type { Resource } from '#model/entities/resource.ts'
import type { ResourceLoad } from '#model/entities/resource-load.ts'
import type { Thousandths } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import { dayOf, formatDay, midnightOf, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { WorkCalendar } from './calendar.ts'
import { spreadOverWeeks } from './resource-load-spread.ts'
import { workSegments, type WorkSegment } from './resource-load-segments.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** What all weeks say of one resource; quantities in thousandths of its unit. */
export interface ResourcePeak {
  /** Most needed at one time; null for a resource without a rate. */
  peak: Thousandths | null
  peakWeek: PlanMinute | null
  /** How far the peak is over what is available, 0 when it is not; null where availability is unlimited. */
  overload: Thousandths | null
}

export interface ResourceLoads {
  /** One row per resource and week with any need; the row key is the resource's key and the Monday. */
  rows: ResourceLoad[]
  /** Aligned with `plan.resources`. */
  peaks: ResourcePeak[]
  findings: Problem[]
}

/** Need of every resource by week. Quantities are spread evenly over the working time of the activity: planned over the
 *  whole of one not started, actual up to `statusAt` and remaining after it of one in progress. The peak is the highest sum
 *  of rates at one time, an activity counting from its start to its finish. The weeks of a resource sum to its quantities
 *  to the last thousandth. */
export function loadResources(
  plan: Plan,
  schedule: Pick<ScheduleResult, 'start' | 'finish' | 'earlyStart' | 'earlyFinish'>,
  calendars: ReadonlyMap<string, WorkCalendar>,
  statusAt: PlanMinute | null = plan.project.dataDate,
): ResourceLoads {
  const loads: ResourceLoads = { rows: [], peaks: [], findings: [] }
  const segments = groupByResource(workSegments(plan, schedule, calendars, statusAt))
  for (const resource of plan.resources) {
    const own = segments.get(resource.rowKey) ?? []
    const quantities = spreadOverWeeks(own)
    const peaks = weeklyPeaks(own)
    const weeks = [...new Set([...quantities.keys(), ...peaks.keys()])].sort((a, b) => a - b)
    for (const week of weeks)
      loads.rows.push(rowOf(resource, week, quantities.get(week) ?? 0, peaks.get(week)))
    loads.peaks.push(peakOf(resource, peaks))
    const finding = findOverload(resource, peaks)
    if (finding) loads.findings.push(finding)
  }
  return loads
}

/** The Monday 00:00 of the week of a minute. */
export function weekOf(minute: number): PlanMinute {
  const day = dayOf(minute as PlanMinute)
  return midnightOf((day - ((((day + 3) % 7) + 7) % 7)) as PlanDay)
}
const minutesPerWeek = 7 * 1440

function groupByResource(segments: readonly WorkSegment[]): Map<string, WorkSegment[]> {
  const groups = new Map<string, WorkSegment[]>()
  for (const segment of segments) {
    const group = groups.get(segment.resourceKey)
    if (group) group.push(segment)
    else groups.set(segment.resourceKey, [segment])
  }
  return groups
}

/** Highest sum of rates in each week, by a sweep over beginnings and ends; at one minute ends come first. */
function weeklyPeaks(segments: readonly WorkSegment[]): Map<number, number> {
  const events: { minute: number; change: number }[] = []
  for (const { rate, start, finish } of segments) {
    if (rate === null || rate === 0 || !(finish > start)) continue
    events.push({ minute: start, change: rate }, { minute: finish, change: -rate })
  }
  events.sort((a, b) => a.minute - b.minute || a.change - b.change)
  const peaks = new Map<number, number>()
  let level = 0
  events.forEach(({ minute, change }, index) => {
    level += change
    const next = events[index + 1]?.minute
    if (level <= 0 || next === undefined || next === minute) return
    for (let week: number = weekOf(minute); week < next; week += minutesPerWeek)
      peaks.set(week, Math.max(peaks.get(week) ?? 0, level))
  })
  return peaks
}

function rowOf(resource: Resource, week: number, quantity: number, peak: number | undefined): ResourceLoad {
  return {
    projectId: resource.projectId,
    rowKey: `${resource.rowKey}@${formatDay(dayOf(week as PlanMinute))}` as ResourceLoad['rowKey'],
    resourceKey: resource.rowKey,
    week: week as PlanMinute,
    quantity: quantity as Thousandths,
    peak: (peak ?? null) as Thousandths | null,
  }
}

function peakOf(resource: Resource, peaks: ReadonlyMap<number, number>): ResourcePeak {
  let peak = 0
  let peakWeek: number | null = null
  for (const [week, level] of peaks) {
    if (level > peak || (level === peak && peakWeek !== null && week < peakWeek)) {
      peak = level
      peakWeek = week
    }
  }
  return {
    peak: (peakWeek === null ? null : peak) as Thousandths | null,
    peakWeek: peakWeek as PlanMinute | null,
    overload: (resource.available === null
      ? null
      : Math.max(0, peak - resource.available)) as Thousandths | null,
  }
}

function findOverload(resource: Resource, peaks: ReadonlyMap<number, number>): Problem | null {
  const available = resource.available
  if (available === null) return null
  const over = [...peaks].filter(([, level]) => level > available)
  if (over.length === 0) return null
  const first = Math.min(...over.map(([week]) => week))
  return {
    code: 'resource-overloaded',
    at: { sheet: 'resource', rowKey: resource.rowKey, code: resource.code, field: 'available' },
    data: {
      resource: resource.code,
      weeks: over.length,
      peak: Math.max(...over.map(([, level]) => level)) / 1000,
      available: available / 1000,
      week: formatDay(dayOf(first as PlanMinute)),
    },
  }
}
