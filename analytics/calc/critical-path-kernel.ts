import { compileKernel, KernelLayout, memoryOf } from './kernel-memory.ts'
import { criticalPathWasm } from './kernels/critical-path-wasm.ts'

/** Activities and links of a network without calendars: whole numbers of one time unit. */
export interface IntegerNetwork {
  duration: Int32Array
  from: Int32Array
  to: Int32Array
  /** 0 finish to start, 1 start to start, 2 finish to finish, 3 start to finish. */
  kind: Int32Array
  lag: Int32Array
}

/** A network to fill in and its dates, in one memory that can be used again and again. */
export interface CriticalPathKernel {
  network: IntegerNetwork
  earlyStart: Int32Array
  lateStart: Int32Array
  freeFloat: Int32Array
  /** As `findCriticalPath`. */
  find: () => number
}

/** A kernel for so many activities and links: WebAssembly where there is any, else `findCriticalPath`. */
export function openCriticalPath(
  activities: number,
  links: number,
  engine: 'compiled' | 'plain' = 'compiled',
): CriticalPathKernel {
  return (engine === 'compiled' ? openCompiled(activities, links) : null) ?? openPlain(activities, links)
}

function openPlain(activities: number, links: number): CriticalPathKernel {
  const path = makeCriticalPath(activities, links)
  const [from, to, kind, lag] = [0, 1, 2, 3].map(() => new Int32Array(links)) as Columns
  const network = { duration: new Int32Array(activities), from, to, kind, lag }
  return { network, ...path, find: () => findCriticalPath(network, path) }
}
type Columns = [Int32Array, Int32Array, Int32Array, Int32Array]

function openCompiled(activities: number, links: number): CriticalPathKernel | null {
  const layout = new KernelLayout()
  const [duration, from, to, kind, lag] = [activities, links, links, links, links].map(size =>
    layout.take(size * 4),
  ) as Places
  const [node, edge, order, degrees] = [16 * (activities + 1), 8 * links, 4 * activities, 4 * activities].map(
    size => layout.take(size),
  ) as Places
  const [early, late, free] = [0, 1, 2].map(() => layout.take(activities * 4)) as Places
  if (module === undefined) module = compileKernel(criticalPathWasm)
  const memory = module && memoryOf(layout.bytes)
  if (!module || !memory) return null
  const { find } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
    find: (...places: number[]) => number
  }
  const column = (place: number, size: number) => new Int32Array(memory.buffer, place, size)
  const network = {
    duration: column(duration, activities),
    from: column(from, links),
    to: column(to, links),
    kind: column(kind, links),
    lag: column(lag, links),
  }
  const dates = {
    earlyStart: column(early, activities),
    lateStart: column(late, activities),
    freeFloat: column(free, activities),
  }
  const places = [duration, from, to, kind, lag, node, edge, order, degrees, early, late, free]
  return { network, ...dates, find: () => findOrPlain(network, dates, find(activities, links, ...places)) }
}
type Places = [number, number, number, number, number]
let module: WebAssembly.Module | null | undefined

/** An activity with more links than the kernel can count is left to plain TypeScript. */
function findOrPlain(
  network: IntegerNetwork,
  dates: Pick<CriticalPathKernel, 'earlyStart' | 'lateStart' | 'freeFloat'>,
  finish: number,
): number {
  if (finish !== -2) return finish
  return findCriticalPath(network, {
    ...makeCriticalPath(network.duration.length, network.from.length),
    ...dates,
  })
}

/** Early and late starts and free floats of one network, and memory to calculate them in; total float is late minus early start. */
interface CriticalPath {
  earlyStart: Int32Array
  lateStart: Int32Array
  freeFloat: Int32Array
  /** Activities after their predecessors; complete when there is no loop. */
  order: Int32Array
  first: Int32Array
  fill: Int32Array
  waiting: Int32Array
  target: Int32Array
  weight: Int32Array
}

/** Memory for networks of up to so many activities and links; it can be used again and again. */
function makeCriticalPath(activities: number, links: number): CriticalPath {
  return {
    earlyStart: new Int32Array(activities),
    lateStart: new Int32Array(activities),
    freeFloat: new Int32Array(activities),
    order: new Int32Array(activities),
    first: new Int32Array(activities + 1),
    fill: new Int32Array(activities),
    waiting: new Int32Array(activities),
    target: new Int32Array(links),
    weight: new Int32Array(links),
  }
}

/** Critical path method on whole numbers, from link lists to all floats: the latest early finish, or -1 when the links form a loop.
 *  Every link becomes one weight between starts; sorting (Kahn 1962) and the forward pass are one loop. Dates start at 0 and
 *  must stay below 2^30. */
function findCriticalPath(network: IntegerNetwork, path: CriticalPath): number {
  const { duration, from, to, kind, lag } = network
  const { earlyStart, lateStart, freeFloat, order, first, fill, waiting, target, weight } = path
  const count = duration.length
  const links = from.length
  first.fill(0, 0, count + 1)
  waiting.fill(0, 0, count)
  earlyStart.fill(0, 0, count)
  for (let k = 0; k < links; k++) {
    first[from[k]!]!++
    waiting[to[k]!]!++
  }
  let sum = 0
  for (let u = 0; u < count; u++) {
    const own = first[u]!
    first[u] = sum
    fill[u] = sum
    sum = (sum + own) | 0
  }
  first[count] = sum
  for (let k = 0; k < links; k++) {
    const u = from[k]!
    const v = to[k]!
    const how = kind[k]!
    const slot = fill[u]!
    fill[u] = slot + 1
    target[slot] = v
    // A bound by the finish counts the predecessor's duration, a bound on the finish takes off the successor's.
    weight[slot] = (lag[k]! + (duration[u]! & ((how & 1) - 1)) - (duration[v]! & -(how >> 1))) | 0
  }
  let tail = 0
  for (let u = 0; u < count; u++) if (waiting[u] === 0) order[tail++] = u
  let finish = 0
  for (let head = 0; head < tail; head++) {
    const u = order[head]!
    const start = earlyStart[u]!
    const own = (start + duration[u]!) | 0
    if (own > finish) finish = own
    const end = first[u + 1]!
    for (let slot = first[u]!; slot < end; slot++) {
      const v = target[slot]!
      const gain = (start + weight[slot]! - earlyStart[v]!) | 0
      earlyStart[v] = (earlyStart[v]! + (gain & ~(gain >> 31))) | 0
      const left = (waiting[v]! - 1) | 0
      waiting[v] = left
      if (left === 0) order[tail++] = v
    }
  }
  if (tail < count) return -1
  for (let head = count - 1; head >= 0; head--) {
    const u = order[head]!
    const start = earlyStart[u]!
    let late = (finish - duration[u]!) | 0
    let free = (late - start) | 0
    const end = first[u + 1]!
    for (let slot = first[u]!; slot < end; slot++) {
      const v = target[slot]!
      const link = weight[slot]!
      const later = (lateStart[v]! - link - late) | 0
      late = (late + (later & (later >> 31))) | 0
      const less = (earlyStart[v]! - link - start - free) | 0
      free = (free + (less & (less >> 31))) | 0
    }
    lateStart[u] = late
    freeFloat[u] = free
  }
  return finish
}
