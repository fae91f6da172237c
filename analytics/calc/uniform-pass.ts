import { finishAt, startAt } from './calendar.ts'
import { linkKinds, shapes, type ScheduleInput } from './schedule-input.ts'
import {
  boundEarly,
  boundLate,
  farthest,
  openBounds,
  type UniformBounds,
  type UniformDates,
} from './uniform-bounds.ts'
import { layOutUniform, linkCode, type UniformLinks } from './uniform-links.ts'
import { writeMinutes } from './uniform-minutes.ts'

/** Bounds, links and what the passes find. */
export interface UniformState extends UniformBounds {
  links: UniformLinks
  order: Int32Array
  freeFloat: Float64Array
}

/** The passes of `calculateSchedule` for a network that `findUniformCalendar` finds to have one calendar, counted in work minutes. Null
 *  when the links form a loop or dates lie centuries apart. */
export function passUniform(input: ScheduleInput): UniformDates | null {
  const bounds = openBounds(input, (count, projects) => ({
    length: new Int32Array(count),
    early: new Int32Array(count),
    late: new Int32Array(count),
    resumes: new Int32Array(count),
    resumesLate: new Uint8Array(count),
    ends: new Int32Array(projects + 1),
  }))
  const links = bounds && layOutUniform(input, bounds.length, farthest)
  if (!links) return null
  const count = bounds.length.length
  const state = { ...bounds, links, order: new Int32Array(count), freeFloat: new Float64Array(count) }
  if (!boundEarly(state) || !passForward(state) || !boundLate(state)) return null
  passBackward(state)
  return { ...writeMinutes(state), first: links.first, freeFloat: state.freeFloat }
}

/** Early starts; false when there is a loop or a date runs too far. */
function passForward(state: UniformState): boolean {
  const { order, length, early, ends } = state
  const { first, target, weight, waiting } = state.links
  const { project } = state.input.activities
  const count = order.length
  const all = ends.length - 1
  let tail = 0
  for (let u = 0; u < count; u++) if (waiting[u] === 0) order[tail++] = u
  for (let head = 0; head < tail; head++) {
    const u = order[head]!
    const start = early[u]!
    const finish = start + length[u]!
    const own = project[u]!
    if (finish << 1 >= ends[own]!) {
      const end = (finish << 1) | (finishResumes(state, u) ? 1 : 0)
      if (end > ends[own]!) ends[own] = end
      if (finish > farthest) return false
    }
    const stop = first[u + 1]!
    for (let slot = first[u]!; slot < stop; slot++) {
      const packed = target[slot]!
      const v = packed >> linkCode.bits
      let bound = start + weight[slot]!
      if ((packed & linkCode.special) !== 0) bound = specialBound(state, u, v, packed, bound)
      const gain = bound - early[v]!
      early[v] = early[v]! + (gain & ~(gain >> 31))
      const left = waiting[v]! - 1
      waiting[v] = left
      if (left === 0) order[tail++] = v
    }
  }
  for (let i = 0; i < all; i++) if (ends[i]! > ends[all]!) ends[all] = ends[i]!
  return tail === count
}

/** True when an activity ends where work goes on: at a milestone or after a bound that does. */
function finishResumes({ input, early, resumes }: UniformState, u: number): boolean {
  const how = input.activities.shape[u]!
  return how === shapes.instant || how === shapes.startMilestone || resumes[u] === early[u]
}

function startResumes({ input, early, resumes }: UniformState, u: number): boolean {
  return input.activities.shape[u] !== shapes.finishMilestone || resumes[u] === early[u]
}

/** The bound of a link that may fall on the other side of a break; notes for its successor if it does. */
function specialBound(state: UniformState, u: number, v: number, packed: number, bound: number): number {
  const { resumes, length, input } = state
  const how = (packed >> linkCode.kind) & 3
  const resumed =
    (packed & linkCode.positive) !== 0
      ? false
      : (packed & linkCode.negative) !== 0 ||
        ((how & 1) === 0 ? finishResumes(state, u) : startResumes(state, u))
  if (!resumed) return bound
  if (how === linkKinds.startToFinish) return isBreak(state, bound + length[v]!) ? bound + 1 : bound
  if (how === linkKinds.finishToFinish || input.activities.shape[v] === shapes.finishMilestone)
    if (bound > resumes[v]!) resumes[v] = bound
  return bound
}

/** Late starts and floats. */
function passBackward(state: UniformState): void {
  const { order, length, early, late, ends, freeFloat, resumesLate } = state
  const { first, target, weight } = state.links
  const { shape, project } = state.input.activities
  const { floatToNetworkEnd } = state.input.projects
  const all = ends.length - 1
  for (let head = order.length - 1; head >= 0; head--) {
    const u = order[head]!
    const own = project[u]!
    const start = early[u]!
    let last = late[u]!
    let free = (ends[floatToNetworkEnd[own] === 1 ? all : own]! >> 1) - length[u]! - start
    const stop = first[u + 1]!
    for (let slot = first[u]!; slot < stop; slot++) {
      const packed = target[slot]!
      const v = packed >> linkCode.bits
      let bound = late[v]! - weight[slot]!
      let float = early[v]! - weight[slot]! - start
      if ((packed & linkCode.special) !== 0) {
        if (isUnlaggedStartToFinish(packed)) {
          // The last minute before a break is where the predecessor must have started.
          if (resumesLate[v] === 0 && isBreak(state, late[v]! + length[v]!)) bound--
          if (!finishResumes(state, v) && isBreak(state, early[v]! + length[v]!)) float--
        }
        if (shape[u] === shapes.startMilestone) noteResume(state, u, v, packed, bound, last)
      }
      const less = bound - last
      last += less & (less >> 31)
      const tighter = float - free
      free += tighter & (tighter >> 31)
    }
    late[u] = last
    freeFloat[u] = free
  }
}

function isUnlaggedStartToFinish(packed: number): boolean {
  return (
    ((packed >> linkCode.kind) & 3) === linkKinds.startToFinish &&
    (packed & (linkCode.negative | linkCode.positive)) === 0
  )
}

/** A start milestone is late where the earliest of its bounds is; at equal work the end of work is earlier than its going on. */
function noteResume(
  state: UniformState,
  u: number,
  v: number,
  packed: number,
  bound: number,
  last: number,
): void {
  const { resumesLate, input } = state
  if (bound > last) return
  const how = (packed >> linkCode.kind) & 3
  const hasLag = (packed & (linkCode.negative | linkCode.positive)) !== 0
  const isWork = input.activities.shape[v] === shapes.work
  const resumes =
    hasLag ||
    resumesLate[v] === 1 ||
    (isWork && how <= linkKinds.startToStart) ||
    isUnlaggedStartToFinish(packed)
  resumesLate[u] = bound < last ? (resumes ? 1 : 0) : resumesLate[u]! & (resumes ? 1 : 0)
}

/** True when work stops after this much and goes on later. */
function isBreak({ calendar, origin }: UniformState, work: number): boolean {
  return startAt(calendar, work + origin) !== finishAt(calendar, work + origin)
}
