import { finishOfOpenWork } from './forecast-open-work.ts'
import { costPerBudget } from './forecast-rest-cost.ts'
import { earnedShare, restOfTime, type ForecastSituation } from './forecast-situation.ts'

/** A situation in numbers without scale, as the model weighs them. */
export interface SituationFeatures {
  /** Total duration by earned schedule with performance factor 1, in elapsed days: what the model corrects. */
  durationByEarnedSchedule: number
  /** Total cost with the rest at `costPerBudget`; 0 or more above actual cost. */
  costByRatios: number
  /** Corrections offered to the duration, as shares of the planned duration: what the open activities say (0 without any),
   *  how the value planned was kept up with, the plan itself against its progress, and the rest at large: what such
   *  projects always take beyond it. */
  durationCorrections: readonly number[]
  /** The same for the cost, as a share of the budget: the budget still to be earned. */
  costCorrections: readonly number[]
  hasActivities: boolean
  /** Where in its course the project is, 0..1 of the budget. */
  stage: number
  /** Size of a usual error: larger the more is still to do. In days and in money. */
  durationScale: number
  costScale: number
}

/** Index forecasts and corrections of a situation. */
export function situationFeatures(situation: ForecastSituation): SituationFeatures {
  const { plannedDuration, elapsed, earnedSchedule, budget, plannedValue, earnedValue, actualCost } =
    situation
  const rest = restOfTime(situation)
  const stage = earnedShare(situation)
  const duration = elapsed + plannedDuration - earnedSchedule
  const asShare = (other: number) => Math.min(1, Math.max(-1, (other - duration) / plannedDuration))
  const openWork = finishOfOpenWork(situation)
  const keptUp = Math.log(
    Math.min(3, Math.max(0.3, earnedValue / Math.max(plannedValue, 1e-9 * budget || 1))),
  )
  const budgetRest = Math.max(0, budget - earnedValue)
  return {
    durationByEarnedSchedule: duration,
    costByRatios: actualCost + budgetRest * costPerBudget(situation),
    durationCorrections: [
      openWork === null ? 0 : asShare(openWork),
      keptUp * rest,
      asShare(plannedDuration) * (stage - 0.5),
      rest,
    ],
    costCorrections: [budget > 0 ? budgetRest / budget : 0],
    hasActivities: openWork !== null,
    stage,
    durationScale: plannedDuration * Math.sqrt(rest + 0.02),
    costScale: Math.sqrt(budget * budgetRest) || budget * 0.01,
  }
}
