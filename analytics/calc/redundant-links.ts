import type { Activity } from '#model/entities/activity.ts'
import type { Link } from '#model/entities/link.ts'
import { buildNetwork } from './network.ts'
import type { FaultSubject } from './plan-fault.ts'
import { statuses } from './schedule-input.ts'

/** A link that other links make superfluous; `through` is the activity through which the other way leads. */
export interface RedundantLink {
  link: number
  through: number
}

/**
 * Links that can go without moving any early date, whatever durations and calendars are. Each activity is two points, its
 * start before its finish, and each link a step between points. A link of no lag or a negative one is redundant when another
 * way of one or more links leads from its first point to its second, none of them with a negative lag. Left out of those ways
 * is what does not pass dates on: levels of effort, summaries, mandatory dates, expected finishes, start-to-finish links, and
 * started activities where progress overrides logic. Links with a positive lag are never called redundant. Nothing is said
 * while the plan has a loop. Takes links × targets / 32 steps (transitive reduction, Aho, Garey, Ullman 1972, by bit sets).
 */
export function findRedundantLinks(subject: FaultSubject): RedundantLink[] {
  const { plan, links } = subject
  const count = plan.activities.length
  const ends = endsOf(subject)
  const graph = buildNetwork(2 * count, ends.from, ends.to)
  if (graph.order.length < 2 * count) return []
  const rank = new Int32Array(2 * count)
  for (let r = 0; r < rank.length; r++) rank[graph.order[r] as number] = r
  const passing = passingOn(subject)
  const passes = Int32Array.from(graph.order, point => passing[point >> 1] as number)
  const steps = stepsByRank(links, ends, rank, graph)
  const entering = new Int32Array(rank.length)
  for (let slot = 0; slot < steps.head.length; slot++) entering[steps.head[slot] as number]!++
  const candidates: Candidate[] = []
  for (let i = 0; i < ends.link.length; i++) {
    const link = ends.link[i] as number
    if (link < 0 || (links[link] as Link).lag > 0) continue
    const [source, target] = [rank[ends.from[i] as number] as number, rank[ends.to[i] as number] as number]
    // Another way leaves the source and enters the target by other steps than the link itself.
    const own = (links[link] as Link).lag === 0 ? 1 : 0
    const leaving = (steps.first[source + 1] as number) - (steps.first[source] as number)
    if (leaving > own && (entering[target] as number) > own) candidates.push({ link, source, target })
  }
  return search(
    candidates.sort((a, b) => a.target - b.target),
    steps,
    passes,
    graph.order,
  )
    .map(({ link, through }) => ({ link, through: (graph.order[through] as number) >> 1 }))
    .sort((a, b) => a.link - b.link)
}

interface Candidate {
  link: number
  source: number
  target: number
}
/** Steps that cannot go back in time, by the rank of the point they leave: those of r are from `first[r]`. */
interface Steps {
  first: Int32Array
  head: Int32Array
}
interface Ends {
  from: Int32Array
  to: Int32Array
  /** Link of each step, -1 for the step from start to finish. */
  link: number[]
}

function endsOf({ plan, links, from, to, drives }: FaultSubject): Ends {
  const count = plan.activities.length
  const [tails, heads] = [new Int32Array(links.length + count), new Int32Array(links.length + count)]
  const link: number[] = []
  for (let u = 0; u < count; u++) {
    tails[u] = 2 * u
    heads[u] = 2 * u + 1
    link.push(-1)
  }
  for (let k = 0; k < links.length; k++) {
    const { kind } = links[k] as Link
    const [a, b] = [from[k] as number, to[k] as number]
    if (kind === 'startToFinish' || drives[a] === 0 || drives[b] === 0) continue
    tails[link.length] = 2 * a + (kind === 'startToStart' ? 0 : 1)
    heads[link.length] = 2 * b + (kind === 'finishToFinish' ? 1 : 0)
    link.push(k)
  }
  return { from: tails.subarray(0, link.length), to: heads.subarray(0, link.length), link }
}

function stepsByRank(
  links: readonly Link[],
  ends: Ends,
  rank: Int32Array,
  graph: { first: Int32Array; link: Int32Array; order: Int32Array },
): Steps {
  const first = new Int32Array(graph.order.length + 1)
  const head = new Int32Array(ends.link.length)
  let size = 0
  for (let r = 0; r < graph.order.length; r++) {
    const point = graph.order[r] as number
    for (let slot = graph.first[point] as number; slot < (graph.first[point + 1] as number); slot++) {
      const step = graph.link[slot] as number
      const link = ends.link[step] as number
      if (link >= 0 && (links[link] as Link).lag < 0) continue
      head[size++] = rank[ends.to[step] as number] as number
    }
    first[r + 1] = size
  }
  return { first, head: head.subarray(0, size) }
}

/** Candidates come by target; 32 targets are looked for at a time, from the last of them back to the first source. */
function search(
  candidates: readonly Candidate[],
  { first, head }: Steps,
  passes: Int32Array,
  order: Int32Array,
): RedundantLink[] {
  const found: RedundantLink[] = []
  /** Which of the targets a point is or leads to by passing dates on. */
  const leads = new Int32Array(passes.length)
  const bit = new Int32Array(passes.length)
  for (let at = 0; at < candidates.length; ) {
    const begin = at
    let lowest = passes.length
    let targets = 0
    let highest = 0
    for (; at < candidates.length; at++) {
      const { source, target } = candidates[at] as Candidate
      if (bit[target] === 0) {
        if (targets === 32) break
        bit[target] = 1 << targets++
      }
      highest = target
      if (source < lowest) lowest = source
    }
    for (let r = highest; r >= lowest; r--) {
      let sum = 0
      const end = first[r + 1] as number
      for (let slot = first[r] as number; slot < end; slot++) sum |= leads[head[slot] as number] as number
      leads[r] = (sum & (passes[r] as number)) | (bit[r] as number)
    }
    for (let i = begin; i < at; i++) {
      const { link, source, target } = candidates[i] as Candidate
      const through = otherWay(source, target, bit[target] as number)
      if (through >= 0) found.push({ link, through })
    }
    for (let i = begin; i < at; i++) bit[(candidates[i] as Candidate).target] = 0
    leads.fill(0, lowest, highest + 1)
  }
  return found

  /** The first point of another activity on another way to a target, -1 where there is none. A parallel link is a duplicate, no other way. */
  function otherWay(source: number, target: number, wanted: number): number {
    const end = first[source + 1] as number
    for (let slot = first[source] as number; slot < end; slot++) {
      const next = head[slot] as number
      if (next === target || ((leads[next] as number) & wanted) === 0) continue
      const isOwn = (order[next] as number) >> 1 === (order[source] as number) >> 1
      return isOwn ? beyond(next, wanted) : next
    }
    return -1
  }

  function beyond(point: number, wanted: number): number {
    const end = first[point + 1] as number
    for (let slot = first[point] as number; slot < end; slot++)
      if (((leads[head[slot] as number] as number) & wanted) !== 0) return head[slot] as number
    return point
  }
}

const holding: ReadonlySet<string> = new Set(['mandatoryStart', 'mandatoryFinish', 'startOn', 'finishOn'])
/** Dates that win over links under MS Project's rules. */
const winning: ReadonlySet<string> = new Set(['startOnOrBefore', 'finishOnOrBefore'])

/** -1 (all bits) for activities that pass on what is asked of them, else 0. */
function passingOn({ plan, drives, status }: FaultSubject): Int32Array {
  const { progressMode, usesExpectedFinish, schedulingRules } = plan.project
  const passing = new Int32Array(drives.length)
  for (let u = 0; u < passing.length; u++) {
    if (drives[u] === 0 || (status[u] !== statuses.notStarted && progressMode !== 'retainedLogic')) continue
    const { constraintKind, expectedFinish } = plan.activities[u] as Activity
    const isHeld =
      (constraintKind !== null && holding.has(constraintKind)) ||
      (constraintKind !== null && schedulingRules === 'msProject' && winning.has(constraintKind)) ||
      (usesExpectedFinish && expectedFinish !== null)
    if (!isHeld) passing[u] = -1
  }
  return passing
}
