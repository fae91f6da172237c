// The critical path of critical-path-kernel.ts on records: an activity is 16 bytes (early start; links still waited for, later the late
// start; first link; length, later the free float), a link 8 (successor's record with its kind in the low two bits; lag, later the
// weight between starts). The parameters are places in memory; `degrees` has room for one more than the activities.

/** The latest early finish; -1 for a loop, -2 where an activity has more than 65,535 links of one direction. */
export function find(
  count: i32,
  links: i32,
  duration: usize,
  from: usize,
  to: usize,
  kind: usize,
  lag: usize,
  node: usize,
  edge: usize,
  order: usize,
  degrees: usize,
  earlyStart: usize,
  lateStart: usize,
  freeFloat: usize,
): i32 {
  memory.fill(degrees, 0, <usize>count << 2)
  const size = <usize>links << 2
  for (let k: usize = 0; k < size; k += 4) {
    const a = degrees + (<usize>load<i32>(from + k) << 2)
    store<i32>(a, load<i32>(a) + 0x10000)
    const b = degrees + (<usize>load<i32>(to + k) << 2)
    store<i32>(b, load<i32>(b) + 1)
  }
  let next = edge
  let tail = order
  let counted: i32 = 0
  const nodeEnd = node + (<usize>count << 4)
  let given = duration
  let degree = degrees
  let at = node
  for (; at < nodeEnd; at += 16) {
    const own = load<i32>(degree)
    store<i32>(degree, <i32>next)
    degree += 4
    counted += own & 0xffff
    store<i32>(at, 0)
    store<i32>(at, own & 0xffff, 4)
    store<i32>(at, <i32>next, 8)
    store<i32>(at, load<i32>(given), 12)
    given += 4
    next += <usize>(<u32>own >>> 16) << 3
    if ((own & 0xffff) == 0) {
      store<i32>(tail, <i32>at)
      tail += 4
    }
  }
  store<i32>(at, <i32>next, 8)
  if (counted != links || next - edge != size << 1) return -2
  for (let k: usize = 0; k < size; k += 4) {
    const u = degrees + (<usize>load<i32>(from + k) << 2)
    const slot = <usize>load<i32>(u)
    store<i32>(u, <i32>slot + 8)
    store<i32>(slot, <i32>(node + (<usize>load<i32>(to + k) << 4)) | load<i32>(kind + k))
    store<i32>(slot, load<i32>(lag + k), 4)
  }
  let finish: i32 = 0
  for (let head = order; head < tail; head += 4) {
    const u = <usize>load<i32>(head)
    const start = load<i32>(u)
    const length = load<i32>(u, 12)
    const own = start + length
    finish = select<i32>(own, finish, own > finish)
    const end = <usize>load<i32>(u, 24)
    for (let slot = <usize>load<i32>(u, 8); slot < end; slot += 8) {
      const packed = load<i32>(slot)
      const v = <usize>(packed & ~15)
      const weight = load<i32>(slot, 4) + (length & ((packed & 1) - 1)) - (load<i32>(v, 12) & -((packed >> 1) & 1))
      store<i32>(slot, weight, 4)
      const bound = start + weight
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
  const stop = order + (<usize>count << 2)
  if (tail < stop) return -1
  for (let head = stop; head > order; ) {
    head -= 4
    const u = <usize>load<i32>(head)
    const start = load<i32>(u)
    let late = finish - load<i32>(u, 12)
    let free = late - start
    const end = <usize>load<i32>(u, 24)
    for (let slot = <usize>load<i32>(u, 8); slot < end; slot += 8) {
      const v = <usize>(load<i32>(slot) & ~15)
      const weight = load<i32>(slot, 4)
      const later = load<i32>(v, 4) - weight
      late = select<i32>(later, late, later < late)
      const less = load<i32>(v) - weight - start
      free = select<i32>(less, free, less < free)
    }
    store<i32>(u, late, 4)
    store<i32>(u, free, 12)
  }
  for (at = node; at < nodeEnd; at += 16) {
    store<i32>(earlyStart, load<i32>(at))
    store<i32>(lateStart, load<i32>(at, 4))
    store<i32>(freeFloat, load<i32>(at, 12))
    earlyStart += 4
    lateStart += 4
    freeFloat += 4
  }
  return finish
}
