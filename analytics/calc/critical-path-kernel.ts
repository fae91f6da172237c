/** Activities and links of a network without calendars: whole numbers of one time unit. */
export interface IntegerNetwork {
  duration: Int32Array
  from: Int32Array
  to: Int32Array
  /** 0 finish to start, 1 start to start, 2 finish to finish, 3 start to finish. */
  kind: Int32Array
  lag: Int32Array
}

/** Early and late starts and free floats of one network, and memory to calculate them in; total float is late minus early start. */
export interface CriticalPath {
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
export function makeCriticalPath(activities: number, links: number): CriticalPath {
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
export function findCriticalPath(network: IntegerNetwork, path: CriticalPath): number {
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
