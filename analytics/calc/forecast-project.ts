import type { ForecastMethod } from '#model/forecast-method.ts'
import { roundMoney, type MinorUnits } from '#model/money.ts'
import { lastPlanMinute, minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { situationFeatures, type SituationFeatures } from './forecast-features.ts'
import type { ForecastKnowledge, LearnedProject } from './forecast-knowledge.ts'
import { neededProjects } from './forecast-model.ts'
import { forecastSituation, similarity } from './forecast-range.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import { textbookForecast } from './forecast-textbook.ts'
import type { Percentiles } from './percentile.ts'

/** A forecast with its method and the finished projects behind it. */
export interface ProjectForecast {
  finish: Percentiles<PlanMinute> | null
  cost: Percentiles<MinorUnits> | null
  /** A name with its figures; `describeForecastMethod` says it in words. */
  method: ForecastMethod
  sufficientHistory: boolean
  /** Version of what was learned; null where nothing was used of it. */
  modelVersion: number | null
  /** The heaviest first, at most `mostReferences`; `referenceCount` are all. */
  reference: ReferenceUsed[]
  referenceCount: number
  findings: Problem[]
}
/** A finished project a forecast was drawn from. Weights of all of one forecast sum to 1. */
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
 *  `knowledge` must not hold the project itself or its family. Percentiles never cross, no finish is before the status date
 *  and no cost below actual cost. With fewer than 10 usable projects a general range is given, and `sufficientHistory` is
 *  false; with fewer than 10 similar ones the range is that of all, and a finding says so.
 *  Sources: Flyvbjerg 2006 (reference class); Batselier & Vanhoucke 2017 (earned value with reference classes). */
export function forecastProject(
  subject: ForecastSubject,
  knowledge: ForecastKnowledge | null,
): ProjectForecast {
  const features = situationFeatures(subject.situation)
  const learned = knowledge && forecastSituation(features, knowledge.model)
  const { duration, cost } = learned ?? textbookForecast(features)
  const instant = (days: number) => Math.ceil(subject.plannedStart + days * minutesPerDay) as PlanMinute
  const isDate = instant(duration.p90) <= lastPlanMinute
  const isAmount = Math.abs(cost.p90) <= Number.MAX_SAFE_INTEGER
  const common = {
    finish: isDate ? mapLevels(duration, instant) : null,
    cost: isAmount ? mapLevels(cost, roundMoney) : null,
  }
  const beyond: Problem[] = [
    ...(isDate ? [] : [{ code: 'finish-out-of-range' as const }]),
    ...(isAmount ? [] : [{ code: 'cost-out-of-range' as const }]),
  ]
  const count = knowledge?.available ?? 0
  if (!learned)
    return {
      ...common,
      method: 'textbook',
      sufficientHistory: false,
      modelVersion: null,
      reference: [],
      referenceCount: 0,
      findings: [...beyond, { code: 'insufficient-history', data: { count, needed: neededProjects } }],
    }
  const reference = weighReferences(features, knowledge.projects)
  const similar = knowledge.projects.filter(project => isSimilar(features, project)).length
  return {
    ...common,
    method: learned.basis,
    sufficientHistory: true,
    modelVersion: knowledge.version,
    reference: reference.slice(0, mostReferences),
    referenceCount: reference.length,
    findings:
      similar < neededProjects
        ? [
            ...beyond,
            { code: 'few-similar-projects', data: { count: similar, needed: neededProjects, all: count } },
          ]
        : beyond,
  }
}

/** More are not stored with a forecast. */
const mostReferences = 100

function weighReferences(features: SituationFeatures, projects: readonly LearnedProject[]): ReferenceUsed[] {
  const weighed = projects.map(project => ({ project, weight: meanSimilarity(features, project) }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  return weighed
    .map(({ project: { code, name, finishRatio, costRatio }, weight }) => ({
      code,
      name,
      weight: weight / total,
      finishRatio,
      costRatio,
    }))
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1))
}

function meanSimilarity(features: SituationFeatures, { stages, ...project }: LearnedProject): number {
  const sum = stages.reduce((total, stage) => total + similarity(features, { ...project, stage }), 0)
  return sum / stages.length
}

/** Of the same sector where one is known, and between a third and three times as long. */
function isSimilar(features: SituationFeatures, project: LearnedProject): boolean {
  const longer = Math.abs(Math.log(project.plannedDuration / features.plannedDuration))
  return (features.sector === null || project.sector === features.sector) && longer <= Math.log(3)
}

function mapLevels<T, R>(levels: Percentiles<T>, change: (value: T) => R): Percentiles<R> {
  return {
    p10: change(levels.p10),
    p50: change(levels.p50),
    p80: change(levels.p80),
    p90: change(levels.p90),
  }
}
