import type { Static } from 'typebox'
import type { datesAnswer } from '#model/dates-contract.ts'
import type { Store } from '#store/store.ts'
import { readLinkedPlans } from './linked-plans.ts'
import { storedPlan } from './plan-source.ts'
import type { RefreshPool } from './refresh-pool.ts'

/** Dates and floats of a stored project as its plan stands, from the worker that holds it, together with the projects it is linked
 *  with. Throws `project-unknown`. */
export async function datesNow(
  store: Store,
  pool: RefreshPool,
  projectId: string,
): Promise<Static<typeof datesAnswer>> {
  const linked = await readLinkedPlans(store, projectId)
  const { change, rowKeys, schedule } = linked
    ? await pool.recalculateLinkedDates(linked)
    : await pool.recalculateDates(storedPlan(store, projectId))
  return {
    projectId,
    change,
    projectFinish: present(schedule.projectFinish[0]),
    rowKeys,
    start: Array.from(schedule.start, present),
    finish: Array.from(schedule.finish, present),
    lateStart: Array.from(schedule.lateStart, present),
    lateFinish: Array.from(schedule.lateFinish, present),
    totalFloat: Array.from(schedule.totalFloat, present),
    freeFloat: Array.from(schedule.freeFloat, present),
    isCritical: Array.from(schedule.isCritical, value => value === 1),
  }
}

function present(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : Math.round(value)
}
