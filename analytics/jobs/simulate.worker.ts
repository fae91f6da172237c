import type { MessagePort } from 'node:worker_threads'
import { SimulationRunner } from '#calc/simulate-batch.ts'
import type { SimulationOptions } from '#calc/simulate-options.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import { prepareSimulation, type SimulationSetup } from '#calc/simulate-setup.ts'
import { stretchRuns } from '#calc/simulate-total.ts'
import { AppError, type Problem } from '#model/problems.ts'
import { type PackedPlan, unpackPlan } from '#model/packed-plan.ts'

export interface PrepareTask {
  plan: PackedPlan
  options: SimulationOptions
  ratios: readonly DurationRatio[]
}
export interface RunTask {
  setup: SimulationSetup
  /** First runs of the stretches that are this worker's. */
  stretches: readonly number[]
  /** Not 0 as soon as no more runs are wanted. */
  stop: Int32Array
  /** Told of every stretch. */
  port: MessagePort
}

/** Makes a plan ready; a failure comes back as data, since errors lose what they carry on the way out of a worker. */
export function prepare({
  plan,
  options,
  ratios,
}: PrepareTask): { setup: SimulationSetup } | { problem: Problem } {
  try {
    return { setup: prepareSimulation(unpackPlan(plan), options, ratios) }
  } catch (error) {
    if (error instanceof AppError) return { problem: { code: error.code, data: error.data, at: error.at } }
    throw error
  }
}

/** Makes this worker's runs and gives how many stretches it told of. */
export function run({ setup, stretches, stop, port }: RunTask): number {
  const runner = new SimulationRunner(setup)
  let posted = 0
  for (const first of stretches) {
    if (Atomics.load(stop, 0) !== 0) break
    port.postMessage(runner.run(first, Math.min(stretchRuns(setup.options), setup.options.runs - first)))
    posted++
  }
  return posted
}
