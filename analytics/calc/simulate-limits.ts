import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { WorkCalendar } from './calendar.ts'
import { gatherNeighbours } from './level-neighbours.ts'
import { gatherNeeds, type LevelNeeds, type LevelPool } from './level-needs.ts'
import { makeOrder } from './level-order.ts'
import { type ScheduleInput, statuses } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'
import type { SimulationFrame } from './simulate-build.ts'
import { findPriority, type LevelPriority } from './simulate-priority.ts'

/** What a plan's runs must keep to besides its links. */
export interface PlanLimits {
  needs: LevelNeeds
  priority: LevelPriority
}

/** Limits of a simulation's nodes, ready to be sent to workers. */
export interface SimulationLimits {
  pools: LevelPool[]
  /** Needs of node j are from `needEnds[j]` to before `needEnds[j + 1]`: the pool and how much of it, in thousandths of its unit. */
  needEnds: Int32Array
  needPool: Int32Array
  needUnits: Float64Array
  /** All nodes, in the order in which they are placed. */
  order: Int32Array
  /** Nodes that are never put off: begun, or held by mandatory dates. */
  isFixed: Uint8Array
  /** Node that each slot's time follows from; `count` for the slot that is always 0. */
  owner: Int32Array
  calendars: WorkCalendar[]
  /** Index of each node's calendar. */
  calendarOf: Int32Array
}

/** The limited resources that open work of a plan needs, and the order in which it gets them; `limits` is null where nothing is limited.
 *  Findings say what levelling says of needs. */
export function readLimits(
  plan: Plan,
  schedule: ScheduleResult,
  seed: number,
): { limits: PlanLimits | null; findings: Problem[] } {
  const needs = gatherNeeds([plan], schedule)
  const at = { sheet: 'project', rowKey: plan.project.rowKey, code: plan.project.code }
  const data = { project: plan.project.code }
  if (needs.pool.length === 0)
    return { limits: null, findings: [{ code: 'simulation-without-limits', at, data }] }
  return { limits: { needs, priority: findPriority(plan, schedule, seed) }, findings: needs.findings }
}

/** Lays the limits of a plan out by the nodes of its frame. Work that is never put off comes first in the order, so that it has its resources
 *  whatever else there is, then all other work by its start in the levelled plan, each behind its predecessors. Work as late as possible is
 *  placed like other work, as in runs without limits. */
export function limitNodes(
  { needs, priority }: PlanLimits,
  { activities, calendars }: ScheduleInput,
  frame: SimulationFrame,
): SimulationLimits {
  const { activityOf, calendarOf } = frame
  const count = activityOf.length
  const isFixed = Uint8Array.from(activityOf, u => {
    const dates = [activities.mandatoryStart[u] as number, activities.mandatoryFinish[u] as number]
    return activities.status[u] !== statuses.notStarted || dates.some(date => !Number.isNaN(date)) ? 1 : 0
  })
  const needEnds = new Int32Array(count + 1)
  const slots: number[] = []
  activityOf.forEach((u, node) => {
    for (let slot = needs.first[u] as number; slot < (needs.first[u + 1] as number); slot++)
      if ((needs.units[slot] as number) > 0) slots.push(slot)
    needEnds[node + 1] = slots.length
  })
  const owner = ownersOf(frame)
  return {
    pools: needs.pools,
    needEnds,
    needPool: Int32Array.from(slots, slot => needs.pool[slot] as number),
    needUnits: Float64Array.from(slots, slot => needs.units[slot] as number),
    order: orderNodes(frame, owner, isFixed, priority),
    isFixed,
    owner,
    calendars,
    calendarOf,
  }
}

/** Says which needs no run counts: those of levels of effort and summaries, which last as long as what they span. */
export function findUncounted(
  { needs }: PlanLimits,
  { activities }: ScheduleInput,
  { nodeOf }: SimulationFrame,
): Problem[] {
  const spanning = [...nodeOf.keys()].filter(
    u => nodeOf[u] === -1 && (needs.first[u + 1] as number) > (needs.first[u] as number),
  )
  return spanning.map(u => ({
    code: 'simulation-need-of-span' as const,
    at: { sheet: 'activity', rowKey: activities.rowKey[u] as string, code: activities.code[u] as string },
    data: { activity: activities.code[u] as string },
  }))
}

function ownersOf({ activityOf, slotCount, conversions }: SimulationFrame): Int32Array {
  const count = activityOf.length
  const owner = Int32Array.from({ length: slotCount }, (_, slot) => Math.min(slot >> 1, count))
  if (conversions)
    for (let node = 0; node < count; node++)
      for (let i = conversions.ends[node] as number; i < (conversions.ends[node + 1] as number); i++)
        owner[conversions.to[i] as number] = node
  return owner
}

function orderNodes(
  { activityOf, linkEnds, linkSlot }: SimulationFrame,
  owner: Int32Array,
  isFixed: Uint8Array,
  { start }: LevelPriority,
): Int32Array {
  const count = activityOf.length
  const near: number[] = []
  const far: number[] = []
  // Work that is never put off but waits for work that may be comes behind the rest of its kind.
  const waits = new Uint8Array(count)
  for (let node = 0; node < count; node++)
    for (let k = linkEnds[2 * node] as number; k < (linkEnds[2 * node + 2] as number); k++) {
      const from = owner[linkSlot[k] as number] as number
      if (from === count) continue
      near.push(node)
      far.push(from)
      if (!isFixed[from] || waits[from]) waits[node] = 1
    }
  const rank = (node: number) => (isFixed[node] ? (waits[node] as number) : 2)
  const startOf = (node: number) => {
    const at = start[activityOf[node] as number] as number
    return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at
  }
  const list = Int32Array.from(
    [...activityOf.keys()].sort(
      (a, b) => rank(a) - rank(b) || (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : a - b),
    ),
  )
  const ordered = new Int32Array(count)
  const before = gatherNeighbours(count, Int32Array.from(near), Int32Array.from(far))
  makeOrder(count, before)(list, ordered)
  return ordered
}
