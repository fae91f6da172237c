import { workAt, type WorkCalendar } from './calendar.ts'
import { removeLag, startFromFinish } from './lag.ts'
import { linkKinds, shapes, statuses, type ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** What one project asks for. */
export interface FloatPathRequest {
  project: number
  count: number
  by: 'totalFloat' | 'freeFloat'
  /** Place of the activity that all paths end with; null for the one that ends the project. */
  to: number | null
}

/** Aligned with the activities: number of the path an activity is on, the most critical being 1, and its place on it counted
 *  from its end; 0 where it is on none. */
export interface FloatPaths {
  path: Int32Array
  order: Int32Array
}

/**
 * Multiple float paths, as Primavera P6 numbers them: path 1 goes back from the end activity through the predecessor whose link
 * has the least float, path after path joins an earlier one by the link with the least float that is left. By total float
 * the float of a link is that of the late dates it must meet; by free float it is what the link leaves before its successor's
 * early dates, summed along the way to the end; a path then follows only links that leave nothing, so that path 1 is the longest path. Floats count in the predecessor's
 * calendar. Finished work is on no path. Source: Oracle Primavera P6 Professional Help, "Calculate multiple float paths";
 * T. Boyle, P. Kelly, Interpreting Logic Paths in Multi-Calendar Project Schedules, AACE 2020, sections 5 to 7.
 */
export function findFloatPaths(input: ScheduleInput, schedule: ScheduleResult): FloatPaths {
  const count = input.activities.code.length
  const paths: FloatPaths = { path: new Int32Array(count), order: new Int32Array(count) }
  const into = linksInto(input)
  for (const request of input.floatPaths) {
    const floats = linkFloats(input, schedule, request.by)
    numberPaths(input, schedule, request, into, floats, paths)
  }
  return paths
}

function numberPaths(
  { activities, links }: ScheduleInput,
  schedule: ScheduleResult,
  { project, count, by, to }: FloatPathRequest,
  into: { first: Int32Array; link: Int32Array },
  floats: Float64Array,
  { path, order }: FloatPaths,
): void {
  const isTaken = (u: number) =>
    activities.project[u] !== project || activities.status[u] === statuses.finished || path[u] !== 0
  /** Float from here to the end, along the path the activity is on. */
  const gap = new Float64Array(path.length)
  const costOf = (k: number) =>
    (floats[k] as number) + (by === 'freeFloat' ? (gap[links.to[k] as number] as number) : 0)
  const onPaths: number[] = []
  const trace = (from: number, number: number) => {
    let place = 1
    for (let u = from; u >= 0; ) {
      path[u] = number
      order[u] = place++
      onPaths.push(u)
      u = next(u)
    }
  }
  const next = (u: number): number => {
    let best = -1
    for (let slot = into.first[u] as number; slot < (into.first[u + 1] as number); slot++) {
      const k = into.link[slot] as number
      if (isTaken(links.from[k] as number) || Number.isNaN(floats[k])) continue
      if (by === 'freeFloat' && (floats[k] as number) > 0) continue
      if (best < 0 || isBefore(k, best, costOf, links.from)) best = k
    }
    if (best < 0) return -1
    const from = links.from[best] as number
    gap[from] = costOf(best)
    return from
  }
  const end = to ?? lastOf({ activities, links }, schedule, project)
  if (end < 0 || isTaken(end)) return
  trace(end, 1)
  for (let number = 2; number <= count; number++) {
    let best = -1
    for (const v of onPaths)
      for (let slot = into.first[v] as number; slot < (into.first[v + 1] as number); slot++) {
        const k = into.link[slot] as number
        if (isTaken(links.from[k] as number) || Number.isNaN(floats[k])) continue
        if (best < 0 || isBefore(k, best, costOf, links.from)) best = k
      }
    if (best < 0) return
    const from = links.from[best] as number
    gap[from] = costOf(best)
    trace(from, number)
  }
}

/** The link with less float, of equal ones that of the earlier row. */
function isBefore(k: number, best: number, costOf: (k: number) => number, from: Int32Array): boolean {
  const [own, other] = [costOf(k), costOf(best)]
  return own < other || (own === other && (from[k] as number) < (from[best] as number))
}

/** The unfinished activity that ends last, of several the last that none waits for; -1 where there is none. */
function lastOf(
  { activities, links }: Pick<ScheduleInput, 'activities' | 'links'>,
  schedule: ScheduleResult,
  own: number,
): number {
  const { project, status, shape } = activities
  const leads = new Uint8Array(project.length)
  for (let k = 0; k < links.from.length; k++)
    if (project[links.to[k] as number] === own) leads[links.from[k] as number] = 1
  let last = -1
  for (let u = 0; u < project.length; u++) {
    if (project[u] !== own || status[u] === statuses.finished || (shape[u] as number) >= shapes.levelOfEffort)
      continue
    const finish = schedule.earlyFinish[u] as number
    if (Number.isNaN(finish)) continue
    const known = last < 0 ? Number.NEGATIVE_INFINITY : (schedule.earlyFinish[last] as number)
    if (finish > known || (finish === known && (leads[u] as number) <= (leads[last] as number))) last = u
  }
  return last
}

/** Float of every link in minutes of its predecessor's calendar; NaN where a date is not known. */
function linkFloats(
  { activities, links, calendars }: ScheduleInput,
  schedule: ScheduleResult,
  by: FloatPathRequest['by'],
): Float64Array {
  const [start, finish] =
    by === 'totalFloat'
      ? [schedule.lateStart, schedule.lateFinish]
      : [schedule.earlyStart, schedule.earlyFinish]
  const floats = new Float64Array(links.from.length)
  for (let k = 0; k < floats.length; k++) {
    const [p, s] = [links.from[k] as number, links.to[k] as number]
    const how = links.kind[k] as number
    const calendar = calendars[activities.calendar[p] as number] as WorkCalendar
    const date = (how <= linkKinds.startToStart ? start[s] : finish[s]) as number
    let need = removeLag(calendars[links.calendar[k] as number] as WorkCalendar, date, links.lag[k] as number)
    if (how === linkKinds.startToFinish) need = startFromFinish(calendar, need)
    const own = ((how & 1) === 0 ? schedule.earlyFinish[p] : schedule.earlyStart[p]) as number
    floats[k] =
      Number.isNaN(need) || Number.isNaN(own) ? Number.NaN : workAt(calendar, need) - workAt(calendar, own)
  }
  return floats
}

function linksInto({ activities, links }: ScheduleInput): { first: Int32Array; link: Int32Array } {
  const first = new Int32Array(activities.code.length + 1)
  for (const to of links.to) first[to + 1]!++
  for (let u = 1; u < first.length; u++) first[u]! += first[u - 1] as number
  const fill = first.slice()
  const link = new Int32Array(links.to.length)
  for (let k = 0; k < link.length; k++) link[fill[links.to[k] as number]!++] = k
  return { first, link }
}
