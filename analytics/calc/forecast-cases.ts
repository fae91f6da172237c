import { forecastCase, type ForecastCase, type ForecastCaseAnswer } from './forecast-case.ts'
import type { ForecastLesson } from './forecast-lesson.ts'
import type { FittedForecast, ForecastModel } from './forecast-model.ts'
import { trainOnActivities, trainOnStatuses } from './forecast-train.ts'

/** Gives answers to cases from the lessons of finished projects. A case whose family is among them is answered by a model that
 *  has not seen that family; all other cases share one. Models are made when first needed and kept. Null for a case with
 *  nothing to forecast from. */
export function makeCaseForecaster(
  lessons: readonly ForecastLesson[],
): (given: ForecastCase) => ForecastCaseAnswer | null {
  const families = new Set(lessons.map(lesson => lesson.family))
  const models = new Map<string | null, ForecastModel>()
  return given => {
    const own = given.project.familyId ?? given.project.projectId ?? null
    const family = own !== null && families.has(own) ? own : null
    let model = models.get(family)
    if (!model) {
      model = new ModelOnDemand(lessons.filter(lesson => lesson.family !== family))
      models.set(family, model)
    }
    return forecastCase(given, model)
  }
}

/** Learns with and without activities each when first asked for: most case files need one of the two. */
class ModelOnDemand implements ForecastModel {
  readonly #lessons: readonly ForecastLesson[]
  #withActivities: FittedForecast | null | undefined
  #withStatuses: FittedForecast | null | undefined

  constructor(lessons: readonly ForecastLesson[]) {
    this.#lessons = lessons
  }

  get withActivities(): FittedForecast | null {
    if (this.#withActivities === undefined) this.#withActivities = trainOnActivities(this.#lessons)
    return this.#withActivities
  }

  get withStatuses(): FittedForecast | null {
    if (this.#withStatuses === undefined) this.#withStatuses = trainOnStatuses(this.#lessons)
    return this.#withStatuses
  }
}
