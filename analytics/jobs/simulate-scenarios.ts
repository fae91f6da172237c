import { type SimulationOptions, simulationOptions } from '#calc/simulate-options.ts'
import { stateAssumption } from '#calc/simulate-prices.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import { simulatedFigures } from '#calc/what-if-simulated.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, type Problem } from '#model/problems.ts'
import type { ScenarioSimulation, SimulatedFigures, WhatIfAnswer } from '#model/what-if-contract.ts'
import type { SimulationHistory } from './read-simulation-history.ts'
import type { Simulations } from './simulations.ts'

/** Simulates plans one after another, each from the same seed and with every run made, so that they differ by the plan alone. */
export class ScenarioSimulator {
  readonly #simulations: Simulations
  readonly #options: SimulationOptions
  readonly #ratios: readonly DurationRatio[]

  constructor(simulations: Simulations, request: ScenarioSimulation, history: SimulationHistory) {
    this.#simulations = simulations
    this.#options = {
      ...simulationOptions({ ...request, stopWhenStable: false }, history),
      acceptedStarts: 'order',
    }
    this.#ratios = history.ratios
  }

  /** What all of them were simulated with. */
  get told(): Omit<NonNullable<WhatIfAnswer['simulation']>, 'present' | 'findings'> {
    const { runs, seed, distribution, levelled, costAssumptions } = this.#options
    return { runs, seed, distribution, levelled, costAssumptions: costAssumptions.map(stateAssumption) }
  }

  /** Figures are null, and a finding says why, where a plan cannot be simulated. */
  async simulate(plan: Plan): Promise<{ figures: SimulatedFigures | null; findings: Problem[] }> {
    try {
      const { answer, findings } = await this.#simulations.tryOut(plan, this.#options, this.#ratios)
      return { figures: simulatedFigures(answer), findings }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { figures: null, findings: [{ code: error.code, data: error.data, at: error.at }] }
    }
  }
}
