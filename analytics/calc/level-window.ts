import type { Neighbours } from './level-neighbours.ts'
import type { LevelProblem } from './level-problem.ts'

/** What a refutation needs of a problem, gathered once; `order` holds the activities, predecessors first. */
export interface RefutedProblem extends LevelProblem {
  before: Neighbours
  after: Neighbours
  order: Int32Array
  /** Pairs that never run together, one after the other: their demands exceed a capacity. */
  disjoint: Int32Array
}

/** Heads and tails of the activities: each starts no earlier than its head, and at least its tail lies between its finish and the
 *  end. Turned round, the tails are heads of the problem with its links reversed. */
export interface Windows {
  head: Int32Array
  tail: Int32Array
}

/** Raises heads and tails as far as the reasons below reach, for a schedule of at most `end` periods; false when there is none.
 *  Reasons: links; pairs that exclude each other and of which one order is too long; periods in which an activity must run
 *  (time-table); and intervals in which resources must do more work than they can (energetic reasoning, Baptiste, Le Pape &
 *  Nuijten 2001, "Constraint-Based Scheduling", 3.3). */
export function tightenWindows(problem: RefutedProblem, windows: Windows, end: number): boolean {
  const turned = {
    ...problem,
    before: problem.after,
    after: problem.before,
    order: problem.order.toReversed(),
  }
  for (;;) {
    const sum = sumOf(windows)
    for (const [side, { head, tail }] of [
      [problem, windows],
      [turned, { head: windows.tail, tail: windows.head }],
    ] as const) {
      raiseByLinks(side, head)
      if (!raiseByPairs(side, head, tail, end)) return false
      if (!raiseByTimetable(side, head, tail, end)) return false
      if (!isWithin(side.duration, head, tail, end)) return false
    }
    if (sumOf(windows) > sum) continue
    for (const [side, { head, tail }] of [
      [problem, windows],
      [turned, { head: windows.tail, tail: windows.head }],
    ] as const)
      if (!raiseByEnergy(side, head, tail, end)) return false
    if (sumOf(windows) === sum) return isWithin(problem.duration, windows.head, windows.tail, end)
  }
}

function sumOf({ head, tail }: Windows): number {
  let sum = 0
  for (let a = 0; a < head.length; a++) sum += (head[a] as number) + (tail[a] as number)
  return sum
}

function isWithin(duration: Int32Array, head: Int32Array, tail: Int32Array, end: number): boolean {
  for (let a = 0; a < head.length; a++)
    if ((head[a] as number) + (duration[a] as number) + (tail[a] as number) > end) return false
  return true
}

function raiseByLinks({ order, after, duration }: RefutedProblem, head: Int32Array): void {
  for (const a of order) {
    const finish = (head[a] as number) + (duration[a] as number)
    for (let slot = after.first[a] as number; slot < (after.first[a + 1] as number); slot++) {
      const next = after.activity[slot] as number
      if ((head[next] as number) < finish) head[next] = finish
    }
  }
}

/** Where a cannot come before b, b comes before a. */
function raiseByPairs(
  { disjoint, duration }: RefutedProblem,
  head: Int32Array,
  tail: Int32Array,
  end: number,
): boolean {
  for (let k = 0; k < disjoint.length; k += 2) {
    const a = disjoint[k] as number
    const b = disjoint[k + 1] as number
    const both = (duration[a] as number) + (duration[b] as number)
    const isFirst = (head[a] as number) + both + (tail[b] as number) <= end
    const isSecond = (head[b] as number) + both + (tail[a] as number) <= end
    if (!isFirst && !isSecond) return false
    if (!isFirst) head[a] = Math.max(head[a] as number, (head[b] as number) + (duration[b] as number))
    if (!isSecond) head[b] = Math.max(head[b] as number, (head[a] as number) + (duration[a] as number))
  }
  return true
}

/** An activity must run between its latest start and earliest finish, which takes resources from the others. */
function raiseByTimetable(
  { duration, demand, capacity }: RefutedProblem,
  head: Int32Array,
  tail: Int32Array,
  end: number,
): boolean {
  const count = duration.length
  const resources = capacity.length
  const inUse = new Int32Array(end)
  for (let k = 0; k < resources; k++) {
    const limit = capacity[k] as number
    inUse.fill(0)
    let highest = 0
    for (let a = 0; a < count; a++) {
      const units = demand[a * resources + k] as number
      if (units === 0) continue
      const from = end - (tail[a] as number) - (duration[a] as number)
      const to = Math.min(end, (head[a] as number) + (duration[a] as number))
      for (let t = Math.max(0, from); t < to; t++) highest = Math.max(highest, (inUse[t]! += units))
    }
    if (highest > limit) return false
    if (highest === 0) continue
    for (let a = 0; a < count; a++) {
      const units = demand[a * resources + k] as number
      if (units === 0 || units + highest <= limit) continue
      const periods = duration[a] as number
      const ownFrom = end - (tail[a] as number) - periods
      const ownTo = (head[a] as number) + periods
      let from = head[a] as number
      for (let t = from; t < from + periods && t < end; t++) {
        const others = (inUse[t] as number) - (t >= ownFrom && t < ownTo ? units : 0)
        if (others + units > limit) from = t + 1
      }
      head[a] = from
    }
  }
  return true
}

/** Work that must lie in an interval, however the activities are shifted, may not exceed what the resource can do in it; an
 *  activity that would bring too much when started at its head starts later. */
function raiseByEnergy(
  { duration, demand, capacity }: RefutedProblem,
  head: Int32Array,
  tail: Int32Array,
  end: number,
): boolean {
  const resources = capacity.length
  const slope = new Int32Array(2 * end + 2)
  const raised = head.slice()
  for (let k = 0; k < resources; k++) {
    const limit = capacity[k] as number
    const users = [...duration.keys()].filter(
      a => (demand[a * resources + k] as number) * (duration[a] as number) > 0,
    )
    const mostWork = users.reduce(
      (most, a) => Math.max(most, (demand[a * resources + k] as number) * (duration[a] as number)),
      0,
    )
    const raiseInside = (from: number, to: number, spare: number) => {
      for (const a of users) {
        const units = demand[a * resources + k] as number
        const periods = duration[a] as number
        const begin = head[a] as number
        const inside = Math.min(begin + periods, to) - Math.max(begin, from)
        if (inside <= 0 || begin >= to) continue
        const latest = end - (tail[a] as number) - periods
        const must = Math.max(0, Math.min(periods, to - from, begin + periods - from, to - latest))
        const most = Math.floor(spare / units) + must
        if (inside > most && to - most > (raised[a] as number)) raised[a] = to - most
      }
    }
    for (let from = 0; from < end; from++) {
      slope.fill(0)
      for (const a of users) {
        const units = demand[a * resources + k] as number
        const left = Math.min(duration[a] as number, (head[a] as number) + (duration[a] as number) - from)
        if (left <= 0) continue
        const grows = Math.max(from, end - (tail[a] as number) - (duration[a] as number))
        slope[grows]! += units
        slope[grows + left]! -= units
      }
      let work = 0
      let rate = 0
      for (let to = from; to < end; to++) {
        rate += slope[to] as number
        work += rate
        const spare = limit * (to + 1 - from) - work
        if (spare < 0) return false
        if (spare < mostWork) raiseInside(from, to + 1, spare)
      }
    }
  }
  head.set(raised)
  return true
}
