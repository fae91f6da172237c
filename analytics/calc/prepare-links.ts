import type { Link } from '#model/entities/link.ts'
import type { Problem } from '#model/problems.ts'
import { workAt, type WorkCalendar } from './calendar.ts'
import type { ProjectFrame } from './prepare-activity.ts'
import { linkKinds, shapes, statuses, type ActivityColumns, type LinkColumns } from './schedule-input.ts'

/** The links of all plans as columns: those that drive dates, and those of levels of effort. Left out are links to missing
 *  activities and on summaries (both named), and what the progress mode overrides. */
export function prepareLinks(
  frames: readonly ProjectFrame[],
  activities: ActivityColumns,
  indexOf: ReadonlyMap<string, number>,
  durationOf: (index: number) => number,
  calendars: readonly WorkCalendar[],
  findings: Problem[],
): { links: LinkColumns; effortLinks: LinkColumns } {
  const most = frames.reduce((sum, frame) => sum + frame.plan.links.length, 0)
  const driving = emptyLinks(most)
  const effort = emptyLinks(most)
  for (const frame of frames) {
    for (const link of frame.plan.links) {
      const from = indexOf.get(link.predecessorKey)
      const to = indexOf.get(link.successorKey)
      if (from === undefined || to === undefined) {
        findings.push(missing(link, from === undefined ? link.predecessorKey : link.successorKey))
        continue
      }
      if (activities.shape[from] === shapes.wbsSummary || activities.shape[to] === shapes.wbsSummary) {
        // MS Project's rules carry such a link to the tasks below.
        if (frame.plan.project.schedulingRules === 'msProject') continue
        const summary = activities.shape[from] === shapes.wbsSummary ? from : to
        findings.push({
          code: 'link-on-summary',
          at: { sheet: 'link', rowKey: link.rowKey },
          data: { activity: activities.code[summary] as string },
        })
        continue
      }
      if (isOverridden(link.kind, to, frame, activities)) continue
      if (countsFromActualStart(link.kind, from, to, frame, activities)) continue
      const own = lagOf(link, durationOf(from))
      const calendar = lagCalendarOf(link, from, to, frame, activities)
      const lag = remainingLag(
        own,
        link.kind,
        from,
        frame.dataDate,
        calendars[calendar] as WorkCalendar,
        activities,
      )
      const isEffort =
        activities.shape[from] === shapes.levelOfEffort || activities.shape[to] === shapes.levelOfEffort
      addLink(isEffort ? effort : driving, from, to, linkKinds[link.kind], lag, calendar)
    }
  }
  return { links: trimLinks(driving), effortLinks: trimLinks(effort) }
}

function missing(link: Link, activityKey: string): Problem {
  return {
    code: 'link-to-missing-activity',
    at: { sheet: 'link', rowKey: link.rowKey },
    data: { activity: activityKey },
  }
}

/** Progress override lets what has started go on whatever still stands before it; finish bounds of work under way hold.
 *  With actual dates, finished activities follow their records instead of logic. */
export function isOverridden(
  kind: Link['kind'],
  to: number,
  frame: ProjectFrame,
  activities: Pick<ActivityColumns, 'status'>,
): boolean {
  const { progressMode } = frame.plan.project
  if (progressMode === 'retainedLogic') return false
  if (activities.status[to] === statuses.finished) return true
  const boundsStart = kind === 'finishToStart' || kind === 'startToStart'
  return progressMode === 'progressOverride' && activities.status[to] === statuses.active && boundsStart
}

/** True for links that `bindByRecords` turns into a bound, so that they are none of the network. */
export function countsFromActualStart(
  kind: Link['kind'],
  from: number,
  to: number,
  { plan }: ProjectFrame,
  { shape, status }: Pick<ActivityColumns, 'shape' | 'status'>,
): boolean {
  if (kind !== 'startToStart' || plan.project.startLagFrom !== 'actualStart') return false
  const isWork = (u: number) => (shape[u] as number) < shapes.levelOfEffort
  return status[from] !== statuses.notStarted && isWork(from) && isWork(to)
}

/** The lag of a link in minutes; a percentage is in thousandths and of its predecessor's duration. */
export function lagOf({ lag, lagKind }: Link, duration: number): number {
  return lagKind === 'percent' ? Math.round((duration * lag) / 100_000) : lag
}

/** The calendar in which the lag of a link counts. */
export function lagCalendarOf(
  { lagKind }: Link,
  from: number,
  to: number,
  frame: ProjectFrame,
  activities: Pick<ActivityColumns, 'calendar'>,
): number {
  if (lagKind === 'elapsed') return 0
  switch (frame.plan.project.lagCalendar) {
    case 'predecessor':
      return activities.calendar[from] as number
    case 'successor':
      return activities.calendar[to] as number
    case 'project':
      return frame.defaultCalendar
    case 'twentyFourHours':
      return 0
  }
}

/** What is left of a positive lag after the time that ran since the predecessor's actual date. */
function remainingLag(
  lag: number,
  kind: Link['kind'],
  from: number,
  dataDate: number,
  calendar: WorkCalendar,
  activities: ActivityColumns,
): number {
  if (lag <= 0) return lag
  const fromStart = kind === 'startToStart' || kind === 'startToFinish'
  const actual = (fromStart ? activities.actualStart : activities.actualFinish)[from] as number
  if (!(actual <= dataDate)) return lag
  return Math.max(0, lag - workAt(calendar, dataDate) + workAt(calendar, actual))
}

type GrowingLinks = LinkColumns & { count: number }

function emptyLinks(most: number): GrowingLinks {
  return {
    count: 0,
    from: new Int32Array(most),
    to: new Int32Array(most),
    kind: new Uint8Array(most),
    lag: new Float64Array(most),
    calendar: new Int32Array(most),
  }
}

function addLink(
  links: GrowingLinks,
  from: number,
  to: number,
  kind: number,
  lag: number,
  calendar: number,
): void {
  const k = links.count++
  links.from[k] = from
  links.to[k] = to
  links.kind[k] = kind
  links.lag[k] = lag
  links.calendar[k] = calendar
}

function trimLinks({ count, from, to, kind, lag, calendar }: GrowingLinks): LinkColumns {
  return {
    from: from.slice(0, count),
    to: to.slice(0, count),
    kind: kind.slice(0, count),
    lag: lag.slice(0, count),
    calendar: calendar.slice(0, count),
  }
}
