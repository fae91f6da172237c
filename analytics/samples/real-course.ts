import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { WorkMinutes } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { SampleRandom } from './sample-random.ts'

/** How a project really went, aligned with its activities: dates in plan minutes, cost as a multiple of budget. */
export interface RealCourse {
  start: Float64Array
  finish: Float64Array
  costFactor: Float64Array
  overheadFactor: number
}

/** How far reality leaves the plan: typical multiples of duration and cost, and by how much single activities differ. */
export interface Temper {
  pace: number
  cost: number
  spread: number
}

/** Lets the plan happen: every activity takes its own time and money, and the links still hold. */
export function letItHappen(plan: Plan, temper: Temper, random: SampleRandom): RealCourse {
  const perDay = new Map(plan.calendars.map(row => [row.rowKey as string, row.minutesPerDay]))
  const isWaiting = new Set(
    plan.calendars.filter(row => row.minutesPerDay > 480).map(row => row.rowKey as string),
  )
  const activities = plan.activities.map(activity => {
    if (activity.duration === 0 || isWaiting.has(activity.calendarKey ?? '')) return activity
    const day = perDay.get(activity.calendarKey ?? '') ?? 480
    const days = (activity.duration / day) * temper.pace * Math.exp(temper.spread * random.normal())
    return { ...activity, duration: (Math.max(1, Math.round(days)) * day) as WorkMinutes }
  })
  const { start, finish } = calculateSchedule(prepareSchedule([{ ...plan, activities }]))
  const costFactor = Float64Array.from(
    plan.activities,
    () => temper.cost * Math.exp((temper.spread / 2) * random.normal()),
  )
  return { start, finish, costFactor, overheadFactor: 1 + (temper.cost * temper.pace - 1) * 0.8 }
}
