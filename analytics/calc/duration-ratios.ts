import type { Plan } from '#model/plan.ts'
import type { DurationRatio } from './simulate-ranges.ts'
import { workStretches } from './work-stretches.ts'

/** Shorter work says little: a day more or less doubles it. */
const shortest = 960
/** Ratios beyond these are slips of the pen, not durations. */
const widest = { least: 0.2, most: 5 }

/** Actual over planned working time of every finished activity of a finished plan; planned is what the current baseline froze, else the planned
 *  duration. */
export function durationRatios(plan: Plan): DurationRatio[] {
  const { activities } = workStretches(plan)
  return plan.activities.flatMap(({ name }, at) => {
    const stretch = activities[at]
    if (!stretch) return []
    const { planned, ratio } = stretch
    if (!(planned >= shortest) || !(ratio >= widest.least && ratio <= widest.most)) return []
    return [{ name, sector: plan.project.sector, ratio }]
  })
}
