import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import type { SimulationAnswer, SimulationDriver } from '#model/simulation-contract.ts'
import { SimulationRunner } from './simulate-batch.ts'
import { rateDrivers, type RatedDriver } from './simulate-drivers.ts'
import type { SimulationEngine } from './simulate-kernel.ts'
import type { SimulationOptions } from './simulate-options.ts'
import { stateAssumption } from './simulate-prices.ts'
import type { DurationRatio } from './simulate-ranges.ts'
import { dateOfMinutes, prepareSimulation, type SimulationSetup } from './simulate-setup.ts'
import { jointConfidence, summarise } from './simulate-summary.ts'
import { SimulationSum, stableStep, type SimulationTotal } from './simulate-total.ts'

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
  for (const first of stretches(options.runs)) {
    if (sum.isOver) break
    sum.add(runner.run(first, Math.min(stableStep, options.runs - first)))
  }
  return describeSimulation(plan, setup, sum)
}

/** First runs of the stretches that a simulation is made in. */
export function stretches(runs: number): number[] {
  return Array.from({ length: Math.ceil(runs / stableStep) }, (_, i) => i * stableStep)
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
  const plannedCost = setup.costs && Math.round(setup.costs.spent + setup.costs.remaining)
  const withinCost = plannedCost === null ? null : shareUpTo(costs, plannedCost)
  const drivers = rateDrivers(plan, setup, total)
  return {
    answer: {
      statusAt: setup.dataDate,
      runs: total.runs,
      seed: options.seed,
      endedBy: isStable && total.runs < options.runs ? 'stable' : 'runs',
      distribution: options.distribution,
      correlateBy: options.correlateBy,
      correlation: options.correlation,
      correlationRepaired: setup.isRepaired,
      ranges: setup.ranges,
      costAssumptions: options.costAssumptions.map(stateAssumption),
      finish: summarise(finishes, setup.plannedFinish, kept / total.runs),
      cost: costs && summarise(costs, plannedCost, withinCost),
      ...(costs ? jointConfidence(finishes, costs) : { joint: [], jointP80: null, scatter: [] }),
      tornado: drivers.slice(0, 10).map(withoutSignificance),
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
    findings: setup.findings,
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
