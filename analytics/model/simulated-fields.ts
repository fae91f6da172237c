import type { EntityName } from './entities.ts'

const threePointFields = new Set(['optimisticDuration', 'mostLikelyDuration', 'pessimisticDuration'])

/** Whether a cell counts in a simulation only: it moves no calculated date, no cost and no forecast from history. */
export function isSimulatedOnly(sheet: EntityName, field: string): boolean {
  return sheet === 'risk' || (sheet === 'activity' && threePointFields.has(field))
}
