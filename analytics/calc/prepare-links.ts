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
  calendars: readonly WorkCalendar[],
  findings: Problem[],
): { links: LinkColumns; effortLinks: LinkColumns } {
  const driving = collectLinks()
  const effort = collectLinks()
  for (const frame of frames) {
    const durations = new Map(
      frame.plan.activities.map(activity => [activity.rowKey as string, activity.duration]),
    )
    for (const link of frame.plan.links) {
      const from = indexOf.get(link.predecessorKey)
      const to = indexOf.get(link.successorKey)
      if (from === undefined || to === undefined) {
        findings.push(missing(link, from === undefined ? link.predecessorKey : link.successorKey))
        continue
      }
      const summary = [from, to].find(one => activities.shape[one] === shapes.wbsSummary)
      if (summary !== undefined) {
        findings.push({
          code: 'link-on-summary',
          at: { sheet: 'link', rowKey: link.rowKey },
          data: { activity: activities.code[summary] as string },
        })
        continue
      }
      if (isOverridden(link.kind, to, frame, activities)) continue
      const own = lagOf(link, durations.get(link.predecessorKey) ?? 0)
      const calendar = link.lagKind === 'elapsed' ? 0 : lagCalendarOf(from, to, frame, activities)
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
      ;(isEffort ? effort : driving).add(from, to, linkKinds[link.kind], lag, calendar)
    }
  }
  return { links: driving.columns(), effortLinks: effort.columns() }
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
function isOverridden(
  kind: Link['kind'],
  to: number,
  frame: ProjectFrame,
  activities: ActivityColumns,
): boolean {
  const { progressMode } = frame.plan.project
  if (progressMode === 'retainedLogic') return false
  if (activities.status[to] === statuses.finished) return true
  const boundsStart = kind === 'finishToStart' || kind === 'startToStart'
  return progressMode === 'progressOverride' && activities.status[to] === statuses.active && boundsStart
}

function lagOf(link: Link, predecessorDuration: number): number {
  return link.lagKind === 'percent' ? Math.round((predecessorDuration * link.lag) / 100_000) : link.lag
}

function lagCalendarOf(from: number, to: number, frame: ProjectFrame, activities: ActivityColumns): number {
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

function collectLinks() {
  const from: number[] = []
  const to: number[] = []
  const kind: number[] = []
  const lag: number[] = []
  const calendar: number[] = []
  return {
    add(a: number, b: number, ofKind: number, minutes: number, lagCalendar: number): void {
      from.push(a)
      to.push(b)
      kind.push(ofKind)
      lag.push(minutes)
      calendar.push(lagCalendar)
    },
    columns: (): LinkColumns => ({
      from: Int32Array.from(from),
      to: Int32Array.from(to),
      kind: Uint8Array.from(kind),
      lag: Float64Array.from(lag),
      calendar: Int32Array.from(calendar),
    }),
  }
}
