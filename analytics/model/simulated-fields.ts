import type { EntityName } from './entities.ts'

const threePointFields = new Set(['optimisticDuration', 'mostLikelyDuration', 'pessimisticDuration'])
const needFields = new Set([
  'rate',
  'plannedQuantity',
  'actualQuantity',
  'remainingQuantity',
  'activityKey',
  'resourceKey',
])

/** Whether a cell counts in a simulation only: it moves no calculated date, no cost and no forecast from history. */
export function isSimulatedOnly(sheet: EntityName, field: string): boolean {
  return sheet === 'risk' || (sheet === 'activity' && threePointFields.has(field))
}

/** Whether a cell says how much of a resource there is or how much of it work needs at a time: it moves loads and cost, and a finish only where
 *  work waits for resources. */
export function isLimitField(sheet: EntityName, field: string): boolean {
  return (sheet === 'resource' && field === 'available') || (sheet === 'assignment' && needFields.has(field))
}
