import { MessageChannel, type Transferable } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { ForecastKnowledge } from '#calc/forecast-knowledge.ts'
import type { GivenPlan } from '#calc/held-plans.ts'
import { packPlan } from '#model/packed-plan.ts'
import type { LinkedPlans } from './linked-plans.ts'
import type { PlanSource } from './plan-source.ts'
import type { DatesOutcome, RefreshOutcome } from './refresh.worker.ts'
import { outcomeOf, type WorkerAnswer } from '#calc/worker-answer.ts'

/** Workers that recalculate projects and keep their plans, so that after an edit they are given only the changed rows. A project
 *  stays with its worker. The first is started by the first refresh, or ahead of it by `warmUp`. */
export class RefreshPool {
  readonly #lanes: Lane[] = []
  readonly #laneOf = new Map<string, Lane>()

  /** Recalculates a plan on a worker, telling each stage. Aborting stops the worker and throws. */
  async recalculate(
    source: PlanSource,
    knowledge: ForecastKnowledge,
    { signal, onStage }: { signal: AbortSignal; onStage: (stage: RefreshStage) => void },
  ): Promise<RefreshOutcome> {
    return this.#lane(source.projectId).run(source, async (worker, task, buffers) => {
      const { port1, port2 } = new MessageChannel()
      port1.on('message', onStage)
      try {
        const answer = (await worker.run(
          { ...task, knowledge, port: port2 },
          { transferList: [...buffers, port2], signal, name: 'recalculate' },
        )) as WorkerAnswer<RefreshOutcome> | null
        return answer && outcomeOf(answer)
      } finally {
        port1.close()
      }
    })
  }

  /** Recalculates a plan in the network of the plans it is linked with. */
  async recalculateLinked(
    { plan, others, change }: LinkedPlans,
    knowledge: ForecastKnowledge,
    { signal, onStage }: { signal: AbortSignal; onStage: (stage: RefreshStage) => void },
  ): Promise<RefreshOutcome> {
    const [own, ...rest] = [plan, ...others].map(packPlan)
    if (!own) throw new Error('no plan to calculate')
    const { port1, port2 } = new MessageChannel()
    port1.on('message', onStage)
    const buffers = [own, ...rest].flatMap(one => one.buffers)
    const task = { plan: own.packed, others: rest.map(one => one.packed), change, knowledge, port: port2 }
    try {
      const answer = await this.#lane(plan.project.projectId).once(
        async worker =>
          (await worker.run(task, {
            transferList: [...buffers, port2],
            signal,
            name: 'recalculateLinked',
          })) as WorkerAnswer<RefreshOutcome>,
      )
      return outcomeOf(answer)
    } finally {
      port1.close()
    }
  }

  /** Only the dates and floats of a plan as it stands. */
  async recalculateDates(source: PlanSource): Promise<DatesOutcome> {
    return this.#lane(source.projectId).run(
      source,
      async (worker, task, buffers) =>
        (await worker.run(task, { transferList: buffers, name: 'recalculateDates' })) as DatesOutcome | null,
    )
  }

  /** The same in the network of the plans it is linked with. */
  async recalculateLinkedDates({ plan, others, change }: LinkedPlans): Promise<DatesOutcome> {
    const [own, ...rest] = [packPlan(plan), ...others.map(packPlan)] as const
    const task = { plan: own.packed, others: rest.map(one => one.packed), change }
    const transferList = [own, ...rest].flatMap(one => one.buffers)
    return this.#lane(plan.project.projectId).once(
      async worker =>
        (await worker.run(task, { transferList, name: 'recalculateLinkedDates' })) as DatesOutcome,
    )
  }

  /** Starts a worker and loads its code, so that the first refresh need not wait for it. */
  async warmUp(): Promise<void> {
    await this.#lane('').warmUp()
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map(lane => lane.close()))
  }

  /** A project's own worker; of a new project an idle one, else a further one, else the one with less to do. */
  #lane(projectId: string): Lane {
    const known = this.#laneOf.get(projectId)
    if (known) return known
    let lane = this.#lanes.toSorted((a, b) => a.running - b.running)[0]
    if (!lane || (lane.running > 0 && this.#lanes.length < mostLanes)) {
      lane = new Lane()
      this.#lanes.push(lane)
    }
    this.#laneOf.set(projectId, lane)
    return lane
  }
}

const mostLanes = 2

type Send<Outcome> = (worker: Piscina, task: GivenPlan, buffers: Transferable[]) => Promise<Outcome | null>

/** One worker thread and the change numbers of the plans it was given. */
class Lane {
  running = 0
  readonly #worker = new Piscina({
    filename: new URL('./refresh-worker.mjs', import.meta.url).href,
    minThreads: 1,
    maxThreads: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
  })
  readonly #held = new Map<string, number>()

  /** Sends what changed; the whole plan where the worker does not hold it (any more) or too much changed. */
  async run<Outcome extends DatesOutcome>(source: PlanSource, send: Send<Outcome>): Promise<Outcome> {
    this.running++
    try {
      const outcome = (await this.#sendChanges(source, send)) ?? (await this.#sendWhole(source, send))
      this.#held.set(source.projectId, outcome.change)
      return outcome
    } finally {
      this.running--
    }
  }

  /** Work that leaves the plans it holds as they are. */
  async once<Outcome>(work: (worker: Piscina) => Promise<Outcome>): Promise<Outcome> {
    this.running++
    try {
      return await work(this.#worker)
    } finally {
      this.running--
    }
  }

  async warmUp(): Promise<void> {
    await this.#worker.run(undefined, { name: 'warmUp' })
  }

  async close(): Promise<void> {
    await this.#worker.close({ force: true })
  }

  async #sendChanges<Outcome>(source: PlanSource, send: Send<Outcome>): Promise<Outcome | null> {
    const { projectId } = source
    const since = this.#held.get(projectId)
    const found = since === undefined ? null : await source.since(since)
    if (since === undefined || found === null) return null
    return send(
      this.#worker,
      { projectId, change: found.change, given: { since, changes: found.changes } },
      [],
    )
  }

  async #sendWhole<Outcome>(source: PlanSource, send: Send<Outcome>): Promise<Outcome> {
    const { plan, change } = await source.whole()
    const { packed, buffers } = packPlan(plan)
    const task = { projectId: source.projectId, change, given: { plan: packed } }
    const outcome = await send(this.#worker, task, buffers)
    if (outcome === null) throw new Error('a worker did not take a whole plan')
    return outcome
  }
}

/** Stages that a worker tells of. */
export type RefreshStage = 'schedule' | 'earnedValue' | 'writing'
