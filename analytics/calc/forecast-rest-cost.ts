import type { ForecastSituation, SituationActivity } from './forecast-situation.ts'

/** What a unit of budget still to be earned will cost, shrunk toward 1 while little is known. The mean of two readings: the
 *  cost of all that is earned (1 / CPI, with a tenth of the budget at par), and the typical ratio of actual cost to budget of
 *  finished activities (geometric mean weighted by the root of their budgets, so that one large activity does not speak for
 *  all). Without costed finished activities the first alone; 1 before any cost is booked. Constants are round, not fitted. */
export function costPerBudget(situation: ForecastSituation): number {
  const { actualCost, earnedValue, budget, activities } = situation
  if (budget <= 0) return 1
  const par = parShare * budget
  const ofEarned = actualCost > 0 ? withinRatios((actualCost + par) / (Math.max(0, earnedValue) + par)) : 1
  const ofFinished = ratioOfFinished(activities)
  return ofFinished === null ? ofEarned : (ofEarned + ofFinished) / 2
}

/** Share of the budget counted at par beside what is earned. */
const parShare = 0.1
/** The same for activities, as a share of the weight of all of them. */
const parWeight = 0.2

/** Actual cost to budget of finished activities, as above; null where none with a budget has a cost. */
export function ratioOfFinished(activities: readonly SituationActivity[]): number | null {
  let all = 0
  let weights = 0
  let sum = 0
  for (const { budget, state, actualCost } of activities) {
    if (budget <= 0) continue
    const weight = Math.sqrt(budget)
    all += weight
    if (state !== 'finished' || actualCost === null) continue
    weights += weight
    sum += weight * Math.log(withinRatios(actualCost / budget))
  }
  return weights > 0 ? Math.exp(sum / (weights + parWeight * all)) : null
}

/** A ratio of cost to budget within the bounds that are believed: beyond them are booking errors more often than prices. */
export function withinRatios(ratio: number): number {
  return Math.min(4, Math.max(0.25, ratio))
}
