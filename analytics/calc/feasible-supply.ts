import type { Resource } from '#model/entities/resource.ts'
import type { Problem } from '#model/problems.ts'
import { dayOf, formatDay, minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import { startAt, workAt, workBetween } from './calendar.ts'
import type { Coverage, FeasibilitySubject } from './feasibility.ts'
import { activityPlace, dateText } from './plan-fault.ts'
import type { WorkSegment } from './resource-load-segments.ts'

/**
 * Needs that arrive too late or too slowly. A lead time puts the first arrival that many calendar days after the data date.
 * With a stock (0 too) a material is kept on site: stock and what came by then must cover what is used up to then. Without
 * one it is used as it comes (ready-mixed concrete, asphalt): what all activities take a day must not be more than the daily
 * supply. Daily supply counts days of work of the activity's calendar.
 */
export function findSupplyGaps(subject: FeasibilitySubject): Coverage {
  const coverage: Coverage = { looked: new Set(), gaps: [] }
  for (const resource of subject.plan.resources) {
    const segments = (subject.segmentsOf.get(resource.rowKey) ?? []).filter(
      one => one.quantity > 0 || one.rate !== null,
    )
    if (resource.stock !== null) lookAtStock(subject, resource, segments, coverage)
    else {
      if (resource.leadDays !== null) lookAtLead(subject, resource, segments, coverage)
      if (resource.dailySupply !== null)
        lookAtFlow(subject, resource, resource.dailySupply, segments, coverage)
    }
  }
  return coverage
}

function lookAtLead(
  subject: FeasibilitySubject,
  resource: Resource,
  segments: readonly WorkSegment[],
  coverage: Coverage,
): void {
  const ready = arrivalOf(subject, resource)
  for (const { activity, start } of segments) {
    if (subject.plan.activities[activity]?.actualStart !== null) continue
    coverage.looked.add(activity)
    if (start >= ready) continue
    const late = dayOf(ready as PlanMinute) - dayOf(start as PlanMinute)
    note(coverage, activity, 'delivery-late', subject, {
      resource: resource.name,
      start: dateText(start),
      lead: resource.leadDays,
      ready: formatDay(dayOf(ready as PlanMinute)),
      days: late,
    })
  }
}

/** Use by the day against supply by the day; what is admitted first keeps its share until it ends. */
function lookAtFlow(
  subject: FeasibilitySubject,
  resource: Resource,
  dailySupply: number,
  segments: readonly WorkSegment[],
  coverage: Coverage,
): void {
  let inUse: { finish: number; daily: number }[] = []
  for (const segment of segments) {
    const { activity, start, finish, quantity } = segment
    const days = daysOfWork(subject, segment)
    if (quantity === 0 || days === 0) continue
    coverage.looked.add(activity)
    const daily = quantity / days
    inUse = inUse.filter(other => other.finish > start)
    const free = Math.max(0, dailySupply - inUse.reduce((sum, other) => sum + other.daily, 0))
    // A thousandth of rounding is no shortage.
    if (daily <= free + 1) {
      inUse.push({ finish, daily })
      continue
    }
    note(coverage, activity, 'flow-short', subject, {
      resource: resource.name,
      from: dateText(start),
      needed: Math.round(daily) / 1000,
      free: Math.round(free) / 1000,
      supply: dailySupply / 1000,
      days: free === 0 ? null : Math.ceil(quantity / free - days - 1e-9),
    })
  }
}

/** Use up to a date against stock and deliveries up to it, looked at where either curve bends: at finishes and at the first arrival. */
function lookAtStock(
  subject: FeasibilitySubject,
  resource: Resource,
  segments: readonly WorkSegment[],
  coverage: Coverage,
): void {
  const { stock, dailySupply, leadDays } = resource
  const arrival = arrivalOf(subject, resource)
  const admitted: WorkSegment[] = []
  for (const segment of segments) {
    const { activity, calendar, start, finish, quantity } = segment
    if (quantity === 0) continue
    coverage.looked.add(activity)
    const perDay = minutesPerWorkDay(subject, segment)
    const supplyBy = (date: number): number => {
      if (date < arrival) return stock as number
      if (dailySupply === null) return leadDays === null ? (stock as number) : Number.POSITIVE_INFINITY
      return (stock as number) + (dailySupply * workBetween(calendar, arrival, date)) / perDay
    }
    admitted.push(segment)
    const bends = [arrival - 1, ...admitted.map(other => other.finish)].filter(
      date => date > start && date <= finish,
    )
    const short = bends.find(date => usedBy(admitted, date) > supplyBy(date) + 1)
    if (short === undefined) continue
    admitted.pop()
    const total = usedBy(admitted, finish) + quantity
    const missing = total - (stock as number)
    const until =
      dailySupply === null
        ? leadDays === null || finish >= arrival
          ? null
          : arrival
        : dailySupply === 0
          ? null
          : startAt(calendar, workAt(calendar, arrival) + Math.ceil((missing * perDay) / dailySupply))
    note(coverage, activity, 'supply-short', subject, {
      resource: resource.name,
      finish: dateText(short),
      needed: Math.round(usedBy([...admitted, segment], short)) / 1000,
      supply: Math.round(supplyBy(short)) / 1000,
      until: until === null ? null : dateText(until),
    })
  }
}

function usedBy(segments: readonly WorkSegment[], date: number): number {
  let used = 0
  for (const { calendar, start, finish, quantity } of segments) {
    if (date >= finish) used += quantity
    else if (date > start) {
      const whole = workBetween(calendar, start, finish)
      used += whole > 0 ? (quantity * workBetween(calendar, start, date)) / whole : 0
    }
  }
  return used
}

/** The midnight on which the first delivery is there. */
function arrivalOf({ dataDate }: FeasibilitySubject, { leadDays }: Resource): number {
  return leadDays === null || leadDays === 0
    ? dataDate
    : Math.floor(dataDate / minutesPerDay + leadDays) * minutesPerDay
}

function daysOfWork(subject: FeasibilitySubject, segment: WorkSegment): number {
  return workBetween(segment.calendar, segment.start, segment.finish) / minutesPerWorkDay(subject, segment)
}

function minutesPerWorkDay({ plan }: FeasibilitySubject, { activity }: WorkSegment): number {
  const key = plan.activities[activity]?.calendarKey ?? plan.project.calendarKey
  return plan.calendars.find(calendar => calendar.rowKey === key)?.minutesPerDay || 480
}

function note(
  coverage: Coverage,
  activity: number,
  code: 'delivery-late' | 'flow-short' | 'supply-short',
  subject: FeasibilitySubject,
  data: NonNullable<Problem['data']>,
): void {
  const place = activityPlace(subject, activity, 'start')
  coverage.gaps.push({
    activity,
    problem: { code, at: place, data: { activity: place.code ?? '', ...data } },
  })
}
