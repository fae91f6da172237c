import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'

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
export interface UniformBounds {
  input: ScheduleInput
  calendar: WorkCalendar
  /** Work of the calendar at the origin. */
  origin: number
  length: Int32Array
  early: Int32Array
  late: Int32Array
  /** The greatest early start that a bound at the second end asks for. */
  resumes: Int32Array
  resumesLate: Uint8Array
  /** Latest early finish of each project, and of all in the last place, as bounds. */
  ends: Int32Array
}

/** Dates further from the origin than this are left to `calculateNetwork`; beyond all of them is no bound. */
export const farthest = 2 ** 27
export const never = 2 ** 30
const tooFar = never - 1

/** Activities as work lengths and room for what follows from them; null where `findUniformCalendar` found no one calendar or a length
 *  runs too far. */
export function openBounds(
  input: ScheduleInput,
  room: (
    count: number,
    projects: number,
  ) => Pick<UniformBounds, 'length' | 'early' | 'late' | 'resumes' | 'resumesLate' | 'ends'>,
): UniformBounds | null {
  const calendar = input.uniformCalendar === null ? undefined : input.calendars[input.uniformCalendar]
  if (!calendar) return null
  const { activities, projects } = input
  const count = activities.shape.length
  const { length, ...rest } = room(count, projects.code.length)
  for (let u = 0; u < count; u++) {
    const minutes = activities.remaining[u]!
    if (minutes > farthest) return null
    length[u] = minutes
  }
  rest.resumesLate.fill(0)
  rest.ends.fill(-never)
  return { input, calendar, origin: workAt(calendar, projects.dataDate[0] as number), length, ...rest }
}

/** Starts and finishes no earlier than data date and constraints allow; false where one is too far away. */
export function boundEarly({ early, resumes, length, input, calendar, origin }: UniformBounds): boolean {
  const { shape, startMin, finishMin } = input.activities
  // Most activities share a bound, so the last one is kept beside what it comes to.
  let knownStart = Number.NaN
  let knownFinish = Number.NaN
  let start = -never
  let finish = -never
  for (let u = 0; u < early.length; u++) {
    if (startMin[u]! !== knownStart) {
      knownStart = startMin[u]!
      start = earlyBound(calendar, origin, knownStart)
    }
    if (finishMin[u]! !== knownFinish) {
      knownFinish = finishMin[u]!
      finish = earlyBound(calendar, origin, knownFinish)
    }
    if (start === tooFar || finish === tooFar) return false
    const byStart = start >> 1
    const byFinish = (finish >> 1) - length[u]!
    early[u] = byStart > byFinish ? byStart : byFinish
    let resume = (finish & 1) === 1 ? byFinish : -never
    if ((start & 1) === 1 && byStart > resume && shape[u] === shapes.finishMilestone) resume = byStart
    resumes[u] = resume
  }
  return true
}

/** Starts and finishes no later than constraints and the end of the project allow; false where one is too far away. */
export function boundLate({
  late,
  length,
  ends,
  resumesLate,
  input,
  calendar,
  origin,
}: UniformBounds): boolean {
  const { shape, project, startMax, finishMax } = input.activities
  const { mustFinishBy, floatToNetworkEnd } = input.projects
  const lastOf = Int32Array.from(mustFinishBy, (must, own) =>
    Number.isNaN(must)
      ? ends[floatToNetworkEnd[own] === 1 ? ends.length - 1 : own]!
      : lateBound(calendar, origin, must),
  )
  let knownStart = Number.NaN
  let knownFinish = Number.NaN
  let start = never
  let ownFinish = never
  for (let u = 0; u < late.length; u++) {
    if (startMax[u]! !== knownStart) {
      knownStart = startMax[u]!
      start = lateBound(calendar, origin, knownStart)
    }
    if (finishMax[u]! !== knownFinish) {
      knownFinish = finishMax[u]!
      ownFinish = lateBound(calendar, origin, knownFinish)
    }
    const last = lastOf[project[u]!]!
    if (start === tooFar || ownFinish === tooFar || last === tooFar) return false
    const finish = last < ownFinish ? last : ownFinish
    const byFinish = (finish >> 1) - length[u]!
    const byStart = start >> 1
    late[u] = byStart < byFinish ? byStart : byFinish
    if (shape[u] === shapes.startMilestone) resumesLate[u] = (start < finish ? start : finish) & 1
  }
  return true
}

/** A date of the forward pass as a bound; one where work cannot end counts from the next start of work. */
function earlyBound(calendar: WorkCalendar, origin: number, minute: number): number {
  if (!Number.isFinite(minute)) return -never
  const work = workAt(calendar, minute)
  return boundOf(work - origin, finishAt(calendar, work) === minute)
}

/** A date of the backward pass as a bound; one where work cannot start counts from the last end of work. */
function lateBound(calendar: WorkCalendar, origin: number, minute: number): number {
  if (!Number.isFinite(minute)) return never
  const work = workAt(calendar, minute)
  return boundOf(work - origin, startAt(calendar, work) !== minute)
}

function boundOf(work: number, ends: boolean): number {
  const bound = work * 2 + (ends ? 0 : 1)
  return Math.abs(bound) < farthest ? bound : tooFar
}
