import type { Light } from './cell-styles.ts'
import { lastForecast, lastStatus, type ProjectBook } from './project-book.ts'

export interface StatusLights {
  schedule: Light
  cost: Light
  finish: Light
}

/** Lights by fixed rules (`lightRule` in the words says them): indices below 0.90 are red, below 0.95 amber; the finish is
 *  green when P80 keeps the plan, amber when only P50 does. A finished project is judged by its actual finish. */
export function statusLights({ data }: ProjectBook): StatusLights {
  const last = lastStatus(data)
  return {
    schedule: lightOfIndex(last?.schedulePerformanceTime ?? last?.schedulePerformance ?? null),
    cost: lightOfIndex(last?.costPerformance ?? null),
    finish: lightOfFinish({ data }),
  }
}

function lightOfIndex(index: number | null): Light {
  if (index === null) return 'unknown'
  return index >= 0.95 ? 'green' : index >= 0.9 ? 'amber' : 'red'
}

function lightOfFinish({ data }: Pick<ProjectBook, 'data'>): Light {
  if (data.plannedFinish === null) return 'unknown'
  if (data.isFinished && data.actualFinish !== null)
    return data.actualFinish <= data.plannedFinish ? 'green' : 'red'
  const forecast = lastForecast(data)
  if (!forecast || forecast.finishP50 === null) return 'unknown'
  if (forecast.finishP80 !== null && forecast.finishP80 <= data.plannedFinish) return 'green'
  return forecast.finishP50 <= data.plannedFinish ? 'amber' : 'red'
}
