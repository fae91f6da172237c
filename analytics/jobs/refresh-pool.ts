import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { HistoryProject } from '#calc/history-project.ts'
import { packPlan } from '#model/packed-plan.ts'
import type { Plan } from '#model/plan.ts'
import type { RefreshOutcome, RefreshTask } from './refresh.worker.ts'

/** Workers that recalculate projects; the first is started by the first refresh, or ahead of it by `warmUp`. */
export class RefreshPool {
  #pool: Piscina<RefreshTask, RefreshOutcome> | null = null

  /** Recalculates a plan on a worker, telling each stage. Aborting stops the worker and throws. */
  async recalculate(
    plan: Plan,
    history: HistoryProject[],
    { signal, onStage }: { signal: AbortSignal; onStage: (stage: RefreshStage) => void },
  ): Promise<RefreshOutcome> {
    const { packed, buffers } = packPlan(plan)
    const { port1, port2 } = new MessageChannel()
    port1.on('message', onStage)
    try {
      return await this.#workers().run(
        { plan: packed, history, port: port2 },
        { transferList: [...buffers, port2], signal, name: 'recalculate' },
      )
    } finally {
      port1.close()
    }
  }

  /** Starts a worker and loads its code, so that the first refresh need not wait for it. */
  async warmUp(): Promise<void> {
    await this.#workers().run(undefined as never, { name: 'warmUp' })
  }

  async close(): Promise<void> {
    await this.#pool?.close({ force: true })
  }

  #workers(): Piscina<RefreshTask, RefreshOutcome> {
    this.#pool ??= new Piscina<RefreshTask, RefreshOutcome>({
      filename: new URL('./refresh-worker.mjs', import.meta.url).href,
      minThreads: 1,
      maxThreads: 2,
      idleTimeout: Number.POSITIVE_INFINITY,
    })
    return this.#pool
  }
}

/** Stages that a worker tells of. */
export type RefreshStage = 'schedule' | 'earnedValue' | 'writing'
