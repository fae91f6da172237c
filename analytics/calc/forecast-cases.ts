import { forecastCase, type ForecastCase, type ForecastCaseAnswer } from './forecast-case.ts'
import {
  prepareExamples,
  trainForecastModel,
  type ForecastExample,
  type ForecastModel,
} from './forecast-model.ts'

/** Gives answers to cases from the examples of finished projects. A case whose family is among them is answered by a model that
 *  has not seen that family; all other cases share one. Models are made when first needed and kept. Null for a case with
 *  nothing to forecast from. */
export function makeCaseForecaster(
  examples: readonly ForecastExample[],
): (given: ForecastCase) => ForecastCaseAnswer | null {
  const prepared = prepareExamples(examples)
  const families = new Set(examples.map(example => example.family))
  const models = new Map<string | null, ForecastModel>()
  return given => {
    const own = given.project.familyId ?? given.project.projectId ?? null
    const family = own !== null && families.has(own) ? own : null
    let model = models.get(family)
    if (!model) {
      model = trainForecastModel(prepared, family)
      models.set(family, model)
    }
    return forecastCase(given, model)
  }
}
