import { situationFeatures, type SituationFeatures } from './forecast-features.ts'
import type { ForecastSituation } from './forecast-situation.ts'

/** A finished project at one of its status dates, with what came of it: total duration in elapsed days and total cost. */
export interface ForecastExample {
  projectId: string
  /** Projects of one family are near copies and never judge or teach each other. */
  family: string
  situation: ForecastSituation
  duration: number
  cost: number
}

/** An example in the few numbers that are learned from, whatever the size of its plan. */
export interface ForecastLesson {
  projectId: string
  family: string
  features: SituationFeatures
  duration: number
  cost: number
}

/** Features are worked out once, however many models learn from them. */
export function lessonOf({ projectId, family, situation, duration, cost }: ForecastExample): ForecastLesson {
  return { projectId, family, features: situationFeatures(situation), duration, cost }
}
