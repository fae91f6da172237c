import type { PlanMinute } from '#model/plan-time.ts'
import type { LevelNeeds } from './level-needs.ts'
import { type ScheduleInput, statuses } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** A stretch of time in which a resource is needed beyond what there is; quantities in thousandths of its unit. */
export interface LevelOverload {
  projectId: string
  rowKey: string
  resource: string
  from: PlanMinute
  to: PlanMinute
  /** The most needed at one time in the stretch. */
  need: number
  available: number
  /** Activities at work when the need is greatest. */
  activities: string[]
}

/** Counts the need of every limited resource on the dates of a schedule, an activity counting from its early start (that of the
 *  rest, once it has begun) to its early finish, by a sweep over beginnings and ends. */
export function findOverloads(
  needs: LevelNeeds,
  { activities }: ScheduleInput,
  { earlyStart, earlyFinish }: Pick<ScheduleResult, 'earlyStart' | 'earlyFinish'>,
): LevelOverload[] {
  const events: { at: number; change: number; u: number }[][] = needs.pools.map(() => [])
  for (let u = 0; u < activities.code.length; u++) {
    if (activities.status[u] === statuses.finished) continue
    const [at, end] = [earlyStart[u] as number, earlyFinish[u] as number]
    if (!(end > at)) continue
    for (let slot = needs.first[u] as number; slot < (needs.first[u + 1] as number); slot++) {
      const change = needs.units[slot] as number
      events[needs.pool[slot] as number]?.push({ at, change, u }, { at: end, change: -change, u })
    }
  }
  return needs.pools.flatMap((pool, index) => {
    const own = (events[index] ?? []).sort((a, b) => a.at - b.at || a.change - b.change)
    return sweep(own, pool.available).map(({ working, ...stretch }) => ({
      projectId: pool.projectId,
      rowKey: pool.rowKey,
      resource: pool.code,
      ...stretch,
      available: pool.available,
      activities: working.map(u => activities.code[u] as string),
    }))
  })
}

interface Stretch {
  from: PlanMinute
  to: PlanMinute
  need: number
  working: number[]
}

function sweep(events: readonly { at: number; change: number; u: number }[], available: number): Stretch[] {
  const stretches: Stretch[] = []
  const working = new Set<number>()
  let need = 0
  let open: Stretch | null = null
  events.forEach(({ at, change, u }, index) => {
    need += change
    if (change > 0) working.add(u)
    else working.delete(u)
    if (events[index + 1]?.at === at) return
    if (need > available) {
      open ??= { from: at as PlanMinute, to: at as PlanMinute, need: 0, working: [] }
      if (need > open.need) Object.assign(open, { need, working: [...working] })
    } else if (open) {
      stretches.push({ ...open, to: at as PlanMinute })
      open = null
    }
  })
  return stretches
}
