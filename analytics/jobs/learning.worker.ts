import { learnForecasts, type ForecastKnowledge, type Learner } from '#calc/forecast-knowledge.ts'
import type { ForecastModel } from '#calc/forecast-model.ts'
import { lessonsOfPlan, type HistoryLessons } from '#calc/history-lessons.ts'
import { backtestHistory, type HistoryBacktest } from '#calc/track-record.ts'
import { type PackedPlan, unpackPlan } from '#model/packed-plan.ts'

/** Finished projects as JSON, `HistoryLessons[]`: text crosses to a worker faster than rows. */
export interface LearnTask {
  history: string
  learner: Learner
  version: number | null
}
export interface BacktestTask {
  history: string
  model: ForecastModel
}

/** What finished plans teach. */
export function makeLessons(plans: PackedPlan[]): HistoryLessons[] {
  return plans.map(plan => lessonsOfPlan(unpackPlan(plan)))
}

/** Learns from finished projects, for all or for one project. */
export function learn({ history, learner, version }: LearnTask): ForecastKnowledge {
  return learnForecasts(JSON.parse(history) as HistoryLessons[], learner, version)
}

/** How right forecasts would have been on finished projects. */
export function backtest({ history, model }: BacktestTask): HistoryBacktest {
  return backtestHistory(JSON.parse(history) as HistoryLessons[], { model })
}
