import { durationRatios } from '#calc/duration-ratios.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import type { SimulationOutcome } from '#calc/simulate-plan.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import { AppError, type Problem } from '#model/problems.ts'
import type { SimulationAnswer, SimulationRequest } from '#model/simulation-contract.ts'
import type { Store, StoreReader } from '#store/store.ts'
import type { JobProgress } from './analytics.ts'
import type { JobBoard, JobHandle } from './job-board.ts'
import { SimulationPool } from './simulation-pool.ts'
import { putSimulation } from './write-simulation.ts'

/** The newest simulation, its findings still without language. */
export type StoredSimulation = Omit<SimulationAnswer, 'findings'> & { findings: Problem[] }

/** Most finished projects that durations are learnt from, the newest by code. */
const mostProjects = 200

/** Simulations of stored projects, as jobs. */
export class Simulations {
  readonly #store: Store
  readonly #jobs: JobBoard
  readonly #pool = new SimulationPool()

  constructor(store: Store, jobs: JobBoard) {
    this.#store = store
    this.#jobs = jobs
  }

  /** Queues a simulation behind the project's other jobs; `told` is called when it is stored. Throws `project-unknown`. */
  async start(
    projectId: string,
    request: SimulationRequest,
    told: () => Promise<void>,
  ): Promise<JobProgress> {
    await this.#store.projectState(projectId)
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
      const details = JSON.parse(newest.details) as SimulationOutcome['answer'] & { findings: Problem[] }
      return {
        ...details,
        projectId: project.projectId,
        fromChange: newest.fromChange,
        isCurrent: newest.fromChange === project.change,
      }
    })
  }

  async close(): Promise<void> {
    await this.#pool.close()
  }

  async #run(
    projectId: string,
    request: SimulationRequest,
    handle: JobHandle,
  ): Promise<{ findings: Problem[]; resultNumber: number | null }> {
    const { plan, ratios, change } = await this.#store.read(async reader => ({
      plan: await reader.readPlan(projectId),
      ratios: await ratiosFor(reader, projectId),
      change: (await reader.projectState(projectId)).change,
    }))
    handle.report('forecast', 0.1)
    const outcome = await this.#pool.simulate(plan, simulationOptions(request), ratios, {
      signal: handle.signal,
      onProgress: share => handle.report('forecast', 0.1 + 0.8 * share),
    })
    handle.report('writing', 0.9)
    const resultNumber = await this.#store.write(tx => putSimulation(tx, projectId, change, outcome))
    return { findings: outcome.findings, resultNumber }
  }
}

/** What finished projects needed; samples teach samples only. */
async function ratiosFor(reader: StoreReader, projectId: string): Promise<DurationRatio[]> {
  const projects = await reader.projects()
  const isSample = projects.find(project => project.projectId === projectId)?.isSample ?? false
  const finished = projects
    .filter(
      project =>
        project.status === 'finished' && project.isSample === isSample && project.projectId !== projectId,
    )
    .slice(-mostProjects)
  const plans = await reader.readPlans(finished.map(project => project.projectId))
  return plans.flatMap(durationRatios)
}
