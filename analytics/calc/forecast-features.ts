import { readCostDeviations, type CostDeviations } from './cost-deviations.ts'
import { finishOfOpenWork } from './forecast-open-work.ts'
import { costPerBudget } from './forecast-rest-cost.ts'
import { earnedShare, restOfTime, type ForecastSituation } from './forecast-situation.ts'
import { foldSector } from './sector-classes.ts'

/** A situation in the few numbers that forecasting rules weigh. Times are elapsed days from the planned start. */
export interface SituationFeatures {
  /** As `foldSector` has it. */
  sector: string | null
  plannedDuration: number
  elapsed: number
  budget: number
  actualCost: number
  /** Where in its course the project is, 0..1 of the budget. */
  stage: number
  /** The planned rest as a share of the planned duration. */
  rest: number
  /** How the value planned was kept up with: the logarithm of SPI, within bounds. */
  keptUp: number
  /** Total durations by index: earned schedule with performance factor 1, and the planned value method. */
  byEarnedSchedule: number
  byPlannedValue: number
  /** Total duration by the open activities; null where none are known. */
  byOpenWork: number | null
  /** Total costs: the rest at what finished activities and earned value say (null where no activities are known), at what
   *  earned value alone says, at CPI (null before anything is earned) and at budget. */
  byActivityRatios: number | null
  byEarnedRatio: number
  byCostPerformance: number | null
  atBudget: number
  costDeviations: CostDeviations
}

export function situationFeatures(situation: ForecastSituation): SituationFeatures {
  const { plannedDuration, elapsed, earnedSchedule, budget, plannedValue, earnedValue, actualCost } =
    situation
  const keptUp = earnedValue / Math.max(plannedValue, 1e-9 * budget || 1)
  const budgetRest = Math.max(0, budget - earnedValue)
  const cost = (perBudget: number) => actualCost + budgetRest * perBudget
  const hasActivities = situation.activities.length > 0
  return {
    sector: foldSector(situation.sector),
    plannedDuration,
    elapsed,
    budget,
    actualCost,
    stage: earnedShare(situation),
    rest: restOfTime(situation),
    keptUp: Math.log(Math.min(3, Math.max(0.3, keptUp))),
    byEarnedSchedule: elapsed + plannedDuration - earnedSchedule,
    byPlannedValue:
      budget > 0
        ? plannedDuration - (plannedDuration * (earnedValue - plannedValue)) / budget
        : plannedDuration,
    byOpenWork: finishOfOpenWork(situation),
    byActivityRatios: hasActivities ? cost(costPerBudget(situation)) : null,
    byEarnedRatio: cost(costPerBudget({ ...situation, activities: [] })),
    byCostPerformance: earnedValue > 0 ? cost(actualCost / earnedValue) : null,
    atBudget: cost(1),
    costDeviations: readCostDeviations(situation),
  }
}

/** The same as it would be known without single activities. */
export function withoutActivities(features: SituationFeatures): SituationFeatures {
  return {
    ...features,
    byOpenWork: null,
    byActivityRatios: null,
    costDeviations: { ...features.costDeviations, ofFinished: null },
  }
}
