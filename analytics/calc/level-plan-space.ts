import type { WorkCalendar } from './calendar.ts'
import { makeEarlyBounds, passOn, placeEarly } from './forward-pass.ts'
import { gatherNeighbours, type Neighbours } from './level-neighbours.ts'
import type { LevelNeeds } from './level-needs.ts'
import { makeOrder } from './level-order.ts'
import { LevelProfile } from './level-profile.ts'
import type { LevelSpace } from './level-space.ts'
import { addLag } from './lag.ts'
import { linkKinds, shapes, statuses } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

export interface PlanSpaceOptions {
  /** Whether the finish may move, or every activity must stay within its total float. */
  mode: 'finishMayMove' | 'withinFloat'
  /** What a minute of each project's finish costs. */
  weights: Float64Array
}

/** Real plans as a space of the search. Forward, each activity of a list is placed by the rules of the critical path in its own
 *  calendar, with all kinds of links and constraints, and put off until the resources left over by those before it suffice for
 *  its whole span. Work that has begun, mandatory dates and work as late as possible are not put off; their resources are set aside for the dates they have
 *  without limits.
 *  Backward, spans and lags are taken as long as they are in the plan without limits: good enough for an order. The value is,
 *  with a finish that may move, the weighted finishes of the projects, else what is left beyond capacity; among equal ones the
 *  sum of the moves decides. Needs the state after both passes. */
export function makePlanSpace(
  state: ScheduleState,
  needs: LevelNeeds,
  { mode, weights }: PlanSpaceOptions,
): LevelSpace {
  const { activities, links } = state.input
  const count = activities.code.length
  const base = state.earlyStart.reduce((least, at) => (at < least ? at : least), Number.POSITIVE_INFINITY)
  const early = { start: state.earlyStart.slice(), finish: state.earlyFinish.slice() }
  const late = state.lateStart.slice()
  const isFixed = findFixed(state)
  const profiles = needs.pools.map(pool => new LevelProfile(pool.available))
  const reserved = reserveFixed(needs, isFixed, early)
  const rank = Float64Array.from(state.lateFinish, at => Math.max(0, at - base) || 0)
  const allowed = allowedEnds(state)
  const scaleOfMoves = 1 / (1 + count * 1e7)
  const before = gatherNeighbours(count, links.to, links.from)
  const after = gatherNeighbours(count, links.from, links.to)
  const order = makeOrder(count, before)
  const ordered = new Int32Array(count)
  const backward = makeBackward(state, needs, after, { ...early, isFixed, weights })

  const forward = (list: Int32Array, start: Int32Array, finish: Int32Array): number => {
    order(list, ordered)
    profiles.forEach((profile, pool) => profile.copy(reserved[pool] as LevelProfile))
    const bounds = makeEarlyBounds(state)
    const ends = new Float64Array(weights.length).fill(base)
    let moves = 0
    for (let k = 0; k < count; k++) {
      const u = ordered[k] as number
      if ((activities.shape[u] as number) >= shapes.levelOfEffort) continue
      if (isFixed[u]) placeEarly(state, u, bounds.start[u] as number, bounds.finish[u] as number)
      else {
        const latest =
          mode === 'withinFloat' ? Math.max(late[u] as number, early.start[u] as number) : Infinity
        placeWithin(u, bounds.start[u] as number, bounds.finish[u] as number, latest)
      }
      passOn(state, u, bounds)
      const [from, to] = [state.earlyStart[u] as number, state.earlyFinish[u] as number]
      if (from !== from) continue
      start[u] = from - base
      finish[u] = to - base
      moves += from - (early.start[u] as number)
      const project = activities.project[u] as number
      if (to > (ends[project] as number)) ends[project] = to
    }
    const main =
      mode === 'withinFloat'
        ? profiles.reduce((sum, profile) => sum + profile.excess(), 0) + delayBeyond(ends, allowed) * 1e9
        : ends.reduce((sum, end, project) => sum + (weights[project] as number) * (end - base), 0)
    return main + moves * scaleOfMoves
  }

  /** Places an activity at the first time its resources suffice, or where its links put it if that is later than allowed. */
  const placeWithin = (u: number, startBound: number, finishBound: number, latest: number) => {
    const firstNeed = needs.first[u] as number
    const endOfNeeds = needs.first[u + 1] as number
    placeEarly(state, u, startBound, finishBound)
    if (firstNeed === endOfNeeds) return
    let slot = firstNeed
    while (slot < endOfNeeds) {
      const profile = profiles[needs.pool[slot] as number] as LevelProfile
      const [from, to] = [state.earlyStart[u] as number, state.earlyFinish[u] as number]
      const block = profile.findBlock(from, to, needs.units[slot] as number)
      if (block === null) {
        slot++
        continue
      }
      if (block > latest || !(block > from)) {
        placeEarly(state, u, startBound, finishBound)
        break
      }
      placeEarly(state, u, block, finishBound)
      slot = firstNeed
    }
    if ((state.earlyStart[u] as number) > latest) placeEarly(state, u, startBound, finishBound)
    for (slot = firstNeed; slot < endOfNeeds; slot++)
      (profiles[needs.pool[slot] as number] as LevelProfile).add(
        state.earlyStart[u] as number,
        state.earlyFinish[u] as number,
        needs.units[slot] as number,
      )
  }

  return {
    activityCount: count,
    before,
    after,
    rank,
    lowerBound: mode === 'withinFloat' ? 0 : lowerBoundOf(state, base, weights),
    decode: (list, isBackward, start, finish) =>
      isBackward ? backward(list, start, finish) : forward(list, start, finish),
  }
}

/** How late each project may end without using more than its float. */
function allowedEnds({ projectEnd, input: { projects } }: ScheduleState): Float64Array {
  return projects.mustFinishBy.map((must, project) => {
    const end = projectEnd[project] as number
    return must > end ? must : end
  })
}

function delayBeyond(ends: Float64Array, allowed: Float64Array): number {
  return ends.reduce((sum, end, project) => sum + Math.max(0, end - (allowed[project] as number)), 0)
}

/** Finishes of the plan without limits: no levelled finish is earlier. */
function lowerBoundOf(state: ScheduleState, base: number, weights: Float64Array): number {
  return weights.reduce((sum, weight, project) => {
    const end = state.projectEnd[project] as number
    return sum + weight * (end === end ? end - base : 0)
  }, 0)
}

/** What levelling never puts off: work that has begun, mandatory dates, and what is done as late as possible anyway. */
function findFixed({ input: { activities } }: ScheduleState): Uint8Array {
  return activities.status.map((status, u) => {
    const mandatory = [activities.mandatoryStart[u] as number, activities.mandatoryFinish[u] as number]
    const isHeld = activities.asLateAsPossible[u] === 1 || mandatory.some(date => date === date)
    return status !== statuses.notStarted || isHeld ? 1 : 0
  })
}

function reserveFixed(
  needs: LevelNeeds,
  isFixed: Uint8Array,
  early: { start: Float64Array; finish: Float64Array },
): LevelProfile[] {
  const reserved = needs.pools.map(pool => new LevelProfile(pool.available))
  for (let u = 0; u < isFixed.length; u++) {
    if (!isFixed[u]) continue
    for (let slot = needs.first[u] as number; slot < (needs.first[u + 1] as number); slot++)
      reserved[needs.pool[slot] as number]?.add(
        early.start[u] as number,
        early.finish[u] as number,
        needs.units[slot] as number,
      )
  }
  return reserved
}

/** Time counted down from the end of the plan without limits: a span ends at its start and begins at its finish. */
function makeBackward(
  state: ScheduleState,
  needs: LevelNeeds,
  after: Neighbours,
  plan: { start: Float64Array; finish: Float64Array; isFixed: Uint8Array; weights: Float64Array },
) {
  const { activities } = state.input
  const { first } = state.network
  const horizon = state.projectEnd[state.projectEnd.length - 1] as number
  const gaps = startGaps(state, plan)
  const profiles = needs.pools.map(pool => new LevelProfile(pool.available))
  const mirrored = { start: plan.finish.map(at => horizon - at), finish: plan.start.map(at => horizon - at) }
  const reserved = reserveFixed(needs, plan.isFixed, mirrored)
  const order = makeOrder(activities.code.length, after)
  const ordered = new Int32Array(activities.code.length)
  return (list: Int32Array, start: Int32Array, finish: Int32Array): number => {
    order(list, ordered)
    profiles.forEach((profile, pool) => profile.copy(reserved[pool] as LevelProfile))
    const ends = new Float64Array(plan.weights.length)
    for (const u of ordered) {
      const span = (plan.finish[u] as number) - (plan.start[u] as number)
      if (span !== span || (activities.shape[u] as number) >= shapes.levelOfEffort) continue
      let from = plan.isFixed[u] ? (mirrored.start[u] as number) : 0
      if (!plan.isFixed[u]) {
        for (let slot = first[u] as number; slot < (first[u + 1] as number); slot++) {
          const v = state.to[slot] as number
          from = Math.max(from, (finish[v] as number) + (gaps[slot] as number) - span)
        }
        from = placeBackward(u, from, span)
      }
      start[u] = from
      finish[u] = from + span
      const project = activities.project[u] as number
      ends[project] = Math.max(ends[project] as number, from + span)
    }
    return ends.reduce((sum, end, project) => sum + (plan.weights[project] as number) * end, 0)
  }

  function placeBackward(u: number, earliest: number, span: number): number {
    let from = earliest
    const end = needs.first[u + 1] as number
    for (let slot = needs.first[u] as number; slot < end; slot++) {
      const profile = profiles[needs.pool[slot] as number] as LevelProfile
      const block = profile.findBlock(from, from + span, needs.units[slot] as number)
      if (block === null) continue
      from = block
      slot = (needs.first[u] as number) - 1
    }
    for (let slot = needs.first[u] as number; slot < end; slot++)
      profiles[needs.pool[slot] as number]?.add(from, from + span, needs.units[slot] as number)
    return from
  }
}

/** How long after its predecessor's start each link lets an activity start, in plain minutes of the plan without limits. */
function startGaps(state: ScheduleState, { start, finish }: { start: Float64Array; finish: Float64Array }) {
  const { network, to, kind, lag, lagCalendar } = state
  const gaps = new Float64Array(to.length)
  for (let u = 0; u < start.length; u++) {
    for (let slot = network.first[u] as number; slot < (network.first[u + 1] as number); slot++) {
      const v = to[slot] as number
      const how = kind[slot] as number
      const own = (how & 1) === 0 ? (finish[u] as number) : (start[u] as number)
      const minutes = lag[slot] as number
      const date = minutes === 0 ? own : addLag(lagCalendar[slot] as WorkCalendar, own, minutes)
      const spanOfNext = (finish[v] as number) - (start[v] as number)
      const asked = how <= linkKinds.startToStart ? date : date - spanOfNext
      gaps[slot] = asked - (start[u] as number) || 0
    }
  }
  return gaps
}
