// The passes of uniform-pass.ts on records: an activity is 16 bytes (early start; links still waited for, later the late start; first
// link; length, later the free float), a link 8 (successor's record with its code in the low four bits; lag, later the weight). The
// code is the kind and, above it, 0 for a plain link and 1, 2, 3 for one that needs a closer look with no, negative, positive lag.
// What is where stands in a header of 32-bit words; uniform-kernel.ts writes it.

const never: i32 = 1 << 30
const startMilestone: i32 = 2
const finishMilestone: i32 = 3

let header: usize = 0
let node: usize = 0
let shape: usize = 0
let resumes: usize = 0
let resumesLate: usize = 0
let lengths: usize = 0

// @ts-ignore: decorator
@inline
function word(index: usize): i32 {
  return load<i32>(header + (index << 2))
}

// @ts-ignore: decorator
@inline
function at(index: usize): usize {
  return <usize>word(index)
}

/** Lays the links out and finds early starts and the ends of projects: 0, or 1 for a loop, 2 where a lag or date runs too far. */
export function forward(address: usize): i32 {
  header = address
  const n = at(0)
  const m = at(1)
  node = at(16)
  shape = at(6)
  resumes = at(11)
  resumesLate = at(12)
  lengths = at(8)
  if (layOut(n, m) != 0) return 2
  const ends = at(13)
  const project = at(7)
  const isSingle = word(14) == 1
  const farthest = word(22)
  let head = at(18)
  let tail = at(15)
  const stop = head + (n << 2)
  for (; head < tail; head += 4) {
    const u = <usize>load<i32>(head)
    const start = load<i32>(u)
    const length = load<i32>(u, 12)
    const finish = start + length
    const end = isSingle ? ends : ends + (<usize>load<i32>(project + ((u - node) >> 2)) << 2)
    if (finish << 1 >= load<i32>(end)) {
      const bound = (finish << 1) | (finishResumes(u) ? 1 : 0)
      if (bound > load<i32>(end)) store<i32>(end, bound)
      if (finish > farthest) return 2
    }
    const last = <usize>load<i32>(u, 24)
    for (let slot = <usize>load<i32>(u, 8); slot < last; slot += 8) {
      const packed = load<i32>(slot)
      const v = <usize>(packed & ~15)
      const weight = load<i32>(slot, 4) + (length & ((packed & 1) - 1)) - (load<i32>(v, 12) & -((packed >> 1) & 1))
      store<i32>(slot, weight, 4)
      let bound = start + weight
      if ((packed & 12) != 0) bound = specialBound(u, v, packed, bound)
      const before = load<i32>(v)
      store<i32>(v, select<i32>(bound, before, bound > before))
      const left = load<i32>(v, 4) - 1
      store<i32>(v, left, 4)
      if (left == 0) {
        store<i32>(tail, <i32>v)
        tail += 4
      }
    }
  }
  return tail == stop ? 0 : 1
}

/** Links by predecessor, and the activities without predecessors at the head of the order; 1 where a lag is too long or an activity
 *  has 65,536 links of one direction, which its count of links in and out has no room for. */
function layOut(n: usize, m: usize): i32 {
  const degrees = at(19)
  memory.fill(degrees, 0, (n << 2) + 4)
  const from = at(2)
  const to = at(3)
  const kinds = at(4)
  const lags = at(5)
  for (let k: usize = 0; k < m << 2; k += 4) {
    const a = degrees + (<usize>load<i32>(from + k) << 2)
    store<i32>(a, load<i32>(a) + 0x10000)
    const b = degrees + (<usize>load<i32>(to + k) << 2)
    store<i32>(b, load<i32>(b) + 1)
  }
  let next = at(17)
  let tail = at(18)
  const early = at(9)
  const first = at(20)
  let record = node
  let counted: usize = 0
  for (let i: usize = 0; i < n << 2; i += 4) {
    const own = load<i32>(degrees + i)
    counted += <usize>(own & 0xffff)
    store<i32>(degrees + i, <i32>next)
    store<i32>(first + i, <i32>next)
    store<i32>(record, load<i32>(early + i))
    store<i32>(record, own & 0xffff, 4)
    store<i32>(record, <i32>next, 8)
    store<i32>(record, load<i32>(lengths + i), 12)
    next += <usize>(<u32>own >>> 16) << 3
    if ((own & 0xffff) == 0) {
      store<i32>(tail, <i32>record)
      tail += 4
    }
    record += 16
  }
  store<i32>(record, <i32>next, 8)
  store<i32>(first + (n << 2), <i32>next)
  store<i32>(header + 60, <i32>tail)
  if (counted != m || next - at(17) != m << 3) return 1
  const limit = <f64>word(22)
  const hasMilestones = word(23) != 0
  for (let k: usize = 0; k < m; k++) {
    const minutes = load<f64>(lags + (k << 3))
    if (!(minutes < limit && minutes > -limit)) return 1
    const lag = <i32>minutes
    const u = <usize>load<i32>(from + (k << 2))
    const v = <usize>load<i32>(to + (k << 2))
    const how = <i32>load<u8>(kinds + k)
    let isSpecial = how >= 2 && lag <= 0
    if (hasMilestones)
      isSpecial =
        isSpecial || load<u8>(shape + u) == <u8>startMilestone || load<u8>(shape + v) == <u8>finishMilestone
    const sign = lag < 0 ? 8 : lag > 0 ? 12 : 4
    const slot = <usize>load<i32>(degrees + (u << 2))
    store<i32>(degrees + (u << 2), <i32>slot + 8)
    store<i32>(slot, <i32>(node + (v << 4)) | how | (isSpecial ? sign : 0))
    store<i32>(slot, lag, 4)
  }
  return 0
}

/** Late starts, floats and all dates; every column as float64 one behind the other. */
export function backward(): void {
  const n = at(0)
  const project = at(7)
  const ends = at(13)
  const all = ends + (at(14) << 2)
  const toNetworkEnd = at(21)
  const late = at(10)
  let record = node
  for (let i: usize = 0; i < n << 2; i += 4) {
    store<i32>(record, load<i32>(late + i), 4)
    record += 16
  }
  const begin = at(18)
  for (let head = begin + (n << 2); head > begin; ) {
    head -= 4
    const u = <usize>load<i32>(head)
    const start = load<i32>(u)
    let last = load<i32>(u, 4)
    const own: usize = at(14) == 1 ? 0 : <usize>load<i32>(project + ((u - node) >> 2))
    const end = load<u8>(toNetworkEnd + own) == 1 ? all : ends + (own << 2)
    let free = (load<i32>(end) >> 1) - load<i32>(u, 12) - start
    const stop = <usize>load<i32>(u, 24)
    for (let slot = <usize>load<i32>(u, 8); slot < stop; slot += 8) {
      const packed = load<i32>(slot)
      const v = <usize>(packed & ~15)
      const weight = load<i32>(slot, 4)
      let bound = load<i32>(v, 4) - weight
      let float = load<i32>(v) - weight - start
      if ((packed & 12) != 0) {
        if ((packed & 15) == 7) {
          // The last minute before a break is where the predecessor must have started.
          const length = lengthOf(v)
          if (load<u8>(resumesLate + ((v - node) >> 4)) == 0 && isBreak(load<i32>(v, 4) + length)) bound--
          if (!finishResumes(v) && isBreak(load<i32>(v) + length)) float--
        }
        if (shapeOf(u) == startMilestone) noteResume(u, v, packed, bound, last)
      }
      last = select<i32>(bound, last, bound < last)
      free = select<i32>(float, free, float < free)
    }
    store<i32>(u, last, 4)
    store<i32>(u, free, 12)
  }
  writeDates(n)
}

function shapeOf(u: usize): i32 {
  return <i32>load<u8>(shape + ((u - node) >> 4))
}

function lengthOf(u: usize): i32 {
  return load<i32>(lengths + ((u - node) >> 2))
}

function isResumed(u: usize): bool {
  return load<i32>(resumes + ((u - node) >> 2)) == load<i32>(u)
}

function finishResumes(u: usize): bool {
  const how = shapeOf(u)
  return how == 1 || how == startMilestone || isResumed(u)
}

function specialBound(u: usize, v: usize, packed: i32, bound: i32): i32 {
  const how = packed & 3
  const sign = packed & 12
  const resumed =
    sign == 12
      ? false
      : sign == 8 || ((how & 1) == 0 ? finishResumes(u) : shapeOf(u) != finishMilestone || isResumed(u))
  if (!resumed) return bound
  if (how == 3) return isBreak(bound + lengthOf(v)) ? bound + 1 : bound
  if (how == 2 || shapeOf(v) == finishMilestone) {
    const resume = resumes + ((v - node) >> 2)
    if (bound > load<i32>(resume)) store<i32>(resume, bound)
  }
  return bound
}

function noteResume(u: usize, v: usize, packed: i32, bound: i32, last: i32): void {
  if (bound > last) return
  const how = packed & 3
  const own = resumesLate + ((u - node) >> 4)
  const isLater =
    (packed & 12) != 4 ||
    load<u8>(resumesLate + ((v - node) >> 4)) == 1 ||
    (shapeOf(v) == 0 && how <= 1) ||
    how == 3
  if (bound < last) store<u8>(own, isLater ? 1 : 0)
  else store<u8>(own, load<u8>(own) & (isLater ? 1 : 0))
}

function isBreak(work: i32): bool {
  const own = work + word(24)
  return startAt(own) != startAt(own - 1) + 1
}

/** `startAt` of calendar.ts. */
function startAt(work: i32): f64 {
  const windowWork = word(25)
  if (work >= 0 && work < windowWork) return startInWindow(work)
  const weekWork = word(26)
  const outside = work < 0 ? work : work - windowWork
  let week = outside / weekWork
  if (week * weekWork > outside) week--
  const day = word(28) + (work < 0 ? 0 : word(29))
  const minute = load<i32>(at(27) + (<usize>(outside - week * weekWork) << 2))
  return <f64>day * 1440 + <f64>week * 10080 + <f64>minute
}

function startInWindow(work: i32): f64 {
  const before = at(31)
  let place = <usize>load<i32>(at(32) + (<usize>(work >> 9) << 2))
  while (load<i32>(before + (place << 2), 4) <= work) place++
  const index = load<i32>(at(30) + (place << 2))
  const pattern = <usize>load<i32>(at(33) + (<usize>index << 2))
  let rest = work - load<i32>(before + (place << 2))
  const end = <usize>load<i32>(at(34) + (pattern << 2), 4)
  let shift = <usize>load<i32>(at(34) + (pattern << 2))
  for (; shift < end; shift++) {
    const length = load<i32>(at(36) + (shift << 2)) - load<i32>(at(35) + (shift << 2))
    if (rest < length) break
    rest -= length
  }
  return <f64>(word(28) + index) * 1440 + <f64>(load<i32>(at(35) + (shift << 2)) + rest)
}

function writeDates(n: usize): void {
  const column = n << 3
  const origin = word(24)
  let out = at(37)
  let record = node
  for (let u: usize = 0; u < n; u++) {
    const early = load<i32>(record)
    const late = load<i32>(record, 4)
    const start = early + origin
    const last = late + origin
    const how = <i32>load<u8>(shape + u)
    const resumed = load<i32>(resumes + (u << 2)) == early
    let earlyStart: f64, earlyFinish: f64, lateStart: f64, lateFinish: f64
    if (how == 0) {
      const work = load<i32>(lengths + (u << 2))
      earlyStart = startAt(start)
      earlyFinish = resumed ? startAt(start + work) : startAt(start + work - 1) + 1
      if (late == early) {
        lateStart = earlyStart
        lateFinish = resumed ? startAt(last + work - 1) + 1 : earlyFinish
      } else {
        lateStart = startAt(last)
        lateFinish = startAt(last + work - 1) + 1
      }
    } else {
      earlyStart = how == finishMilestone && !resumed ? startAt(start - 1) + 1 : startAt(start)
      earlyFinish = earlyStart
      lateStart = load<u8>(resumesLate + u) == 1 ? startAt(last) : startAt(last - 1) + 1
      lateFinish = lateStart
    }
    store<f64>(out, earlyStart)
    store<f64>(out + column, earlyFinish)
    store<f64>(out + 2 * column, lateStart)
    store<f64>(out + 3 * column, lateFinish)
    store<f64>(out + 4 * column, <f64>(late - early))
    store<f64>(out + 5 * column, <f64>load<i32>(record, 12))
    out += 8
    record += 16
  }
}
