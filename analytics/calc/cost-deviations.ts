import { ratioOfFinished, withinRatios } from './forecast-rest-cost.ts'
import type { ForecastSituation } from './forecast-situation.ts'

/** What cost so far says of the rest, each as the share by which it lies above (or below) budget; 0 where it says nothing. */
export interface CostDeviations {
  /** Of all that is earned: 1 / CPI - 1. */
  ofEarned: number
  /** Of finished activities, shrunk toward 0 while they are few; null where none with a cost is known. */
  ofFinished: number | null
  /** Of what was earned last: a fifth of the budget, or all while less is earned. */
  ofRecent: number
}

export function readCostDeviations(situation: ForecastSituation): CostDeviations {
  const { earnedValue, actualCost, activities } = situation
  const finished = ratioOfFinished(activities)
  const since = startOfRecent(situation)
  return {
    ofEarned: deviation(actualCost, earnedValue),
    ofFinished: finished === null ? null : finished - 1,
    ofRecent: deviation(actualCost - since.actualCost, earnedValue - since.earnedValue),
  }
}

/** The last status that had earned a fifth of the budget less than now. */
function startOfRecent({ earlier, earnedValue, budget }: ForecastSituation) {
  const reached = earnedValue - recentShare * budget
  return (
    earlier.findLast(status => status.earnedValue <= reached && status.actualCost >= 0) ?? {
      earnedValue: 0,
      actualCost: 0,
    }
  )
}
const recentShare = 0.2

function deviation(cost: number, earned: number): number {
  return cost > 0 && earned > 0 ? withinRatios(cost / earned) - 1 : 0
}
