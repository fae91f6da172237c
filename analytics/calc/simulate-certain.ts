import type { Plan } from '#model/plan.ts'
import { formatMinute, minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { finishAt, workAt, workBetween, type WorkCalendar } from './calendar.ts'
import type { SimulationFrame } from './simulate-build.ts'
import { openSimulationKernel } from './simulate-kernel.ts'
import { LevelledPass } from './simulate-levelled-pass.ts'
import type { SimulationLimits } from './simulate-limits.ts'
import type { SimulationNetwork } from './simulate-network.ts'

/** What the plan comes to without uncertainty. */
export interface CertainPlan {
  /** Its finish, that of the levelled plan where runs are levelled. */
  plannedFinish: PlanMinute
  plannedMinutes: number
  /** Time that the budget was made for: from the data date to the finish of the plan's own schedule. */
  budgetMinutes: number
  findings: Problem[]
}

/** Finishes that the plan is known to have. */
export interface KnownFinishes {
  /** By its links and dates, as its runs take them. */
  scheduled: PlanMinute
  /** As it stands: what the budget was made for. */
  budgeted: PlanMinute
  /** Of the levelled plan; null where runs are not to keep to it. */
  levelled: PlanMinute | null
}

/** Runs the plan once with every duration as planned and without risks, and says so where that ends on another day than its schedule or its
 *  levelled plan: runs follow P6's rules for contiguous work, so pauses and the rules of other programs are not in them. */
export function findCertainPlan(
  plan: Plan,
  network: SimulationNetwork,
  frame: SimulationFrame,
  remaining: Float64Array,
  limits: SimulationLimits | null,
  finishes: KnownFinishes,
): CertainPlan {
  const { scheduled, budgeted } = finishes
  const dataDate = frame.dataDate as PlanMinute
  const dateOf = (minutes: number) =>
    dateOfMinutes({ axis: frame.axis, dataDate, plannedFinish: scheduled }, minutes)
  const { memory, run } = openSimulationKernel(certainNetwork(network, frame, remaining), 0, 8, {
    criticality: false,
    sums: null,
  })
  run(0, 8)
  const free = memory.finishes[0] as number
  const minutesTo = (finish: PlanMinute) => Math.max(0, workBetween(frame.axis, dataDate, finish))
  const asScheduled = {
    plannedFinish: scheduled,
    plannedMinutes: minutesTo(scheduled),
    budgetMinutes: minutesTo(budgeted),
    findings: difference('simulation-differs-from-schedule', plan, dateOf(free), scheduled),
  }
  if (!limits) return asScheduled
  const levelled = new LevelledPass(network, limits, dataDate).run(memory.durations, 0)
  const planned =
    levelled > free
      ? { ...asScheduled, plannedFinish: dateOf(levelled), plannedMinutes: levelled }
      : asScheduled
  if (finishes.levelled === null) return planned
  return {
    ...planned,
    findings: [
      ...asScheduled.findings,
      ...difference('simulation-differs-from-levelling', plan, planned.plannedFinish, finishes.levelled),
    ],
  }
}

function certainNetwork(
  network: SimulationNetwork,
  { activityOf }: SimulationFrame,
  remaining: Float64Array,
): SimulationNetwork {
  const none = new Int32Array(0)
  return {
    ...network,
    draw: new Uint8Array(network.count),
    fixed: Int32Array.from(activityOf, u => Math.round(remaining[u] as number)),
    riskNode: none,
    riskIndex: none,
    riskCount: 0,
    groupCount: 0,
  }
}

function difference(
  code: 'simulation-differs-from-schedule' | 'simulation-differs-from-levelling',
  { project }: Plan,
  simulated: PlanMinute,
  scheduled: PlanMinute,
): Problem[] {
  if (Math.abs(simulated - scheduled) < minutesPerDay) return []
  const data = { simulated: formatMinute(simulated), scheduled: formatMinute(scheduled) }
  return [{ code, at: { sheet: 'project', code: project.code }, data }]
}

/** The date of so many minutes of the axis after the data date; where nothing is left to do, the finish that was. */
export function dateOfMinutes(
  { axis, dataDate, plannedFinish }: { axis: WorkCalendar; dataDate: PlanMinute; plannedFinish: PlanMinute },
  minutes: number,
): PlanMinute {
  if (minutes > 0) return finishAt(axis, workAt(axis, dataDate) + minutes)
  return plannedFinish < dataDate ? plannedFinish : dataDate
}
