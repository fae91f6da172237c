import type { ForecastSituation } from './forecast-situation.ts'

/** A running project to forecast. */
export interface ForecastSubject {
  projectId: string
  family: string | null
  isSample: boolean
  /** Plan minute from which the situation's days count. */
  plannedStart: number
  situation: ForecastSituation
}
