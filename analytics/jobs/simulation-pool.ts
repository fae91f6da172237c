import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { SimulationPart } from '#calc/simulate-batch.ts'
import type { SimulationOptions } from '#calc/simulate-options.ts'
import { describeSimulation, type SimulationOutcome } from '#calc/simulate-plan.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import type { SimulationSetup } from '#calc/simulate-setup.ts'
import { SimulationSum, stretches } from '#calc/simulate-total.ts'
import { packPlan } from '#model/packed-plan.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, type Problem } from '#model/problems.ts'

/** Workers for simulations; started by the first. The result does not depend on how many there are. */
export class SimulationPool {
  #pool: Piscina | null = null
  readonly #workers: number

  constructor(workers: number = Math.min(4, availableParallelism())) {
    this.#workers = workers
  }

  /** Simulates a plan, telling the share of runs that are made. Throws `simulation-without-activities`; aborting throws and stops the workers. */
  async simulate(
    plan: Plan,
    options: SimulationOptions,
    ratios: readonly DurationRatio[],
    { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
  ): Promise<SimulationOutcome> {
    const setup = await this.#prepare(plan, options, ratios, signal)
    const sum = new SimulationSum(setup)
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const tell = (part: SimulationPart) => {
      if (sum.isOver || signal.aborted) return
      sum.add(part)
      onProgress(sum.total.runs / options.runs)
      if (sum.isOver) Atomics.store(stop, 0, 1)
    }
    const workers = this.#workersFor(setup)
    const all = stretches(options)
    const shares = Array.from({ length: workers }, (_, k) => all.filter((__, i) => i % workers === k))
    await Promise.all(shares.map(share => this.#run({ setup, stretches: share, stop }, signal, tell)))
    signal.throwIfAborted()
    return describeSimulation(plan, setup, sum)
  }

  async close(): Promise<void> {
    await this.#pool?.close({ force: true })
  }

  async #prepare(
    plan: Plan,
    options: SimulationOptions,
    ratios: readonly DurationRatio[],
    signal: AbortSignal,
  ): Promise<SimulationSetup> {
    const { packed, buffers } = packPlan(plan)
    const prepared = (await this.#start().run(
      { plan: packed, options, ratios },
      { transferList: buffers, signal, name: 'prepare' },
    )) as { setup: SimulationSetup } | { problem: Problem }
    if ('setup' in prepared) return prepared.setup
    const { code, data, at } = prepared.problem
    throw new AppError(code, data ?? {}, at ? { at } : {})
  }

  async #run(
    task: { setup: SimulationSetup; stretches: number[]; stop: Int32Array },
    signal: AbortSignal,
    tell: (part: SimulationPart) => void,
  ): Promise<void> {
    const { port1, port2 } = new MessageChannel()
    let told = 0
    let posted = Number.POSITIVE_INFINITY
    let arrived = () => undefined as void
    const everything = new Promise<void>(resolve => {
      arrived = resolve
    })
    port1.on('message', (part: SimulationPart) => {
      tell(part)
      told++
      if (told === posted) arrived()
    })
    try {
      posted = (await this.#start().run(
        { ...task, port: port2 },
        { transferList: [port2], signal, name: 'run' },
      )) as number
      // The last parts may still be on their way when the worker is done.
      if (told < posted) await everything
    } finally {
      port1.close()
    }
  }

  /** Few runs of a small plan are made sooner by one; a levelled run takes as long as many others. */
  #workersFor({ network, options, limits }: SimulationSetup): number {
    const placesOfOne = limits ? 200_000 : 5_000_000
    return Math.max(1, Math.min(this.#workers, Math.ceil((network.count * options.runs) / placesOfOne)))
  }

  #start(): Piscina {
    this.#pool ??= new Piscina({
      filename: new URL('./simulate-worker.mjs', import.meta.url).href,
      minThreads: 1,
      maxThreads: this.#workers,
      idleTimeout: 60_000,
    })
    return this.#pool
  }
}
