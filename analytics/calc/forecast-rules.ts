import type { SituationFeatures } from './forecast-features.ts'

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

/** What was learned for the middles: the rules, and the weights of the learned ones. */
export interface FittedRules {
  durationRule: DurationRule
  durationWeights: readonly number[]
  costRule: CostRule
  costWeights: readonly number[]
}

/** Before anything is learned: the open activities where they are known, else earned schedule; cost by the ratios so far. */
export const unlearnedRules: FittedRules = {
  durationRule: 'openWork',
  durationWeights: [],
  costRule: 'ratios',
  costWeights: [],
}

/** Total duration in elapsed days, never below what is past. Open work without activities is earned schedule. */
export function expectedDuration(
  features: SituationFeatures,
  { durationWeights }: Pick<FittedRules, 'durationWeights'>,
  rule: DurationRule,
): number {
  return Math.max(features.elapsed, durationBy(features, durationWeights, rule))
}

function durationBy(features: SituationFeatures, weights: readonly number[], rule: DurationRule): number {
  const { byEarnedSchedule, byPlannedValue, byOpenWork, plannedDuration } = features
  switch (rule) {
    case 'learned':
      return byEarnedSchedule + weighted(durationCorrections(features), weights) * plannedDuration
    case 'openWork':
      return byOpenWork ?? byEarnedSchedule
    case 'earnedSchedule':
      return byEarnedSchedule
    case 'plannedValue':
      return byPlannedValue
  }
}

/** Total cost, never below what is spent. */
export function expectedCost(
  features: SituationFeatures,
  { costWeights }: Pick<FittedRules, 'costWeights'>,
  rule: CostRule,
): number {
  return Math.max(features.actualCost, costBy(features, costWeights, rule))
}

function costBy(features: SituationFeatures, weights: readonly number[], rule: CostRule): number {
  switch (rule) {
    case 'learned':
      return costByRatios(features) + weighted(costCorrections(features), weights) * features.budget
    case 'ratios':
      return costByRatios(features)
    case 'costPerformance':
      return features.byCostPerformance ?? features.atBudget
    case 'atBudget':
      return features.atBudget
  }
}

/** Total cost by what finished activities and earned value have cost so far. */
export function costByRatios({ byActivityRatios, byEarnedRatio }: SituationFeatures): number {
  return byActivityRatios ?? byEarnedRatio
}

/** Corrections offered to the duration by earned schedule, as shares of the planned duration: what the open activities say (0
 *  without any), how the value planned was kept up with, the plan itself against its progress, and the rest at large: what
 *  such projects always take beyond it. */
export function durationCorrections(features: SituationFeatures): readonly number[] {
  const { byEarnedSchedule, byOpenWork, plannedDuration, keptUp, rest, stage } = features
  const openWork = ((byOpenWork ?? byEarnedSchedule) - byEarnedSchedule) / plannedDuration
  const plan = (plannedDuration - byEarnedSchedule) / plannedDuration
  return [withinOne(openWork), keptUp * rest, withinOne(plan) * (stage - 0.5), rest]
}

/** The same for the cost, as a share of the budget: the budget still to be earned. */
export function costCorrections({ budget, atBudget, actualCost }: SituationFeatures): readonly number[] {
  return [budget > 0 ? (atBudget - actualCost) / budget : 0]
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

function withinOne(share: number): number {
  return Math.min(1, Math.max(-1, share))
}

function weighted(values: readonly number[], weights: readonly number[]): number {
  let total = 0
  for (let k = 0; k < values.length; k++) total += (values[k] as number) * (weights[k] ?? 0)
  return total
}
