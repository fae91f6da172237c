import type { Plan } from '#model/plan.ts'
import { levelPlans } from './level-plan.ts'
import { isHeldByLevelling } from './release-levelled-starts.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** Which work gets a scarce resource first in every run: that which starts first in the levelled plan. */
export interface LevelPriority {
  /** Start of every activity in the levelled plan, in plan minutes; NaN where it has none. */
  start: Float64Array
  /** When the levelled plan ends. */
  finish: number
}

/** Activities times schedules of a search: about what a thousand runs take, so that the order costs no more than its use. */
const searchedPlaces = 200_000
const fewestSchedules = 20
const mostSchedules = 1000

/** The plan as levelled: by the starts accepted before where there are any, else by the proposal of so many schedules as its size allows,
 *  the same for the same seed. `schedule` is that of the plan as it stands. */
export function findPriority(plan: Plan, schedule: ScheduleResult, seed: number): LevelPriority {
  const start = schedule.start.slice()
  if (plan.activities.some(isHeldByLevelling)) return { start, finish: schedule.projectFinish[0] as number }
  const { moves, projects } = levelPlans([plan], 'finishMayMove', {
    seed,
    schedules: schedulesFor(plan.activities.length),
  })
  const indexOf = new Map(plan.activities.map(({ rowKey }, u) => [rowKey as string, u]))
  for (const { rowKey, startAfter } of moves) start[indexOf.get(rowKey) as number] = startAfter
  return { start, finish: projects[0]?.finishAfter as number }
}

function schedulesFor(activities: number): number {
  return Math.max(fewestSchedules, Math.min(mostSchedules, Math.floor(searchedPlaces / activities)))
}
