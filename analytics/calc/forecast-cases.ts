import { forecastCase, type ForecastCase, type ForecastCaseAnswer } from './forecast-case.ts'
import type { ForecastLesson } from './forecast-lesson.ts'
import type { FittedForecast, ForecastModel } from './forecast-model.ts'
import { trainOnActivities, trainOnStatuses } from './forecast-train.ts'

/** Gives answers to cases from the lessons of finished projects. A case whose family or project is among them is answered by a model
 *  that has seen neither, nor the family that the history has its project in; all other cases share one. `familyOfCode` tells the
 *  family of a project by its code. Models are made when first needed and kept. Null for a case with nothing to forecast from. */
export function makeCaseForecaster(
  lessons: readonly ForecastLesson[],
  familyOfCode: ReadonlyMap<string, string> = new Map(),
): (given: ForecastCase) => ForecastCaseAnswer | null {
  const families = new Set(lessons.map(lesson => lesson.family))
  const familyOf = new Map([
    ...lessons.map(({ projectId, family }) => [projectId, family] as const),
    ...familyOfCode,
  ])
  const models = new Map<string, ForecastModel>()
  return given => {
    const { familyId, projectId } = given.project
    const kin = [familyId, projectId, familyOf.get(projectId ?? '')].flatMap(name =>
      name && families.has(name) ? name : [],
    )
    const key = JSON.stringify([...new Set(kin)].sort())
    let model = models.get(key)
    if (!model) {
      model = new ModelOnDemand(lessons.filter(lesson => !kin.includes(lesson.family)))
      models.set(key, model)
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
