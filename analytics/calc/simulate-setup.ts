import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { AppError, type Problem } from '#model/problems.ts'
import { workBetween, type WorkCalendar } from './calendar.ts'
import { isHeldByLevelling, releaseLevelledStarts } from './release-levelled-starts.ts'
import { calculateSchedule, prepareSchedule, type ScheduleInput } from './schedule.ts'
import { shapes } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'
import { buildSimulationFrame, type SimulationFrame } from './simulate-build.ts'
import { findCertainPlan } from './simulate-certain.ts'
import { correlationGroups } from './simulate-correlation.ts'
import { costKindNames, readCosts, type SimulatedCosts } from './simulate-costs.ts'
import { DrawBook, drawColumns, type DurationDraw } from './simulate-draws.ts'
import { findUncounted, limitNodes, readLimits, type SimulationLimits } from './simulate-limits.ts'
import type { SimulationNetwork } from './simulate-network.ts'
import type { SimulationOptions } from './simulate-options.ts'
import { keysOf } from './simulate-random.ts'
import { durationRanges, type DurationRange, type DurationRatio } from './simulate-ranges.ts'
import { readRisks, type SimulatedRisk } from './simulate-risks.ts'

/** Everything that runs need, ready to be sent to workers: typed arrays and plain data. */
export interface SimulationSetup {
  network: SimulationNetwork
  options: SimulationOptions
  /** What levelled runs keep to; null where runs are not levelled or nothing is limited. */
  limits: SimulationLimits | null
  groupRoot: number[][]
  groupKeys: [number, number][]
  /** With what they do to the nodes; impacts of `network.riskIndex` r are those of risk r. */
  risks: SimulatedRisk[]
  mitigationCost: number
  costs: SimulatedCosts | null
  /** Calendar in whose minutes from the data date finishes are counted, and the finish that the plan, levelled where the runs are, has. */
  axis: WorkCalendar
  dataDate: PlanMinute
  plannedFinish: PlanMinute
  plannedMinutes: number
  /** Time that the budget was made for: to the finish of the plan as scheduled. */
  budgetMinutes: number
  finishCentre: number
  durationCentres: Int32Array
  activityOf: Int32Array
  /** Whether a node's activity is finished, and so never critical. */
  isDone: Uint8Array
  ranges: { source: DurationRange['source']; activities: number }[]
  isRepaired: boolean
  findings: Problem[]
}

/** A plan made ready for simulation. Throws `simulation-without-activities` where nothing has dates, `link-loop` or
 *  `date-out-of-range` where that is why. */
export function prepareSimulation(
  plan: Plan,
  options: SimulationOptions,
  ratios: readonly DurationRatio[],
): SimulationSetup {
  const planned = calculateSchedule(prepareSchedule([plan]))
  if (Number.isNaN(planned.projectFinish[0] ?? Number.NaN)) throw withoutFinish(plan, planned)
  const released = releasedStarts(plan, options)
  const input = prepareSchedule([released.plan])
  const schedule = released.count > 0 ? calculateSchedule(input) : planned
  const scheduledFinish = schedule.projectFinish[0] as PlanMinute
  const budgetFinish = planned.projectFinish[0] as PlanMinute
  const dataDate = input.projects.dataDate[0] as PlanMinute
  const remaining = remainingMinutes(input, schedule)
  const groups = correlationGroups(plan.activities, options)
  const { ranges, findings } = durationRanges(plan.activities, input, remaining, ratios, plan.project.sector)
  const book = new DrawBook(options, ranges)
  const isCorrelated = (u: number) => (groups.groupOf[u] as number) >= 0 && groups.loading > 0
  const draws = ranges.map((range, u) => book.drawOf(range, isCorrelated(u)))
  const register = options.withRisks
    ? readRisks(plan, keysOf)
    : { risks: [], mitigationCost: 0, findings: [] }
  const limited = options.levelled ? readLimits(plan, planned, options.seed) : { limits: null, findings: [] }
  const planLimits = limited.limits
  const latestFinish = Math.max(budgetFinish, planLimits?.priority.finish ?? budgetFinish)
  const horizon = horizonOf(draws, book, remaining, register.risks, dataDate, latestFinish)
  const frame = buildSimulationFrame(input, horizon)
  const nodeLimits = planLimits && {
    plan: planLimits,
    nodes: limitNodes(planLimits, input, frame),
  }
  const cost = readCosts(
    plan,
    planned,
    remaining,
    dataDate,
    options.costAssumptions.map(({ timeShare }) => timeShare),
  )
  const nodeDraws = Array.from(frame.activityOf, u => draws[u] as DurationDraw)
  const centres = Int32Array.from(nodeDraws, draw => Math.round(book.extentOf(draw).mean))
  const network: SimulationNetwork = {
    ...frameColumns(frame),
    ...drawColumns(
      nodeDraws,
      node => groups.groupOf[frame.activityOf[node] as number] as number,
      groups.loading,
    ),
    keys: keyColumn(frame, plan.activities),
    ...riskColumns(frame, register.risks),
    groupCount: groups.names.length,
    ...costColumns(frame, cost.costs, remaining),
    tables: book.tables,
  }
  const certain = findCertainPlan(plan, network, frame, remaining, nodeLimits?.nodes ?? null, {
    scheduled: scheduledFinish,
    budgeted: budgetFinish,
    levelled: released.count > 0 ? null : ((planLimits?.priority.finish ?? null) as PlanMinute | null),
  })
  return {
    network,
    options,
    limits: nodeLimits?.nodes ?? null,
    groupRoot: groups.root,
    groupKeys: groups.names.map(name => keysOf(`group ${name}`)),
    risks: register.risks,
    mitigationCost: register.mitigationCost,
    costs: cost.costs,
    axis: frame.axis,
    dataDate,
    plannedFinish: certain.plannedFinish,
    plannedMinutes: certain.plannedMinutes,
    budgetMinutes: certain.budgetMinutes,
    finishCentre: Math.round(certain.plannedMinutes * 1.1),
    durationCentres: centres,
    activityOf: frame.activityOf,
    isDone: Uint8Array.from(frame.activityOf, u => (plan.activities[u]?.actualFinish === null ? 0 : 1)),
    ranges: countSources(ranges, frame),
    isRepaired: groups.isRepaired,
    findings: [
      ...schedule.findings,
      ...findings,
      ...groups.findings,
      ...register.findings,
      ...cost.findings,
      ...limited.findings,
      ...released.findings,
      ...(planLimits ? findUncounted(planLimits, input, frame) : []),
      ...certain.findings,
    ],
  }
}

/** The plan as its runs take it, and how many activities no longer wait for a start that was accepted from a levelling. */
function releasedStarts(
  plan: Plan,
  { levelled, acceptedStarts }: SimulationOptions,
): { plan: Plan; count: number; findings: Problem[] } {
  const count = plan.activities.filter(isHeldByLevelling).length
  if (!levelled || acceptedStarts === 'hold' || count === 0) return { plan, count: 0, findings: [] }
  const { code, rowKey } = plan.project
  const at = { sheet: 'project', rowKey, code }
  return {
    plan: releaseLevelledStarts(plan),
    count,
    findings: [{ code: 'simulation-starts-released', at, data: { count } }],
  }
}

function withoutFinish({ project }: Plan, { findings }: ScheduleResult): AppError {
  const loop = findings.find(({ code }) => code === 'link-loop' || code === 'date-out-of-range')
  if (!loop) return new AppError('simulation-without-activities', { project: project.code })
  return new AppError(loop.code, loop.data ?? {}, { at: loop.at ?? {} })
}

/** Work still to do; where an expected finish decides it, what the schedule makes of it. */
function remainingMinutes({ activities, calendars }: ScheduleInput, schedule: ScheduleResult): Float64Array {
  return activities.remaining.map((minutes, u) =>
    Number.isNaN(activities.expectedFinish[u]) || activities.shape[u] !== shapes.work
      ? minutes
      : workBetween(
          calendars[activities.calendar[u] as number] as WorkCalendar,
          schedule.earlyStart[u] as number,
          schedule.earlyFinish[u] as number,
        ),
  )
}

/** A date that no run passes in a plan of ordinary proportions: the planned time stretched by the widest range, or by all extra work and
 *  all risks one after another where that is less. Twice that much at least, sixteen years at most. */
function horizonOf(
  draws: readonly DurationDraw[],
  book: DrawBook,
  remaining: Float64Array,
  risks: readonly SimulatedRisk[],
  dataDate: number,
  plannedFinish: number,
): number {
  let widest = 2
  let extra = 0
  draws.forEach((draw, u) => {
    const own = remaining[u] as number
    if (draw.kind === 'fixed' || !(own > 0)) return
    const { most } = book.extentOf(draw)
    widest = Math.max(widest, most / own)
    extra += Math.max(0, most - own)
  })
  const clock = 10_080 / 2400
  const delays = risks.reduce((sum, { delay, activities }) => sum + delay.most * activities.length, 0) * clock
  const planned = plannedFinish - dataDate
  const longest = Math.min(planned * widest, planned + extra * clock) + delays
  return dataDate + Math.min(16 * 525_600, Math.max(2 * planned, longest) + 60 * 1440)
}

function frameColumns(frame: SimulationFrame) {
  const { linkEnds, linkSlot, linkLag, slotCount, zeroSlot, conversions, ends } = frame
  return {
    count: frame.activityOf.length,
    linkEnds,
    linkSlot,
    linkLag,
    slotCount,
    zeroSlot,
    conversions,
    ends,
  }
}

function keyColumn({ activityOf }: SimulationFrame, activities: readonly Activity[]): Uint32Array {
  return Uint32Array.from([...activityOf].flatMap(u => keysOf((activities[u] as Activity).rowKey)))
}

function riskColumns({ nodeOf }: SimulationFrame, risks: readonly SimulatedRisk[]) {
  const pairs = risks.flatMap(({ activities }, risk) =>
    activities.map(u => [nodeOf[u] as number, risk] as const).filter(([node]) => node >= 0),
  )
  return {
    riskNode: Int32Array.from(pairs, ([node]) => node),
    riskIndex: Int32Array.from(pairs, ([, risk]) => risk),
    riskCount: risks.length,
  }
}

function costColumns({ nodeOf }: SimulationFrame, costs: SimulatedCosts | null, remaining: Float64Array) {
  if (!costs)
    return { costNode: new Int32Array(0), costRate: new Float64Array(0), costEnds: new Int32Array(1) }
  const nodes: number[] = []
  const rates: number[] = []
  const costEnds = new Int32Array(costKindNames.length + 1)
  for (let kind = 0; kind < costKindNames.length; kind++) {
    for (const { kind: own, activity, amount } of costs.byActivity) {
      if (own !== kind) continue
      const node = nodeOf[activity] as number
      if (node < 0) costs.byProject[kind] = (costs.byProject[kind] as number) + amount
      else {
        nodes.push(node)
        rates.push(amount / Math.round(remaining[activity] as number))
      }
    }
    costEnds[kind + 1] = nodes.length
  }
  return { costNode: Int32Array.from(nodes), costRate: Float64Array.from(rates), costEnds }
}

function countSources(ranges: readonly DurationRange[], { activityOf }: SimulationFrame) {
  return (['threePoint', 'history', 'default', 'fixed'] as const).map(source => ({
    source,
    activities: activityOf.reduce((sum, u) => sum + (ranges[u]?.source === source ? 1 : 0), 0),
  }))
}
