import { type SimulationOptions, simulationOptions } from '#calc/simulate-options.ts'
import type { SimulationOutcome } from '#calc/simulate-plan.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, type Problem } from '#model/problems.ts'
import type { SimulationAnswer, SimulationRequest } from '#model/simulation-contract.ts'
import type { Store } from '#store/store.ts'
import type { JobProgress } from './analytics.ts'
import type { JobBoard, JobHandle } from './job-board.ts'
import { readSimulationHistory } from './read-simulation-history.ts'
import { SimulationPool } from './simulation-pool.ts'
import { putSimulation } from './write-simulation.ts'

/** The newest simulation, its findings still without language. */
export type StoredSimulation = Omit<SimulationAnswer, 'findings'> & { findings: Problem[] }

/** What is stored of a simulation; older ones do not say what they assumed of costs. */
type StoredDetails = Omit<SimulationOutcome['answer'], 'costAssumptions'> &
  Partial<Pick<SimulationOutcome['answer'], 'costAssumptions'>> & { findings: Problem[] }

/** Simulations of stored projects, as jobs. */
export class Simulations {
  readonly #store: Store
  readonly #jobs: JobBoard
  readonly #pool = new SimulationPool()

  constructor(store: Store, jobs: JobBoard) {
    this.#store = store
    this.#jobs = jobs
  }

  /** Queues a simulation behind the project's other jobs; `told` is called when it is stored. Throws `project-unknown`,
   *  `price-range-out-of-order`. */
  async start(
    projectId: string,
    request: SimulationRequest,
    told: () => Promise<void>,
  ): Promise<JobProgress> {
    await this.#store.projectState(projectId)
    simulationOptions(request)
    return this.#jobs.start({ kind: 'simulation', projectId }, async handle => {
      const outcome = await this.#run(projectId, request, handle)
      await told()
      return outcome
    })
  }

  /** The newest simulation of a project. Throws `simulation-missing` before the first. */
  async latest(projectId: string): Promise<StoredSimulation> {
    return this.#store.read(async reader => {
      const project = await reader.findProject(projectId)
      const rows = await reader.rows('simulation', project.projectId)
      const newest = rows.reduce<(typeof rows)[number] | null>(
        (best, row) => (best === null || row.statusAt > best.statusAt ? row : best),
        null,
      )
      if (!newest) throw new AppError('simulation-missing', { project: project.code })
      const details = JSON.parse(newest.details) as StoredDetails
      return {
        ...details,
        costAssumptions: details.costAssumptions ?? [],
        // Those stored before runs could be levelled do not say.
        levelled: details.levelled ?? false,
        projectId: project.projectId,
        fromChange: newest.fromChange,
        isCurrent: newest.fromChange === project.change,
      }
    })
  }

  /** Simulates a plan that is not stored, nor is the outcome. Throws `simulation-without-activities`. */
  async tryOut(
    plan: Plan,
    options: SimulationOptions,
    ratios: readonly DurationRatio[],
  ): Promise<SimulationOutcome> {
    const { signal } = new AbortController()
    return this.#pool.simulate(plan, options, ratios, { signal, onProgress: () => undefined })
  }

  async close(): Promise<void> {
    await this.#pool.close()
  }

  async #run(
    projectId: string,
    request: SimulationRequest,
    handle: JobHandle,
  ): Promise<{ findings: Problem[]; resultNumber: number | null }> {
    const { plan, history, change } = await this.#store.read(async reader => ({
      plan: await reader.readPlan(projectId),
      history: await readSimulationHistory(reader, projectId),
      change: (await reader.projectState(projectId)).change,
    }))
    handle.report('forecast', 0.1)
    const outcome = await this.#pool.simulate(plan, simulationOptions(request, history), history.ratios, {
      signal: handle.signal,
      onProgress: share => handle.report('forecast', 0.1 + 0.8 * share),
    })
    handle.report('writing', 0.9)
    const resultNumber = await this.#store.write(tx => putSimulation(tx, projectId, change, outcome))
    return { findings: outcome.findings, resultNumber }
  }
}
