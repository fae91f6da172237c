import { roundMoney, type MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { earnedScheduleAt, type ForecastSubject } from './forecast-subject.ts'
import type { HistoryProject } from './history-project.ts'
import { orderPercentiles, weightedQuantile, type Percentiles } from './percentile.ts'
import { prepareReferences, weighReferences, type WeightedReference } from './reference-class.ts'

/** A forecast with its method and the finished projects behind it. */
export interface ProjectForecast {
  finish: Percentiles<PlanMinute> | null
  cost: Percentiles<MinorUnits> | null
  method: string
  sufficientHistory: boolean
  reference: ReferenceUsed[]
  findings: Problem[]
}
/** A finished project a forecast was drawn from. Weights of one forecast sum to 1. */
export interface ReferenceUsed {
  code: string
  name: string
  weight: number
  finishRatio: number
  costRatio: number
}

/** References fewer than this are no class. Source: features list 3.5 (n < 10: refuse). */
export const neededReferences = 10

/** Forecasts finish and cost of a running project at its last status from finished ones: the rest of the plan is scaled by
 *  what the rest came to in similar projects at the same stage, shrunk toward the plan early on. Percentiles never cross,
 *  no finish is before the status date and no cost below actual cost. With fewer than 10 references an index forecast
 *  (ES with performance factor 1; CPI) with a general range is given instead, and `sufficientHistory` is false. */
export function forecastProject(
  subject: ForecastSubject,
  history: readonly HistoryProject[],
): ProjectForecast {
  const point = subject.points.at(-1)
  if (!point) return emptyForecast('no-status')
  const duration = subject.plannedFinish - subject.plannedStart
  const earnedAt = earnedScheduleAt(subject, point)
  const plannedRest = Math.max(0, subject.plannedFinish - earnedAt)
  const budgetRest = Math.max(0, subject.budget - point.earnedValue)
  const stage = duration > 0 ? 1 - plannedRest / duration : 1
  const weighted = weighReferences(prepareReferences(history), subject, stage)
  const sufficientHistory = weighted.length >= neededReferences
  const ratios = sufficientHistory ? ratiosOfClass(weighted) : textbookRatios(subject, stage)
  const finish = orderPercentiles(
    spread(ratios.time, ratio => point.statusAt + plannedRest * ratio),
    point.statusAt,
  )
  const cost = orderPercentiles(
    spread(ratios.cost, ratio => point.actualCost + budgetRest * ratio),
    point.actualCost,
  )
  const total = weighted.reduce((sum, row) => sum + row.weight, 0)
  return {
    finish: spread(finish, minute => Math.ceil(minute) as PlanMinute),
    cost: subject.budget > 0 ? spread(cost, roundMoney) : null,
    method: sufficientHistory
      ? `reference-class n=${weighted.length}`
      : `index-textbook-spread n=${weighted.length}`,
    sufficientHistory,
    reference: weighted
      .map(({ reference, weight }) => ({
        code: reference.code,
        name: reference.name,
        weight: weight / total,
        finishRatio: reference.finishRatio,
        costRatio: reference.costRatio,
      }))
      .sort((a, b) => b.weight - a.weight),
    findings: sufficientHistory
      ? []
      : [{ code: 'insufficient-history', data: { count: weighted.length, needed: neededReferences } }],
  }
}

function emptyForecast(method: string): ProjectForecast {
  return { finish: null, cost: null, method, sufficientHistory: false, reference: [], findings: [] }
}

interface Ratios {
  time: Percentiles<number>
  cost: Percentiles<number>
}

function ratiosOfClass(weighted: readonly WeightedReference[]): Ratios {
  const weights = weighted.map(row => row.weight)
  const quantiles = (values: number[]) => {
    const at = (p: number) => weightedQuantile(values, weights, p) ?? 1
    return { p10: at(0.1), p50: at(0.5), p80: at(0.8), p90: at(0.9) }
  }
  return {
    time: quantiles(weighted.map(row => row.standing.timeRatio)),
    cost: quantiles(weighted.map(row => row.standing.costRatio)),
  }
}

/** Ratios of the rest without a class: index forecasts in the middle, and around them the spread published for buildings and
 *  civil works at the start of execution. */
function textbookRatios(subject: ForecastSubject, stage: number): Ratios {
  const point = subject.points.at(-1)
  const ratio = point && point.earnedValue > 0 ? point.actualCost / point.earnedValue : 1
  const costMiddle = ratio > 0 ? 1 + (ratio - 1) * Math.min(1, stage * 2) : 1
  return { time: textbookSpread, cost: spread(textbookSpread, value => value * costMiddle) }
}
const textbookSpread: Percentiles<number> = { p10: 0.85, p50: 1, p80: 1.25, p90: 1.5 }

function spread<T, R>(values: Percentiles<T>, change: (value: T) => R): Percentiles<R> {
  return {
    p10: change(values.p10),
    p50: change(values.p50),
    p80: change(values.p80),
    p90: change(values.p90),
  }
}
