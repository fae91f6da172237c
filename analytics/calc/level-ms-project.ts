import type { LinkColumns, ScheduleInput } from './schedule-input.ts'
import type { MsProjectInput } from './ms-project-input.ts'
import { statuses } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/**
 * The network of plans under MS Project's rules as the passes of levelling take it: links of summaries stand with their tasks, and
 * the dates without limits are the bounds, so that neither the data date nor a link that has run out holds anything back. `before`
 * is their schedule without limits.
 */
export function networkOfMsProject(
  input: ScheduleInput,
  own: MsProjectInput,
  { earlyStart, earlyFinish }: Pick<ScheduleResult, 'earlyStart' | 'earlyFinish'>,
): ScheduleInput {
  const { activities } = input
  const finishMin = activities.finishMin.map((bound, u) =>
    activities.status[u] === statuses.notStarted ? bound : known(earlyFinish[u], bound),
  )
  const startMin = activities.startMin.map((bound, u) => known(earlyStart[u], bound))
  return { ...input, activities: { ...activities, startMin, finishMin }, links: linkColumnsOf(own) }
}

/** Links under MS Project's rules as columns, those of a summary once for each of its tasks. */
export function linkColumnsOf({ links }: MsProjectInput): LinkColumns {
  const single = links.flatMap(link => link.from.map(from => ({ ...link, from })))
  return {
    from: Int32Array.from(single, link => link.from),
    to: Int32Array.from(single, link => link.to),
    kind: Uint8Array.from(single, link => link.kind),
    lag: Float64Array.from(single, link => link.lag),
    // Elapsed lags count in the calendar without breaks, the first of all.
    calendar: Int32Array.from(single, link => (link.isElapsed ? 0 : link.calendar)),
  }
}

function known(date: number | undefined, otherwise: number): number {
  return date === undefined || Number.isNaN(date) ? otherwise : date
}
