import { finishAt, workAt, type WorkCalendar } from './calendar.ts'
import { buildNetwork } from './network.ts'
import { linkKinds, shapes, type ScheduleInput } from './schedule-input.ts'
import { makeTimeTable } from './simulate-calendars.ts'
import type { SimulationConversions } from './simulate-network.ts'

/** Nodes, links and ends of a simulation; what is drawn and what it costs is added by others. */
export interface SimulationFrame {
  /** Activity of each node, and node of each activity (-1 for those that drive nothing). */
  activityOf: Int32Array
  nodeOf: Int32Array
  /** Index of each node's calendar. */
  calendarOf: Int32Array
  linkEnds: Int32Array
  linkSlot: Int32Array
  linkLag: Int32Array
  slotCount: number
  zeroSlot: number
  conversions: SimulationConversions | null
  ends: Int32Array
  /** Calendar in whose minutes since the data date the ends are counted. */
  axis: WorkCalendar
  dataDate: number
}

/** The network of a prepared schedule with every time as working minutes since the data date in the calendar of its activity. Links between
 *  calendars go through tables that reach to `horizon` (plan minutes). Levels of effort and summaries drive nothing and are left out, as
 *  are activities on or behind a loop. */
export function buildSimulationFrame(input: ScheduleInput, horizon: number): SimulationFrame {
  const { activities, links, calendars, projects } = input
  const dataDate = projects.dataDate.reduce((first, date) => Math.min(first, date), Number.POSITIVE_INFINITY)
  const { order } = buildNetwork(activities.code.length, links.from, links.to)
  const activityOf = order.filter(u => (activities.shape[u] as number) < shapes.levelOfEffort)
  const nodeOf = new Int32Array(activities.code.length).fill(-1)
  activityOf.forEach((u, node) => {
    nodeOf[u] = node
  })
  const draft = new FrameDraft(input, dataDate, horizon, activityOf)
  const incoming = linksByTarget(input, nodeOf, activityOf.length)
  for (let node = 0; node < activityOf.length; node++)
    if (!isMandatory(input, activityOf[node] as number))
      for (const k of incoming[node] ?? []) draft.addLink(k, nodeOf)
  for (let node = 0; node < activityOf.length; node++) draft.addBounds(node)
  return { activityOf, nodeOf, calendarOf: draft.calendarOf, dataDate, ...draft.finish(calendars) }
}

interface Conversion {
  node: number
  from: number
  add: number
  to: number
  table: number
}

/** Collects links and conversions node by node. */
class FrameDraft {
  readonly calendarOf: Int32Array
  readonly #input: ScheduleInput
  readonly #dataDate: number
  readonly #horizon: number
  readonly #activityOf: Int32Array
  readonly #starts: [slot: number, lag: number][][] = []
  readonly #finishes: [slot: number, lag: number][][] = []
  readonly #conversions: Conversion[] = []
  readonly #known = new Map<string, number>()
  readonly #tableOf = new Map<string, number>()
  readonly #tables: SimulationConversions['tables'] = []
  readonly #isLast: Uint8Array
  #slotCount: number

  constructor(input: ScheduleInput, dataDate: number, horizon: number, activityOf: Int32Array) {
    this.#input = input
    this.#dataDate = dataDate
    this.#horizon = horizon
    this.#activityOf = activityOf
    this.calendarOf = activityOf.map(u => calendarFor(input, u, dataDate))
    this.#isLast = new Uint8Array(activityOf.length).fill(1)
    this.#slotCount = 2 * activityOf.length + 1
    for (let node = 0; node < activityOf.length; node++) {
      this.#starts.push([])
      this.#finishes.push([])
    }
  }

  addLink(k: number, nodeOf: Int32Array): void {
    const { links, activities } = this.#input
    const u = links.from[k] as number
    const from = nodeOf[u] as number
    const to = nodeOf[links.to[k] as number] as number
    const kind = links.kind[k] as number
    const lag = Math.round(links.lag[k] as number)
    const leavesFinish = (kind & 1) === 0
    const shape = activities.shape[u] as number
    const isFinish = leavesFinish
      ? shape !== shapes.instant && shape !== shapes.startMilestone
      : shape === shapes.finishMilestone
    let slot = 2 * from + (leavesFinish ? 1 : 0)
    let calendar = this.calendarOf[from] as number
    let counts = isFinish
    const target = this.calendarOf[to] as number
    if (lag !== 0) {
      const between = links.calendar[k] as number
      if (between !== calendar) slot = this.#convert(from, slot, 0, calendar, between, counts)
      calendar = between
      counts = lag > 0
    }
    let add = lag
    if (calendar !== target) {
      slot = this.#convert(from, slot, add, calendar, target, counts)
      add = 0
    }
    const list = kind <= linkKinds.startToStart ? this.#starts : this.#finishes
    list[to]?.push([slot, add])
    if (lag >= 0 && (kind === linkKinds.finishToStart || kind === linkKinds.finishToFinish))
      this.#isLast[from] = 0
  }

  /** Constraints and later data dates, as links from a slot that is always 0. */
  addBounds(node: number): void {
    const { activities, calendars } = this.#input
    const u = this.#activityOf[node] as number
    const calendar = calendars[this.calendarOf[node] as number] as WorkCalendar
    const zero = 2 * this.#activityOf.length
    const bound = (list: [number, number][][], date: number) => {
      if (!Number.isFinite(date) || date <= this.#dataDate) return
      const work = workAt(calendar, date) - workAt(calendar, this.#dataDate)
      if (work > 0) list[node]?.push([zero, Math.min(work, 2 ** 30)])
    }
    const start = activities.mandatoryStart[u] as number
    const finish = activities.mandatoryFinish[u] as number
    if (Number.isNaN(start) && Number.isNaN(finish)) {
      bound(this.#starts, activities.startMin[u] as number)
      bound(this.#finishes, activities.finishMin[u] as number)
    } else if (Number.isNaN(finish)) bound(this.#starts, start)
    else bound(this.#finishes, finish)
  }

  finish(calendars: readonly WorkCalendar[]) {
    const count = this.#activityOf.length
    const last = [...this.#isLast.keys()].filter(node => this.#isLast[node] === 1)
    const used = new Set(last.map(node => this.calendarOf[node] as number))
    const axis = used.size === 1 ? ([...used][0] as number) : 0
    const ends = last.map(node => {
      const calendar = this.calendarOf[node] as number
      return calendar === axis ? 2 * node + 1 : this.#convert(node, 2 * node + 1, 0, calendar, axis, true)
    })
    const linkEnds = new Int32Array(2 * count + 1)
    const all: [number, number][] = []
    for (let node = 0; node < count; node++) {
      all.push(...(this.#starts[node] ?? []))
      linkEnds[2 * node + 1] = all.length
      all.push(...(this.#finishes[node] ?? []))
      linkEnds[2 * node + 2] = all.length
    }
    return {
      linkEnds,
      linkSlot: Int32Array.from(all, ([slot]) => slot),
      linkLag: Int32Array.from(all, ([, lag]) => lag),
      slotCount: this.#slotCount,
      zeroSlot: 2 * count,
      conversions: this.#conversions.length === 0 ? null : this.#layOut(count),
      ends: Int32Array.from(ends),
      axis: calendars[axis] as WorkCalendar,
    }
  }

  /** Slot that holds a time of a node in another calendar. */
  #convert(node: number, slot: number, add: number, from: number, to: number, isFinish: boolean): number {
    const key = `${slot} ${add} ${to} ${isFinish}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = this.#slotCount++
    this.#known.set(key, made)
    this.#conversions.push({ node, from: slot, add, to: made, table: this.#table(from, to, isFinish) })
    return made
  }

  #table(from: number, to: number, isFinish: boolean): number {
    const key = `${from} ${to} ${isFinish}`
    const known = this.#tableOf.get(key)
    if (known !== undefined) return known
    const { calendars } = this.#input
    const index = this.#tables.length
    this.#tableOf.set(key, index)
    this.#tables.push(
      makeTimeTable(
        calendars[from] as WorkCalendar,
        calendars[to] as WorkCalendar,
        this.#dataDate,
        this.#horizon,
        isFinish,
      ),
    )
    return index
  }

  #layOut(count: number): SimulationConversions {
    const list = this.#conversions.toSorted((a, b) => a.node - b.node)
    const ends = new Int32Array(count + 1)
    for (const { node } of list) ends[node + 1]!++
    for (let node = 0; node < count; node++) ends[node + 1]! += ends[node] as number
    const column = (name: keyof Conversion) => Int32Array.from(list, one => one[name])
    return {
      ends,
      from: column('from'),
      add: column('add'),
      to: column('to'),
      table: column('table'),
      tables: this.#tables,
    }
  }
}

function isMandatory({ activities }: ScheduleInput, u: number): boolean {
  return !Number.isNaN(activities.mandatoryStart[u]) || !Number.isNaN(activities.mandatoryFinish[u])
}

function linksByTarget({ links }: ScheduleInput, nodeOf: Int32Array, count: number): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => [])
  for (let k = 0; k < links.from.length; k++)
    if ((nodeOf[links.from[k] as number] as number) >= 0)
      lists[nodeOf[links.to[k] as number] as number]?.push(k)
  return lists
}

/** The activity's own calendar; where resources work in calendars of their own, the one that would finish last. */
function calendarFor({ activities, calendars }: ScheduleInput, u: number, dataDate: number): number {
  let chosen = activities.calendar[u] as number
  if (activities.shape[u] !== shapes.resourceWork) return chosen
  let latest = Number.NEGATIVE_INFINITY
  const end = activities.resourceFirst[u + 1] as number
  for (let i = activities.resourceFirst[u] as number; i < end; i++) {
    const index = activities.resourceCalendar[i] as number
    const calendar = calendars[index] as WorkCalendar
    const finish = finishAt(calendar, workAt(calendar, dataDate) + (activities.remaining[u] as number))
    if (finish > latest) {
      latest = finish
      chosen = index
    }
  }
  return chosen
}
