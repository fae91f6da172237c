import { finishAt, startAt, workAt, type WorkCalendar } from './calendar.ts'
import type { LevelPool } from './level-needs.ts'
import { gatherNeighbours } from './level-neighbours.ts'
import { LevelProfile } from './level-profile.ts'
import { timeInOther } from './simulate-calendars.ts'
import type { SimulationLimits } from './simulate-limits.ts'
import type { SimulationNetwork } from './simulate-network.ts'

/** Serial schedule generation of single runs: every node is placed at the first time that its links, on the same terms as in the kernel, and
 *  the resources left over by the nodes before it allow for its whole span (Kolisch & Hartmann 1999, 2.1). The order is the same in all runs
 *  (Ballestin 2007, "When it is worthwhile to work with the stochastic RCPSP?", Journal of Scheduling 10, 153-166); as a run knows its
 *  durations, gaps that are long enough are filled. With resources that never run short a run is that of the kernel, minute by minute, and
 *  otherwise never ends earlier.
 *
 *  Critical in a run is what lies on a chain back from its latest end: from each activity on to those whose link holds it where it is, and to
 *  those placed before it whose end gives it enough of a resource of which there was too little until its start. So the chain runs through
 *  the sequence that resources impose as well as through the links (resource-constrained criticality: Woodworth & Shanahan 1988,
 *  International Journal of Project Management 6(2), 89-96; Bowers 1995, Journal of the Operational Research Society 46(1), 80-91). */
export class LevelledPass {
  /** Times of the run placed last, by slot of the network. */
  readonly slots: Int32Array
  /** From when to when each node with needs holds its resources, in plan minutes. */
  readonly from: Float64Array
  readonly to: Float64Array
  /** Whether work that is never put off needed more of a pool than there was left. */
  readonly isOver: Uint8Array
  readonly #network: SimulationNetwork
  readonly #limits: SimulationLimits
  readonly #profiles: LevelProfile[]
  readonly #empty: LevelProfile
  /** Work of each calendar before the data date. */
  readonly #origin: Float64Array
  readonly #users: PoolUsers
  readonly #isMarked: Uint8Array
  readonly #perBlock: Float32Array
  #finish = 0

  constructor(network: SimulationNetwork, limits: SimulationLimits, dataDate: number) {
    const { count } = network
    this.#network = network
    this.#limits = limits
    this.slots = new Int32Array(network.slotCount)
    this.from = new Float64Array(count)
    this.to = new Float64Array(count)
    this.isOver = new Uint8Array(limits.pools.length)
    this.#profiles = limits.pools.map(pool => new LevelProfile(pool.available))
    this.#empty = new LevelProfile(0)
    this.#origin = Float64Array.from(limits.calendars, calendar => workAt(calendar, dataDate))
    this.#users = listUsers(limits)
    this.#isMarked = new Uint8Array(count + 1)
    this.#perBlock = Float32Array.from(network.conversions?.tables ?? [], ({ block }) => 1 / block)
  }

  /** Places all nodes of a run and gives its end in minutes of the axis. The duration of node j stands at 8j + lane. */
  run(durations: Int32Array, lane: number): number {
    const { ends } = this.#network
    const { order } = this.#limits
    for (const profile of this.#profiles) profile.copy(this.#empty)
    this.isOver.fill(0)
    for (let k = 0; k < order.length; k++) {
      const node = order[k] as number
      this.#placeNode(node, durations[8 * node + lane] as number)
    }
    let finish = 0
    for (const slot of ends) finish = Math.max(finish, this.slots[slot] as number)
    this.#finish = finish
    return finish
  }

  /** Counts the critical nodes of the run placed last. */
  countCritical(counts: Int32Array): void {
    const { ends, linkEnds, linkSlot, linkLag } = this.#network
    const { order, owner } = this.#limits
    const marks = this.#isMarked.fill(0)
    const { slots } = this
    for (const slot of ends) if (slots[slot] === this.#finish) marks[owner[slot] as number] = 1
    for (let k = order.length - 1; k >= 0; k--) {
      const node = order[k] as number
      if (marks[node] === 0) continue
      counts[node]!++
      const startEnd = linkEnds[2 * node + 1] as number
      for (let link = linkEnds[2 * node] as number; link < (linkEnds[2 * node + 2] as number); link++) {
        const slot = linkSlot[link] as number
        const held = slots[link < startEnd ? 2 * node : 2 * node + 1] as number
        if ((slots[slot] as number) + (linkLag[link] as number) === held) marks[owner[slot] as number] = 1
      }
      this.#markHolders(node)
    }
  }

  /** Marks those that stop needing a resource between the last minute of work before a node's start and that start, where there was too
   *  little of it for the node until then. */
  #markHolders(node: number): void {
    const { needEnds, needPool, needUnits, isFixed, pools, calendars, calendarOf } = this.#limits
    const { to } = this
    const { node: users, placeOf, first } = this.#users
    const from = this.from[node] as number
    const start = this.slots[2 * node] as number
    const firstNeed = needEnds[node] as number
    const lastNeed = needEnds[node + 1] as number
    if (firstNeed === lastNeed || start <= 0 || isFixed[node] === 1 || !((to[node] as number) > from)) return
    const index = calendarOf[node] as number
    const calendar = calendars[index] as WorkCalendar
    const minuteBefore = startAt(calendar, (this.#origin[index] as number) + start - 1)
    for (let need = firstNeed; need < lastNeed; need++) {
      const pool = needPool[need] as number
      const begin = first[pool] as number
      const own = placeOf[need] as number
      const most = (pools[pool] as LevelPool).available - (needUnits[need] as number)
      for (let i = begin; i < own; i++) {
        const end = to[users[i] as number] as number
        if (end > minuteBefore && end <= from && this.#usedAt(end - 1, begin, own) > most)
          this.#isMarked[users[i] as number] = 1
      }
    }
  }

  /** What the users of a stretch of the list use at a minute. */
  #usedAt(minute: number, begin: number, end: number): number {
    const { node: users, units } = this.#users
    let used = 0
    for (let i = begin; i < end; i++) {
      const user = users[i] as number
      if ((this.from[user] as number) <= minute && minute < (this.to[user] as number))
        used += units[i] as number
    }
    return used
  }

  #placeNode(node: number, duration: number): void {
    const { linkEnds, linkSlot, linkLag, conversions } = this.#network
    const { needEnds } = this.#limits
    const { slots } = this
    let start = 0
    const startEnd = linkEnds[2 * node + 1] as number
    const finishEnd = linkEnds[2 * node + 2] as number
    let link = linkEnds[2 * node] as number
    for (; link < startEnd; link++) {
      const bound = (slots[linkSlot[link] as number] as number) + (linkLag[link] as number)
      if (bound > start) start = bound
    }
    for (; link < finishEnd; link++) {
      const bound = (slots[linkSlot[link] as number] as number) + (linkLag[link] as number) - duration
      if (bound > start) start = bound
    }
    if ((needEnds[node] as number) < (needEnds[node + 1] as number))
      start = this.#placeWithin(node, start, duration)
    slots[2 * node] = start
    slots[2 * node + 1] = start + duration
    if (!conversions) return
    for (let i = conversions.ends[node] as number; i < (conversions.ends[node + 1] as number); i++) {
      const table = conversions.table[i] as number
      slots[conversions.to[i] as number] = timeInOther(
        conversions.tables[table] as (typeof conversions.tables)[number],
        this.#perBlock[table] as number,
        (slots[conversions.from[i] as number] as number) + (conversions.add[i] as number),
      )
    }
  }

  /** The first start from `start` on at which all resources of a node suffice for its span, which they are then taken for. */
  #placeWithin(node: number, earliest: number, duration: number): number {
    const { needEnds, needPool, needUnits, isFixed, calendars, calendarOf } = this.#limits
    const index = calendarOf[node] as number
    const calendar = calendars[index] as WorkCalendar
    const origin = this.#origin[index] as number
    const firstNeed = needEnds[node] as number
    const lastNeed = needEnds[node + 1] as number
    let start = earliest
    let from: number = startAt(calendar, origin + start)
    let to: number = duration > 0 ? finishAt(calendar, origin + start + duration) : from
    for (let need = firstNeed, settled = 0; settled < lastNeed - firstNeed; ) {
      const pool = needPool[need] as number
      const profile = this.#profiles[pool] as LevelProfile
      const units = needUnits[need] as number
      let block = profile.findBlock(from, to, units)
      if (block !== null && isFixed[node]) {
        this.isOver[pool] = 1
        block = null
      }
      settled = block === null ? settled + 1 : 1
      while (block !== null) {
        // A span takes at least as long as its work, more where it has breaks: those are looked at last.
        start = workAt(calendar, profile.findGap(block, duration, units)) - origin
        from = startAt(calendar, origin + start)
        to = finishAt(calendar, origin + start + duration)
        block = profile.findBlock(from, to, units)
      }
      need = need + 1 < lastNeed ? need + 1 : firstNeed
    }
    for (let need = firstNeed; need < lastNeed; need++)
      (this.#profiles[needPool[need] as number] as LevelProfile).add(from, to, needUnits[need] as number)
    this.from[node] = from
    this.to[node] = to
    return start
  }
}

/** Needs pool by pool, those of pool p from `first[p]` to before `first[p + 1]`, in the order in which their nodes are placed. */
interface PoolUsers {
  first: Int32Array
  node: Int32Array
  units: Float64Array
  /** Where each need stands in these lists. */
  placeOf: Int32Array
}

function listUsers({ pools, order, needEnds, needPool, needUnits }: SimulationLimits): PoolUsers {
  const needs = [...order].flatMap(node => {
    const first = needEnds[node] as number
    return Array.from({ length: (needEnds[node + 1] as number) - first }, (_, k) => ({
      node,
      need: first + k,
    }))
  })
  const poolOf = Int32Array.from(needs, ({ need }) => needPool[need] as number)
  const { first, activity } = gatherNeighbours(pools.length, poolOf, Int32Array.from(needs.keys()))
  const listed = [...activity].map(k => needs[k] as (typeof needs)[number])
  const placeOf = new Int32Array(needPool.length)
  listed.forEach(({ need }, place) => {
    placeOf[need] = place
  })
  return {
    first,
    node: Int32Array.from(listed, ({ node }) => node),
    units: Float64Array.from(listed, ({ need }) => needUnits[need] as number),
    placeOf,
  }
}
