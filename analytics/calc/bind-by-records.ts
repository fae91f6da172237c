import type { Link } from '#model/entities/link.ts'
import { workAt, type WorkCalendar } from './calendar.ts'
import { addLag } from './lag.ts'
import type { ProjectFrame } from './prepare-activity.ts'
import { countsFromActualStart, isOverridden, lagCalendarOf, lagOf } from './prepare-links.ts'
import { statuses, type ActivityColumns } from './schedule-input.ts'

interface Prepared {
  frames: readonly ProjectFrame[]
  activities: ActivityColumns
  indexOf: ReadonlyMap<string, number>
  durations: Float64Array
  calendars: readonly WorkCalendar[]
}

/**
 * Activities with the bounds that do not come from the network but from records: external dates, which stand for links of
 * projects that are not here, and start-to-start lags counted from actual starts. The columns given stay as they are.
 *
 * External dates hold only where no link from (or to) another project of the network does: P6 uses them for projects that are
 * not open. A lag counted from an actual start ends at the data date plus what is left of it, whatever the predecessor still has to
 * wait for. Source: Oracle Primavera P6 Professional Help, "Schedule options: calculate start-to-start lag from".
 */
export function bindByRecords(prepared: Prepared): ActivityColumns {
  const { frames, activities } = prepared
  const bound = {
    ...activities,
    startMin: activities.startMin.slice(),
    finishMax: activities.finishMax.slice(),
  }
  bindExternals(prepared, bound)
  for (const frame of frames)
    if (frame.plan.project.startLagFrom === 'actualStart') bindStarts(prepared, frame, bound)
  return bound
}

function bindExternals({ frames, indexOf }: Prepared, bound: ActivityColumns): void {
  const [replacedStart, replacedFinish] = [new Set<number>(), new Set<number>()]
  if (frames.length > 1)
    for (const { plan } of frames)
      for (const { predecessorKey, successorKey } of plan.links) {
        const [from, to] = [indexOf.get(predecessorKey), indexOf.get(successorKey)]
        if (from === undefined || to === undefined || bound.project[from] === bound.project[to]) continue
        replacedStart.add(to)
        replacedFinish.add(from)
      }
  for (const { plan } of frames)
    for (const { rowKey, externalEarlyStart, externalLateFinish } of plan.activities) {
      if (externalEarlyStart === null && externalLateFinish === null) continue
      const u = indexOf.get(rowKey)
      if (u === undefined) continue
      if (externalEarlyStart !== null && bound.status[u] === statuses.notStarted && !replacedStart.has(u))
        bound.startMin[u] = Math.max(bound.startMin[u] as number, externalEarlyStart)
      if (externalLateFinish !== null && bound.status[u] !== statuses.finished && !replacedFinish.has(u))
        bound.finishMax[u] = Math.min(bound.finishMax[u] as number, externalLateFinish)
    }
}

function bindStarts(
  { indexOf, calendars, durations }: Prepared,
  frame: ProjectFrame,
  bound: ActivityColumns,
): void {
  for (const link of frame.plan.links) {
    const [from, to] = [indexOf.get(link.predecessorKey), indexOf.get(link.successorKey)]
    if (from === undefined || to === undefined || !countsFromActualStart(link.kind, from, to, frame, bound))
      continue
    if (isOverridden(link.kind, to, frame, bound)) continue
    const date = demandOf(link, from, to, frame, bound, durations, calendars)
    if (date > (bound.startMin[to] as number)) bound.startMin[to] = date
  }
}

function demandOf(
  link: Link,
  from: number,
  to: number,
  frame: ProjectFrame,
  activities: ActivityColumns,
  durations: Float64Array,
  calendars: readonly WorkCalendar[],
): number {
  const calendar = calendars[lagCalendarOf(link, from, to, frame, activities)] as WorkCalendar
  const lag = lagOf(link, durations[from] as number)
  const actual = activities.actualStart[from] as number
  if (!(actual <= frame.dataDate))
    return Number.isNaN(actual) ? frame.dataDate : addLag(calendar, actual, lag)
  const left = lag - workAt(calendar, frame.dataDate) + workAt(calendar, actual)
  return left > 0 ? addLag(calendar, frame.dataDate, left) : frame.dataDate
}
