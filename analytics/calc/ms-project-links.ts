import type { Plan } from '#model/plan.ts'
import type { MsProjectLink, MsProjectTask } from './ms-project-input.ts'
import type { ProjectFrame } from './prepare-activity.ts'
import { linkKinds } from './schedule-input.ts'

/** The links of a plan. Those of a summary task go to every task under it, and come from all of them. A link that closes on itself through
 *  the outline is left out. */
export function msProjectLinks(
  frame: ProjectFrame,
  frames: readonly ProjectFrame[],
  indexOf: ReadonlyMap<string, number>,
  tasks: readonly MsProjectTask[],
): MsProjectLink[] {
  const under = tasksUnder(frames, indexOf)
  const durations = new Map(
    frames.flatMap(({ plan }) => plan.activities.map(one => [one.rowKey as string, one.duration])),
  )
  const links: MsProjectLink[] = []
  for (const link of frame.plan.links) {
    const from = indexOf.get(link.predecessorKey)
    const to = indexOf.get(link.successorKey)
    if (from === undefined || to === undefined) continue
    const sources = under.get(from) ?? [from]
    const targets = under.get(to) ?? [to]
    if (sources.length === 0 || targets.some(target => sources.includes(target))) continue
    const share = ((durations.get(link.predecessorKey) ?? 0) * link.lag) / 100_000
    const lag = link.lagKind === 'percent' ? Math.round(share) : link.lag
    for (const target of targets)
      links.push({
        from: sources,
        to: target,
        kind: linkKinds[link.kind],
        lag,
        isElapsed: link.lagKind === 'elapsed',
        calendar: lagCalendar(frame, from, target, tasks),
      })
  }
  return links
}

/** MS Project counts a lag in the calendar of the successor, its own or the project's. */
function lagCalendar(
  { plan, defaultCalendar }: ProjectFrame,
  from: number,
  to: number,
  tasks: readonly MsProjectTask[],
): number {
  switch (plan.project.lagCalendar) {
    case 'successor':
      return (tasks[to] as MsProjectTask).calendar
    case 'predecessor':
      return (tasks[from] as MsProjectTask).calendar
    case 'project':
      return defaultCalendar
    case 'twentyFourHours':
      return 0
  }
}

/** The tasks below each summary task, by its index. */
function tasksUnder(
  frames: readonly ProjectFrame[],
  indexOf: ReadonlyMap<string, number>,
): Map<number, number[]> {
  const under = new Map<number, number[]>()
  for (const { plan } of frames) {
    const summaries = new Map<string, number[]>()
    for (const activity of plan.activities) {
      if (activity.kind !== 'wbsSummary') continue
      const found: number[] = []
      summaries.set(activity.wbs ?? '', found)
      under.set(indexOf.get(activity.rowKey) as number, found)
    }
    if (summaries.size > 0) collect(plan, summaries, indexOf)
  }
  return under
}

function collect(
  { activities }: Plan,
  summaries: ReadonlyMap<string, number[]>,
  indexOf: ReadonlyMap<string, number>,
): void {
  for (const activity of activities) {
    if (activity.kind === 'wbsSummary') continue
    const index = indexOf.get(activity.rowKey) as number
    for (let wbs = activity.wbs ?? ''; wbs !== ''; wbs = wbs.slice(0, Math.max(0, wbs.lastIndexOf('.'))))
      summaries.get(wbs)?.push(index)
  }
}
