import type { ForecastMethod } from '#model/forecast-method.ts'
import { roundMoney, type MinorUnits } from '#model/money.ts'
import { minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { situationFeatures } from './forecast-features.ts'
import { examplesOfHistory } from './forecast-history.ts'
import {
  neededProjects,
  prepareExamples,
  trainForecastModel,
  type ForecastExample,
} from './forecast-model.ts'
import { forecastSituation, similarity } from './forecast-range.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import { textbookForecast } from './forecast-textbook.ts'
import type { HistoryProject } from './history-project.ts'
import type { Percentiles } from './percentile.ts'

/** A forecast with its method and the finished projects behind it. */
export interface ProjectForecast {
  finish: Percentiles<PlanMinute> | null
  cost: Percentiles<MinorUnits> | null
  /** A name with its figures; `describeForecastMethod` says it in words. */
  method: ForecastMethod
  sufficientHistory: boolean
  reference: ReferenceUsed[]
  findings: Problem[]
}
/** A finished project a forecast was drawn from. Weights of one forecast sum to 1. */
interface ReferenceUsed {
  code: string
  name: string
  weight: number
  /** Actual over planned duration, and actual cost over budget. */
  finishRatio: number
  costRatio: number
}

/** Forecasts finish and cost of a running project from finished ones: index forecasts and open activities give the middle,
 *  corrected by what was learned, and the errors made on projects not seen give the range, similar projects weighing more.
 *  Never learns from the project itself or its family, and from samples only for a sample. Percentiles never cross, no
 *  finish is before the status date and no cost below actual cost. With fewer than 10 usable projects a general range is
 *  given, and `sufficientHistory` is false.
 *  Sources: Flyvbjerg 2006 (reference class); Batselier & Vanhoucke 2017 (earned value with reference classes). */
export function forecastProject(
  subject: ForecastSubject,
  history: readonly HistoryProject[],
): ProjectForecast {
  const usable = history.filter(project => canServe(project, subject))
  const examples = examplesOfHistory(usable)
  const count = new Set(examples.map(example => example.projectId)).size
  const learned = forecastSituation(subject.situation, trainForecastModel(prepareExamples(examples)))
  const { duration, cost } = learned ?? textbookForecast(subject.situation)
  const instant = (days: number) => Math.ceil(subject.plannedStart + days * minutesPerDay) as PlanMinute
  return {
    finish: mapLevels(duration, instant),
    cost: mapLevels(cost, roundMoney),
    method: learned?.basis ?? 'textbook',
    sufficientHistory: learned !== null,
    reference: learned ? weighReferences(subject, examples, usable) : [],
    findings: learned ? [] : [{ code: 'insufficient-history', data: { count, needed: neededProjects } }],
  }
}

function canServe(project: HistoryProject, subject: ForecastSubject): boolean {
  if (project.projectId === subject.projectId) return false
  if (project.isSample && !subject.isSample) return false
  return subject.family === null || project.family !== subject.family
}

function weighReferences(
  subject: ForecastSubject,
  examples: readonly ForecastExample[],
  history: readonly HistoryProject[],
): ReferenceUsed[] {
  const { stage } = situationFeatures(subject.situation)
  const sums = new Map<string, { example: ForecastExample; sum: number; count: number }>()
  let total = 0
  for (const example of examples) {
    const features = situationFeatures(example.situation)
    const entry = sums.get(example.projectId) ?? { example, sum: 0, count: 0 }
    entry.sum += similarity(subject.situation, stage, { ...example.situation, stage: features.stage })
    entry.count++
    sums.set(example.projectId, entry)
  }
  for (const { sum, count } of sums.values()) total += sum / count
  return history
    .flatMap(project => {
      const entry = sums.get(project.projectId)
      if (!entry) return []
      const { situation, duration, cost } = entry.example
      return [
        {
          code: project.code,
          name: project.name,
          weight: entry.sum / entry.count / total,
          finishRatio: duration / situation.plannedDuration,
          costRatio: cost / situation.budget,
        },
      ]
    })
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1))
}

function mapLevels<T, R>(levels: Percentiles<T>, change: (value: T) => R): Percentiles<R> {
  return {
    p10: change(levels.p10),
    p50: change(levels.p50),
    p80: change(levels.p80),
    p90: change(levels.p90),
  }
}
