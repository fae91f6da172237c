import { type PackedPlan, unpackPlan } from '#model/packed-plan.ts'
import type { PlanChanges } from '#model/plan-changes.ts'
import { changeLiveSchedule, openLiveSchedule, type LiveSchedule } from './live-schedule.ts'

/** A project's plan at a change number: whole, or as what changed since an earlier number. */
export interface GivenPlan {
  projectId: string
  change: number
  given: { plan: PackedPlan } | { since: number; changes: PlanChanges }
}

/** The plans used last, kept ready. */
export class HeldPlans {
  readonly #held = new Map<string, { change: number; live: LiveSchedule }>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** The plan at the number given; null when changes are given to a plan that is not held at their number or later. Changes since
   *  an earlier number than it stands at only say some things twice. */
  take({ projectId, change, given }: GivenPlan): LiveSchedule | null {
    const known = this.#held.get(projectId)
    // What fails half-way is not to be used again.
    this.#held.delete(projectId)
    if ('plan' in given) return this.#keep(projectId, change, openLiveSchedule(unpackPlan(given.plan)))
    if (!known || known.change < given.since || known.change > change) return null
    changeLiveSchedule(known.live, given.changes)
    return this.#keep(projectId, change, known.live)
  }

  #keep(projectId: string, change: number, live: LiveSchedule): LiveSchedule {
    this.#held.set(projectId, { change, live })
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#most) break
      this.#held.delete(oldest)
    }
    return live
  }
}
