import type { SimulationRequest } from '#model/simulation-contract.ts'

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
}

/** A request with the defaults in place: 10,000 runs of BetaPERT, activities of one branch of the WBS correlated by 0.3, because independent
 *  draws understate P80, and the end when P80 is stable. */
export function simulationOptions(request: SimulationRequest): SimulationOptions {
  return {
    runs: Math.ceil((request.runs ?? 10_000) / 8) * 8,
    seed: request.seed ?? 1,
    distribution: request.distribution ?? 'betaPert',
    correlateBy: request.correlateBy ?? 'wbs',
    correlation: request.correlation ?? 0.3,
    groupCorrelations: request.groupCorrelations ?? [],
    stopWhenStable: request.stopWhenStable ?? true,
    withRisks: request.withRisks ?? true,
  }
}
