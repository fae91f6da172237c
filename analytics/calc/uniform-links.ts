import { shapes, type ActivityColumns, type LinkColumns, type ScheduleInput } from './schedule-input.ts'

/** Links by predecessor: those of u are from `first[u]` to before `first[u + 1]`. */
export interface UniformLinks {
  first: Int32Array
  /** The successor and, for a link that needs a closer look, its kind and the sign of its lag; see `linkCode`. */
  target: Int32Array
  /** What a link adds to the start of its predecessor to bound the start of its successor. */
  weight: Int32Array
  /** Number of predecessors. */
  waiting: Int32Array
}

/** Bits of `target` below the successor: 1 is set for a link that needs a closer look, then two bits of kind, then one for a lag
 *  below zero and one for a lag above. */
export const linkCode = { bits: 5, special: 1, kind: 1, negative: 8, positive: 16 } as const

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

/** The links of an input laid out by predecessor; null when a lag is longer than a limit. A closer look need links whose end may
 *  fall on the other side of a break: to finish milestones, from start milestones, and finish bounds without a positive lag. */
export function layOutUniform(
  { activities, links }: ScheduleInput,
  length: Int32Array,
  limit: number,
): UniformLinks | null {
  const { shape } = activities
  const { from, to, kind, lag } = links
  const count = shape.length
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
  const weight = new Int32Array(size)
  const hasMilestones = shape.includes(shapes.startMilestone) || shape.includes(shapes.finishMilestone)
  for (let k = 0; k < size; k++) {
    const minutes = lag[k]!
    if (!(minutes < limit && minutes > -limit)) return null
    const u = from[k]!
    const v = to[k]!
    const how = kind[k]!
    const slot = fill[u]!
    fill[u] = slot + 1
    const isSpecial =
      (how >= 2 && minutes <= 0) ||
      (hasMilestones && (shape[u] === shapes.startMilestone || shape[v] === shapes.finishMilestone))
    const sign = minutes < 0 ? linkCode.negative : minutes > 0 ? linkCode.positive : 0
    target[slot] = (v << linkCode.bits) | (isSpecial ? linkCode.special | (how << linkCode.kind) | sign : 0)
    weight[slot] = minutes + (length[u]! & ((how & 1) - 1)) - (length[v]! & -(how >> 1))
  }
  return { first, target, weight, waiting }
}
