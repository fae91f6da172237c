import { compileKernel, KernelLayout, memoryOf } from './kernel-memory.ts'
import { uniformPassWasm } from './kernels/uniform-pass-wasm.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'
import {
  boundEarly,
  boundLate,
  farthest,
  openBounds,
  type UniformBounds,
  type UniformDates,
} from './uniform-bounds.ts'
import { projectEndsOf } from './uniform-minutes.ts'

/** The passes of `passUniform` in WebAssembly (`kernels/uniform-pass.as`), with the same dates. Null where `passUniform` gives null, and
 *  where WebAssembly is missing, a date lies too far from the origin of its calendar, or an activity has more than 65,535 links. */
export function passUniformCompiled(input: ScheduleInput): UniformDates | null {
  const { activities, links, projects } = input
  if (input.uniformCalendar === null) return null
  const calendar = input.calendars[input.uniformCalendar]!
  const count = activities.shape.length
  const size = links.from.length
  const plan = new KernelLayout()
  const column = (length: number) => plan.take(length * 4)
  const header = plan.take(words * 4)
  const at = {
    from: column(size),
    to: column(size),
    kind: plan.take(size),
    lag: plan.take(size * 8),
    shape: plan.take(count),
    project: column(count),
    length: column(count),
    early: column(count),
    late: column(count),
    resumes: column(count),
    resumesLate: plan.take(count),
    ends: column(projects.code.length + 1),
    toNetworkEnd: plan.take(projects.code.length),
    node: plan.take((count + 1) * 16),
    link: plan.take(size * 8),
    order: column(count),
    degrees: column(count + 1),
    first: column(count + 1),
    out: plan.take(count * 48),
    weekStart: column(calendar.weekStart.length),
    workDay: column(calendar.workDay.length),
    workDayBefore: column(calendar.workDayBefore.length),
    workDayJump: column(calendar.workDayJump.length),
    windowPattern: column(calendar.windowPattern.length),
    patternStart: column(calendar.patternStart.length),
    shiftFrom: column(calendar.shiftFrom.length),
    shiftTo: column(calendar.shiftTo.length),
  }
  const kernel = openKernel(plan.bytes)
  if (kernel === null) return null
  const { buffer } = kernel.memory
  const int32 = (place: number, length: number) => new Int32Array(buffer, place, length)
  const uint8 = (place: number, length: number) => new Uint8Array(buffer, place, length)
  const bounds = openBounds(input, () => ({
    length: int32(at.length, count),
    early: int32(at.early, count),
    late: int32(at.late, count),
    resumes: int32(at.resumes, count),
    resumesLate: uint8(at.resumesLate, count),
    ends: int32(at.ends, projects.code.length + 1),
  }))
  if (bounds === null || Math.abs(bounds.origin) > never31 || !boundEarly(bounds)) return null
  int32(at.from, size).set(links.from)
  int32(at.to, size).set(links.to)
  uint8(at.kind, size).set(links.kind)
  new Float64Array(buffer, at.lag, size).set(links.lag)
  uint8(at.shape, count).set(activities.shape)
  int32(at.project, count).set(activities.project)
  uint8(at.toNetworkEnd, projects.code.length).set(projects.floatToNetworkEnd)
  for (const name of tables) int32(at[name], calendar[name].length).set(calendar[name])
  const hasMilestones =
    activities.shape.includes(shapes.startMilestone) || activities.shape.includes(shapes.finishMilestone)
  // The order of these words is that of the kernel.
  int32(header, words).set([
    count,
    size,
    at.from,
    at.to,
    at.kind,
    at.lag,
    at.shape,
    at.project,
    at.length,
    at.early,
    at.late,
    at.resumes,
    at.resumesLate,
    at.ends,
    projects.code.length,
    0,
    at.node,
    at.link,
    at.order,
    at.degrees,
    at.first,
    at.toNetworkEnd,
    farthest,
    hasMilestones ? 1 : 0,
    bounds.origin,
    calendar.windowWork,
    calendar.weekWork,
    at.weekStart,
    calendar.anchorDay,
    calendar.windowDays,
    at.workDay,
    at.workDayBefore,
    at.workDayJump,
    at.windowPattern,
    at.patternStart,
    at.shiftFrom,
    at.shiftTo,
    at.out,
  ])
  if (kernel.forward(header) !== 0) return null
  findNetworkEnd(bounds)
  if (!boundLate(bounds)) return null
  kernel.backward()
  const out = (index: number) => new Float64Array(buffer, at.out + index * count * 8, count).slice()
  return {
    earlyStart: out(0),
    earlyFinish: out(1),
    lateStart: out(2),
    lateFinish: out(3),
    totalFloat: out(4),
    freeFloat: out(5),
    projectEnd: projectEndsOf(bounds),
    first: int32(at.first, count + 1),
  }
}

const words = 38
const never31 = 2 ** 30
const tables = [
  'weekStart',
  'workDay',
  'workDayBefore',
  'workDayJump',
  'windowPattern',
  'patternStart',
  'shiftFrom',
  'shiftTo',
] as const

function findNetworkEnd({ ends }: UniformBounds): void {
  const all = ends.length - 1
  for (let own = 0; own < all; own++) if (ends[own]! > ends[all]!) ends[all] = ends[own]!
}

interface Kernel {
  memory: WebAssembly.Memory
  forward: (header: number) => number
  backward: () => void
}

/** The kernel used last, with room for plans of about 100,000 activities at most; larger ones get their own, which goes when they are done. */
let kept: Kernel | null = null
const mostKept = 32 * 2 ** 20
const leastBytes = 2 ** 21
let module: WebAssembly.Module | null | undefined

function openKernel(bytes: number): Kernel | null {
  if (kept && bytes <= kept.memory.buffer.byteLength) return kept
  if (module === undefined) module = compileKernel(uniformPassWasm)
  if (module === null) return null
  const memory = memoryOf(Math.max(bytes, leastBytes))
  if (memory === null) return null
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  const kernel = { memory, ...exports } as Kernel
  if (bytes <= mostKept) kept = kernel
  return kernel
}
