import type { FittedRules } from './forecast-rules.ts'

/** A way of forecasting learned from finished projects: rules with their weights, and the errors made on projects not seen. */
export interface ForecastModel {
  /** Learned where single activities are known; null with fewer than `neededProjects` such projects. */
  withActivities: FittedForecast | null
  /** Learned from statuses alone; null with fewer than `neededProjects`. */
  withStatuses: FittedForecast | null
}
export interface FittedForecast {
  rules: FittedRules
  errors: readonly ForecastError[]
  projects: number
}
/** An error on an unseen project, in units of the scale of its situation. */
export interface ForecastError {
  projectId: string
  sector: string | null
  stage: number
  plannedDuration: number
  /** Statuses of one project share a weight of 1. */
  weight: number
  duration: number
  cost: number
}

/** Fewer projects are no class. Source: features list 3.5 (n < 10: refuse). */
export const neededProjects = 10
