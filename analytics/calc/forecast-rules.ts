import type { SituationFeatures } from './forecast-features.ts'
import { withinRatios } from './forecast-rest-cost.ts'
import { noSlopes, weighSigns, type Signs, type Slopes } from './forecast-slopes.ts'
import { sectorClasses } from './sector-classes.ts'

/** Ways to the middle of a finish and of a cost; a back-test on finished projects says which is taken. */
export type DurationRule = 'learned' | 'openWork' | 'earnedSchedule' | 'plannedValue'
export type CostRule = 'learned' | 'ratios' | 'costPerformance' | 'atBudget'
export const durationRules: readonly DurationRule[] = [
  'learned',
  'openWork',
  'earnedSchedule',
  'plannedValue',
]
export const costRules: readonly CostRule[] = ['learned', 'ratios', 'costPerformance', 'atBudget']

/** What was learned for the middles: the rules, and the slopes of the learned ones. */
export interface FittedRules {
  durationRule: DurationRule
  durationSlopes: Slopes
  costRule: CostRule
  costSlopes: Slopes
}

/** Before anything is learned: the open activities where they are known, else earned schedule; cost by the ratios so far. */
export const unlearnedRules: FittedRules = {
  durationRule: 'openWork',
  durationSlopes: noSlopes,
  costRule: 'ratios',
  costSlopes: noSlopes,
}

/** Total duration in elapsed days, never below what is past. Open work without activities is earned schedule. */
export function expectedDuration(
  features: SituationFeatures,
  { durationSlopes }: Pick<FittedRules, 'durationSlopes'>,
  rule: DurationRule,
): number {
  return Math.max(features.elapsed, durationBy(features, durationSlopes, rule))
}

function durationBy(features: SituationFeatures, slopes: Slopes, rule: DurationRule): number {
  switch (rule) {
    case 'learned':
      return (
        durationByOpenWork(features) +
        withinPlans(weighSigns(durationSigns(features), slopes)) * features.plannedDuration
      )
    case 'openWork':
      return durationByOpenWork(features)
    case 'earnedSchedule':
      return features.byEarnedSchedule
    case 'plannedValue':
      return features.byPlannedValue
  }
}

/** A total duration within the bounds that are believed, about what the open activities say. */
export function believedDuration(features: SituationFeatures, duration: number): number {
  const middle = durationByOpenWork(features)
  const { plannedDuration } = features
  return middle + plannedDuration * withinPlans((duration - middle) / plannedDuration)
}

/** A total cost of which the rest lies within the bounds that are believed, about its budget. */
export function believedCost(features: SituationFeatures, cost: number): number {
  const { actualCost, atBudget } = features
  const rest = atBudget - actualCost
  return rest > 0 ? atRatio(features, withinRatios((cost - actualCost) / rest)) : actualCost
}

/** Total duration by what the open activities say, by earned schedule where none are known. */
export function durationByOpenWork({ byOpenWork, byEarnedSchedule }: SituationFeatures): number {
  return byOpenWork ?? byEarnedSchedule
}

/** A movement of the finish as a share of the planned duration, within the bounds that are believed: beyond them are wrong dates
 *  more often than delays. */
export function withinPlans(movement: number): number {
  return Math.min(3, Math.max(-1, movement))
}

/** What moves the finish beyond the open activities, as shares of the planned duration: the lag of what is earned behind the
 *  plan, by class; and for all alike how the value planned was kept up with, the lag early and late in the project, and the rest, which such projects
 *  may always take longer for. */
export function durationSigns(features: SituationFeatures): Signs {
  const { byEarnedSchedule, plannedDuration, keptUp, rest } = features
  const lag = Math.min(1, Math.max(-1, (byEarnedSchedule - plannedDuration) / plannedDuration))
  return signsOfTime(features, { lag, keptUp: keptUp * rest, rest })
}

/** The signs of a lag of 1 and of nothing else. */
export function signsOfLag(at: Pick<SituationFeatures, 'sector' | 'stage'>): Signs {
  return signsOfTime(at, { lag: 1, keptUp: 0, rest: 0 })
}

function signsOfTime(
  { sector, stage }: Pick<SituationFeatures, 'sector' | 'stage'>,
  { lag, keptUp, rest }: { lag: number; keptUp: number; rest: number },
): Signs {
  return { classes: sectorClasses(sector), byClass: [lag], common: [keptUp, lag * (stage - 0.5), rest] }
}

/** Total cost, never below what is spent. */
export function expectedCost(
  features: SituationFeatures,
  { costSlopes }: Pick<FittedRules, 'costSlopes'>,
  rule: CostRule,
): number {
  return Math.max(features.actualCost, costBy(features, costSlopes, rule))
}

function costBy(features: SituationFeatures, slopes: Slopes, rule: CostRule): number {
  switch (rule) {
    case 'learned':
      return costLearned(features, slopes)
    case 'ratios':
      return costByRatios(features)
    case 'costPerformance':
      return atRatio(features, 1 + features.costDeviations.ofEarned)
    case 'atBudget':
      return features.atBudget
  }
}

/** Early on what such projects have kept of their deviations speaks, toward the end more and more what this project's own work has
 *  come to: weights are the shares still to earn and earned. */
function costLearned(features: SituationFeatures, slopes: Slopes): number {
  const { stage } = features
  const perBudget = withinRatios(1 + weighSigns(costSigns(features), slopes))
  return (1 - stage) * atRatio(features, perBudget) + stage * costByRatios(features)
}

/** Total cost when a unit of budget of the rest costs so much. */
function atRatio({ actualCost, atBudget }: SituationFeatures, perBudget: number): number {
  return actualCost + (atBudget - actualCost) * perBudget
}

/** Total cost by what finished activities and earned value have cost so far. */
function costByRatios({ byActivityRatios, byEarnedRatio }: SituationFeatures): number {
  return byActivityRatios ?? byEarnedRatio
}

/** Deviations of cost from budget so far, which the rest keeps more or less of: of all that is earned, of finished activities
 *  (where none is known all that is earned, shrunk as in `byEarnedRatio`) and of what was earned last; and for
 *  all alike the rest itself, which may always cost more. */
export function costSigns(features: SituationFeatures): Signs {
  const { sector, costDeviations, byEarnedRatio, atBudget, actualCost } = features
  const { ofEarned, ofFinished, ofRecent } = costDeviations
  const rest = atBudget - actualCost
  const steady = rest > 0 ? (byEarnedRatio - atBudget) / rest : 0
  return { classes: sectorClasses(sector), byClass: [ofEarned, ofFinished ?? steady, ofRecent], common: [1] }
}

/** The signs of a cost deviation of 1 in all that was earned, at any time, and of nothing else. */
export function signsOfCostDeviation(sector: string | null): Signs {
  return { classes: sectorClasses(sector), byClass: [1, 1, 1], common: [0] }
}

/** Size of a usual error, larger the more is still to do: in days and in money. */
export function errorScales({ plannedDuration, rest, budget, atBudget, actualCost }: SituationFeatures): {
  duration: number
  cost: number
} {
  return {
    duration: plannedDuration * Math.sqrt(rest + 0.02),
    cost: Math.sqrt(budget * (atBudget - actualCost)) || budget * 0.01,
  }
}
