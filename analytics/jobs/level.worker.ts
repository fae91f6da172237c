import type { MessagePort } from 'node:worker_threads'
import { levelPlans, type LevelProposal } from '#calc/level-plan.ts'
import { type PackedPlan, unpackPlan } from '#model/packed-plan.ts'

export interface LevelTask {
  plans: PackedPlan[]
  /** Projects these are linked with; they are not levelled. */
  others: PackedPlan[]
  mode: LevelProposal['mode']
  seconds: number
  seed: number
  /** Told the share of the time that has passed. */
  port: MessagePort
}

/** Searches for dates within the resources until the time is up. */
export function level({ plans, others, mode, seconds, seed, port }: LevelTask): LevelProposal {
  const began = performance.now()
  let told = began
  const tell = () => {
    const now = performance.now()
    if (now - told > 200) {
      told = now
      port.postMessage(Math.min(1, (now - began) / (seconds * 1000)))
    }
    return false
  }
  const limits = {
    seed,
    time: { now: () => performance.now(), milliseconds: seconds * 1000 },
    isCancelled: tell,
  }
  return levelPlans(plans.map(unpackPlan), mode, limits, others.map(unpackPlan))
}
