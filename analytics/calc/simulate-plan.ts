import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { SimulationAnswer, SimulationDriver } from '#model/simulation-contract.ts'
import { SimulationRunner, stretchOf } from './simulate-batch.ts'
import { dateOfMinutes } from './simulate-certain.ts'
import { rateDrivers, type RatedDriver } from './simulate-drivers.ts'
import type { SimulationEngine } from './simulate-kernel.ts'
import type { SimulationOptions } from './simulate-options.ts'
import { stateAssumption } from './simulate-prices.ts'
import type { DurationRatio } from './simulate-ranges.ts'
import { prepareSimulation, type SimulationSetup } from './simulate-setup.ts'
import { jointConfidence, summarise } from './simulate-summary.ts'
import { SimulationSum, stretches, stretchRuns, type SimulationTotal } from './simulate-total.ts'

/** An answer before it is put into a language and beside a stored project; drivers are all of them, most first. */
export interface SimulationOutcome {
  answer: Omit<SimulationAnswer, 'projectId' | 'fromChange' | 'isCurrent' | 'findings'>
  drivers: RatedDriver[]
  findings: Problem[]
}

/** Simulates a plan in this thread: finish and cost together, the same for the same seed on any machine. Throws
 *  `simulation-without-activities`. */
export function simulatePlan(
  plan: Plan,
  options: SimulationOptions,
  ratios: readonly DurationRatio[] = [],
  engine?: SimulationEngine,
): SimulationOutcome {
  const setup = prepareSimulation(plan, options, ratios)
  const runner = new SimulationRunner(setup, engine)
  const sum = new SimulationSum(setup)
  for (const first of stretches(options)) {
    if (sum.isOver) break
    sum.add(runner.run(first, Math.min(stretchRuns(options), options.runs - first)))
  }
  return describeSimulation(plan, setup, sum)
}

/** What the runs say. */
export function describeSimulation(
  plan: Plan,
  setup: SimulationSetup,
  sum: SimulationSum,
): SimulationOutcome {
  const { total, isStable } = sum
  const { options } = setup
  const finishes = datesOf(setup, total)
  const costs = total.costs?.slice(0, total.runs).map(cost => Math.round(cost)) ?? null
  const kept = total.finishes
    .subarray(0, total.runs)
    .reduce((n, f) => n + (f <= setup.plannedMinutes ? 1 : 0), 0)
  const plannedCost = plannedCostOf(setup)
  const withinCost = plannedCost === null ? null : shareUpTo(costs, plannedCost)
  const drivers = rateDrivers(plan, setup, total)
  return {
    answer: {
      statusAt: setup.dataDate,
      runs: total.runs,
      seed: options.seed,
      endedBy: isStable && total.runs < options.runs ? 'stable' : 'runs',
      distribution: options.distribution,
      levelled: options.levelled,
      correlateBy: options.correlateBy,
      correlation: options.correlation,
      correlationRepaired: setup.isRepaired,
      ranges: setup.ranges,
      costAssumptions: options.costAssumptions.map(stateAssumption),
      finish: summarise(finishes, setup.plannedFinish, kept / total.runs, true),
      cost: costs && summarise(costs, plannedCost, withinCost),
      ...(costs ? jointConfidence(finishes, costs) : { joint: [], jointP80: null, scatter: [] }),
      tornado: drivers
        .filter(({ finishLow, finishHigh }) => finishLow < finishHigh)
        .slice(0, 10)
        .map(withoutSignificance),
      criticality: drivers
        .filter(driver => driver.sheet === 'activity' && (driver.criticality ?? 0) > 0)
        .sort((a, b) => (b.criticality ?? 0) - (a.criticality ?? 0))
        .slice(0, 200)
        .map(({ rowKey, code, name, criticality, cruciality, sensitivity, significance }) => ({
          rowKey,
          code,
          name,
          criticality: criticality ?? 0,
          cruciality,
          sensitivity,
          significance,
        })),
    },
    drivers,
    findings: [...setup.findings, ...overFindings(setup, total)],
  }
}

function withoutSignificance(driver: RatedDriver): SimulationDriver {
  const {
    sheet,
    rowKey,
    code,
    name,
    finishLow,
    finishHigh,
    criticality,
    cruciality,
    sensitivity,
    probability,
  } = driver
  return {
    sheet,
    rowKey,
    code,
    name,
    finishLow,
    finishHigh,
    criticality,
    cruciality,
    sensitivity,
    probability,
  }
}

/** The budget, and what more the levelled plan costs by ending later than the budget was made for. */
function plannedCostOf(setup: SimulationSetup): number | null {
  const { costs, plannedMinutes } = setup
  if (!costs) return null
  const byProject = costs.byProject.reduce((sum, amount) => sum + amount, 0)
  return Math.round(costs.spent + costs.remaining + byProject * (stretchOf(setup, plannedMinutes) - 1))
}

/** Says where levelled runs could not keep to a limit. */
function overFindings({ limits }: SimulationSetup, { overCounts, runs }: SimulationTotal): Problem[] {
  return (limits?.pools ?? []).flatMap(({ code, rowKey, available }, pool) => {
    const share = (overCounts[pool] as number) / runs
    if (share === 0) return []
    const data = { resource: code, available: available / 1000, share: `${(share * 100).toFixed(1)} %` }
    return [{ code: 'simulation-beyond-limit' as const, at: { sheet: 'resource', rowKey, code }, data }]
  })
}

/** Finishes as plan minutes; each minute count is turned into a date once. */
function datesOf(setup: SimulationSetup, { finishes, runs }: SimulationTotal): Float64Array {
  const known = new Map<number, number>()
  return Float64Array.from(finishes.subarray(0, runs), minutes => {
    const date = known.get(minutes) ?? dateOfMinutes(setup, minutes)
    known.set(minutes, date)
    return date
  })
}

function shareUpTo(values: Float64Array | null, limit: number): number | null {
  return values && values.reduce((count, value) => count + (value <= limit ? 1 : 0), 0) / values.length
}
