import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { LevelProposal } from '#calc/level-plan.ts'
import type { LevelAccepted, LevelRequest } from '#model/level-contract.ts'
import { packPlan } from '#model/packed-plan.ts'
import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'
import type { Store, StoreReader } from '#store/store.ts'
import type { Actor, JobProgress } from './analytics.ts'
import type { JobBoard, JobHandle } from './job-board.ts'
import type { LevelTask } from './level.worker.ts'
import { writeLevelledStarts } from './write-levelled-starts.ts'

interface KeptProposal {
  proposal: LevelProposal
  /** The change number of each project that the proposal was made from. */
  fromChange: Map<string, number>
}

/** Makes levelling proposals on a worker and keeps the last ones until they are accepted or discarded. */
export class Levelling {
  readonly #store: Store
  readonly #jobs: JobBoard
  readonly #proposals = new Map<string, KeptProposal>()
  #pool: Piscina<LevelTask, LevelProposal> | null = null

  constructor(store: Store, jobs: JobBoard) {
    this.#store = store
    this.#jobs = jobs
  }

  /** Starts a search; the job's number is that of the proposal. Throws `level-without-limits`, `project-unknown`. */
  async start(projectId: string, request: LevelRequest): Promise<JobProgress> {
    const others = await Promise.all((request.with ?? []).map(code => this.#store.findProject(code)))
    const projectIds = [...new Set([projectId, ...others.map(project => project.projectId as string)])]
    const read = await this.#read(projectIds)
    const job = this.#jobs.start({ kind: 'levelling', projectId }, async handle => {
      const proposal = await this.#search(read, request, handle)
      this.#keep(job.jobId, { proposal, fromChange: read.fromChange })
      return { findings: proposal.findings, resultNumber: null }
    })
    return job
  }

  /** Throws `level-proposal-unknown`. */
  proposal(proposalId: string): LevelProposal {
    return this.#known(proposalId).proposal
  }

  discard(proposalId: string): void {
    this.#known(proposalId)
    this.#proposals.delete(proposalId)
  }

  /** Writes the starts of a proposal into all its projects or none. Throws `level-plan-changed` and `level-proposal-unknown`. */
  async accept(actor: Actor, proposalId: string, at: string): Promise<LevelAccepted> {
    const { proposal, fromChange } = this.#known(proposalId)
    const starts = new Map(proposal.moves.map(move => [move.rowKey, move.levelledStart]))
    const projects = await writeLevelledStarts(this.#store, actor, fromChange, starts, at)
    this.#proposals.delete(proposalId)
    return { projects }
  }

  async close(): Promise<void> {
    await this.#pool?.close({ force: true })
  }

  async #read(projectIds: string[]) {
    return this.#store.read(async reader => {
      const plans: Plan[] = []
      const fromChange = new Map<string, number>()
      for (const projectId of projectIds) {
        plans.push(await reader.readPlan(projectId))
        fromChange.set(projectId, (await reader.projectState(projectId)).change)
      }
      if (!plans.some(plan => plan.resources.some(resource => resource.available !== null)))
        throw new AppError('level-without-limits', {
          projects: plans.map(plan => plan.project.code).join(', '),
        })
      return { plans, others: await readOthers(reader, projectIds), fromChange }
    })
  }

  async #search(
    { plans, others }: { plans: Plan[]; others: Plan[] },
    request: LevelRequest,
    handle: JobHandle,
  ): Promise<LevelProposal> {
    const packed = plans.map(packPlan)
    const linked = others.map(packPlan)
    const { port1, port2 } = new MessageChannel()
    port1.on('message', (share: number) => {
      if (!handle.signal.aborted) handle.report('schedule', 0.05 + 0.9 * share)
    })
    try {
      return await this.#workers().run(
        {
          plans: packed.map(plan => plan.packed),
          others: linked.map(plan => plan.packed),
          mode: request.mode ?? 'finishMayMove',
          seconds: request.seconds ?? 5,
          seed: request.seed ?? 1,
          port: port2,
        },
        {
          transferList: [...[...packed, ...linked].flatMap(plan => plan.buffers), port2],
          signal: handle.signal,
          name: 'level',
        },
      )
    } finally {
      port1.close()
    }
  }

  #workers(): Piscina<LevelTask, LevelProposal> {
    this.#pool ??= new Piscina<LevelTask, LevelProposal>({
      filename: new URL('./level-worker.mjs', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 60_000,
    })
    return this.#pool
  }

  #keep(proposalId: string, kept: KeptProposal): void {
    this.#proposals.set(proposalId, kept)
    for (const oldest of [...this.#proposals.keys()].slice(0, -keptProposals)) this.#proposals.delete(oldest)
  }

  #known(proposalId: string): KeptProposal {
    const kept = this.#proposals.get(proposalId)
    if (!kept) throw new AppError('level-proposal-unknown', { proposal: proposalId })
    return kept
  }
}

const keptProposals = 20

/** Projects that are linked with some but not among them. */
async function readOthers(reader: StoreReader, projectIds: readonly string[]): Promise<Plan[]> {
  const linked = new Set<string>()
  for (const projectId of projectIds)
    for (const other of await reader.linkedProjects(projectId)) linked.add(other)
  return reader.readPlans([...linked].filter(other => !projectIds.includes(other)).sort())
}
