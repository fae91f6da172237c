import { shapes, type ActivityColumns, type LinkColumns, type ScheduleInput } from './schedule-input.ts'

/** Links by predecessor: those of u are from `first[u]` to before `first[u + 1]`. */
export interface UniformLinks {
  first: Int32Array
  /** Successor times four plus kind. */
  target: Int32Array
  /** Twice the lag, plus one where it is negative: it then ends where work goes on. */
  shift: Int32Array
  /** Number of predecessors. */
  waiting: Int32Array
}

/** Index of the one calendar of a network that `passUniform` can take: plain work and milestones, every lag in that calendar, nothing
 *  mandatory, expected or as late as possible, critical by float. Null otherwise. */
export function findUniformCalendar(
  activities: ActivityColumns,
  links: LinkColumns,
  effortLinks: LinkColumns,
  byLongestPath: Uint8Array,
): number | null {
  const count = activities.shape.length
  if (count === 0 || effortLinks.from.length > 0 || byLongestPath.includes(1)) return null
  const calendar = activities.calendar[0]!
  for (let u = 0; u < count; u++) {
    if (activities.calendar[u] !== calendar || activities.shape[u]! > shapes.finishMilestone) return null
    if (activities.asLateAsPossible[u] === 1 || !Number.isNaN(activities.expectedFinish[u]!)) return null
    if (!Number.isNaN(activities.mandatoryStart[u]!) || !Number.isNaN(activities.mandatoryFinish[u]!))
      return null
  }
  for (let k = 0; k < links.from.length; k++)
    if (links.lag[k] !== 0 && links.calendar[k] !== calendar) return null
  return calendar
}

/** The links of an input laid out by predecessor; null when a lag is longer than a limit. */
export function layOutUniform({ activities, links }: ScheduleInput, limit: number): UniformLinks | null {
  const count = activities.shape.length
  const { from, to, kind, lag } = links
  const size = from.length
  const first = new Int32Array(count + 1)
  const waiting = new Int32Array(count)
  for (let k = 0; k < size; k++) {
    first[from[k]!]!++
    waiting[to[k]!]!++
  }
  const fill = new Int32Array(count)
  let sum = 0
  for (let u = 0; u < count; u++) {
    const own = first[u]!
    first[u] = sum
    fill[u] = sum
    sum = (sum + own) | 0
  }
  first[count] = sum
  const target = new Int32Array(size)
  const shift = new Int32Array(size)
  for (let k = 0; k < size; k++) {
    const minutes = lag[k]!
    if (!(Math.abs(minutes) < limit)) return null
    const u = from[k]!
    const slot = fill[u]!
    fill[u] = slot + 1
    target[slot] = (to[k]! << 2) | kind[k]!
    shift[slot] = minutes * 2 + (minutes < 0 ? 1 : 0)
  }
  return { first, target, shift, waiting }
}
