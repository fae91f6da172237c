import type { SimulationRequest } from '#model/simulation-contract.ts'
import type { KindCost } from './kind-costs.ts'
import { assumeCosts, type CostAssumption } from './simulate-prices.ts'

/** What a simulation is told, nothing left open. */
export interface SimulationOptions {
  /** A multiple of eight. */
  runs: number
  seed: number
  distribution: 'triangular' | 'betaPert' | 'lognormal' | 'uniform'
  correlateBy: 'wbs' | 'kind' | 'none'
  /** Of two activities of one group. */
  correlation: number
  groupCorrelations: readonly { first: string; second: string; correlation: number }[]
  stopWhenStable: boolean
  withRisks: boolean
  /** One per kind, in the order of `costKindNames`. */
  costAssumptions: readonly CostAssumption[]
  /** Whether every run keeps to the limits of resources. */
  levelled: boolean
  /** Whether starts of an accepted levelling hold in levelled runs, or only give the order in which work gets its resources. */
  acceptedStarts: 'hold' | 'order'
}

/** What finished projects paid, and the sector whose projects count first. */
export interface CostHistory {
  costs: readonly KindCost[]
  sector: string | null
}

/** A request with the defaults in place: 10,000 runs of BetaPERT, activities of one branch of the WBS correlated by 0.3, because independent
 *  draws understate P80, and the end when P80 is stable. Prices vary as `history` says. Throws `price-range-out-of-order`. */
export function simulationOptions(
  request: SimulationRequest,
  history: CostHistory = { costs: [], sector: null },
): SimulationOptions {
  return {
    runs: Math.ceil((request.runs ?? 10_000) / 8) * 8,
    seed: request.seed ?? 1,
    distribution: request.distribution ?? 'betaPert',
    correlateBy: request.correlateBy ?? 'wbs',
    correlation: request.correlation ?? 0.3,
    groupCorrelations: request.groupCorrelations ?? [],
    stopWhenStable: request.stopWhenStable ?? true,
    withRisks: request.withRisks ?? true,
    costAssumptions: assumeCosts(request.costAssumptions, history.costs, history.sector),
    levelled: request.levelled ?? false,
    acceptedStarts: 'hold',
  }
}
