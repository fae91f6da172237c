import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { linkKinds, shapes, type ScheduleInput } from './schedule-input.ts'
import { layOutUniform, linkCode, type UniformLinks } from './uniform-links.ts'
import { writeMinutes } from './uniform-minutes.ts'

/** Dates and floats of a network of one calendar. */
export interface UniformDates {
  earlyStart: Float64Array
  earlyFinish: Float64Array
  lateStart: Float64Array
  lateFinish: Float64Array
  totalFloat: Float64Array
  freeFloat: Float64Array
  projectEnd: Float64Array
  /** Links of activity u are from `first[u]` to before `first[u + 1]`. */
  first: Int32Array
}

/** Starts as working minutes since the origin; a finish is the start plus the length. An amount of work w has two ends, the minute
 *  where work w ended and the minute where work goes on after it, which differ at a break: `resumes` says where an early finish
 *  and `resumesLate` where the late date of a start milestone is the second. Bounds are twice w, plus one for the second. */
export interface UniformState {
  input: ScheduleInput
  calendar: WorkCalendar
  /** Work of the calendar at the origin. */
  origin: number
  links: UniformLinks
  order: Int32Array
  length: Int32Array
  early: Int32Array
  late: Int32Array
  /** The greatest early start that a bound at the second end asks for. */
  resumes: Int32Array
  resumesLate: Uint8Array
  /** Latest early finish of each project, and of all in the last place, as bounds. */
  ends: Int32Array
  freeFloat: Float64Array
}

/** Dates further from the origin than this are left to `calculateNetwork`; beyond all of them is no bound. */
const farthest = 2 ** 27
const never = 2 ** 30
const tooFar = never - 1

/** The passes of `calculateSchedule` for a network that `findUniformCalendar` finds to have one calendar, counted in work minutes. Null
 *  when the links form a loop or dates lie centuries apart. */
export function passUniform(input: ScheduleInput): UniformDates | null {
  const calendar = input.uniformCalendar === null ? undefined : input.calendars[input.uniformCalendar]
  if (!calendar) return null
  const { activities, projects } = input
  const count = activities.shape.length
  const origin = workAt(calendar, projects.dataDate[0] as number)
  const length = new Int32Array(count)
  for (let u = 0; u < count; u++) {
    const minutes = activities.remaining[u]!
    if (minutes > farthest) return null
    length[u] = minutes
  }
  const links = layOutUniform(input, length, farthest)
  if (!links) return null
  const state: UniformState = {
    input,
    calendar,
    origin,
    links,
    length,
    order: new Int32Array(count),
    early: new Int32Array(count),
    late: new Int32Array(count),
    resumes: new Int32Array(count),
    resumesLate: new Uint8Array(count),
    ends: new Int32Array(projects.code.length + 1).fill(-never),
    freeFloat: new Float64Array(count),
  }
  if (!boundEarly(state) || !passForward(state) || !boundLate(state)) return null
  passBackward(state)
  return { ...writeMinutes(state, -never), first: links.first, freeFloat: state.freeFloat }
}

/** Starts and finishes no earlier than data date and constraints allow; false where one is too far away. */
function boundEarly({ early, resumes, length, input, calendar, origin }: UniformState): boolean {
  const { shape, startMin, finishMin } = input.activities
  const startBound = makeBound(calendar, origin, false)
  const finishBound = makeBound(calendar, origin, false)
  for (let u = 0; u < early.length; u++) {
    const start = startBound(startMin[u]!)
    const finish = finishBound(finishMin[u]!)
    if (start === tooFar || finish === tooFar) return false
    const byStart = start >> 1
    const byFinish = (finish >> 1) - length[u]!
    early[u] = byStart > byFinish ? byStart : byFinish
    let resume = (finish & 1) === 1 ? byFinish : -never
    if (shape[u] === shapes.finishMilestone && (start & 1) === 1 && byStart > resume) resume = byStart
    resumes[u] = resume
  }
  return true
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

/** Starts and finishes no later than constraints and the end of the project allow; false where one is too far away. */
function boundLate({ late, length, ends, resumesLate, input, calendar, origin }: UniformState): boolean {
  const { shape, project, startMax, finishMax } = input.activities
  const { mustFinishBy, floatToNetworkEnd } = input.projects
  const startBound = makeBound(calendar, origin, true)
  const finishBound = makeBound(calendar, origin, true)
  const lastOf = Int32Array.from(mustFinishBy, (must, own) =>
    Number.isNaN(must) ? ends[floatToNetworkEnd[own] === 1 ? ends.length - 1 : own]! : finishBound(must),
  )
  for (let u = 0; u < late.length; u++) {
    const start = startBound(startMax[u]!)
    let finish = finishBound(finishMax[u]!)
    const last = lastOf[project[u]!]!
    if (start === tooFar || finish === tooFar || last === tooFar) return false
    if (last < finish) finish = last
    const byFinish = (finish >> 1) - length[u]!
    const byStart = start >> 1
    late[u] = byStart < byFinish ? byStart : byFinish
    if (shape[u] === shapes.startMilestone) resumesLate[u] = (start < finish ? start : finish) & 1
  }
  return true
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

/** Makes the conversion of dates to bounds, which remembers the last one. A date of the forward pass where work cannot end counts
 *  from the next start of work, one of the backward pass where work cannot start from the last end of it. */
function makeBound(calendar: WorkCalendar, origin: number, isLate: boolean): (minute: number) => number {
  let last = isLate ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  let bound = isLate ? never : -never
  return minute => {
    if (minute === last) return bound
    last = minute
    if (!Number.isFinite(minute)) bound = isLate ? never : -never
    else {
      const work = workAt(calendar, minute)
      const ends = isLate ? startAt(calendar, work) !== minute : finishAt(calendar, work) === minute
      const date = (work - origin) * 2 + (ends ? 0 : 1)
      bound = Math.abs(date) < farthest ? date : tooFar
    }
    return bound
  }
}
