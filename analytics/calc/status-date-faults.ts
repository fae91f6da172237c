import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'

/** What is odd about a status date beside the planned dates: before the start, or after the finish with work still open. Null
 *  dates are not known. */
export function findStatusDateFaults(
  statusAt: PlanMinute,
  plannedStart: PlanMinute | null,
  plannedFinish: PlanMinute | null,
  isOpen: boolean,
): Problem[] {
  const date = formatMinute(statusAt)
  if (plannedStart !== null && statusAt < plannedStart)
    return [{ code: 'status-before-start', data: { date, start: formatMinute(plannedStart) } }]
  if (plannedFinish !== null && statusAt > plannedFinish && isOpen)
    return [{ code: 'status-after-planned-finish', data: { date, finish: formatMinute(plannedFinish) } }]
  return []
}
