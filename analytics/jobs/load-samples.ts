import type { ImportSummary } from '#model/contract.ts'
import { sampleDataDate, samplePortfolio, sampleSeed } from '#samples/portfolio.ts'
import { sampleForecasts } from '#samples/sample-forecasts.ts'
import type { Store } from '#store/store.ts'
import type { Actor } from './analytics.ts'
import { summarisePlan } from './summarise-plan.ts'

/** Stores the sample portfolio with the forecasts its running projects had so far; the present one is the first refresh's.
 *  Throws `project-exists` where the samples are there already. */
export async function loadSamples(store: Store, actor: Actor, at: string): Promise<ImportSummary> {
  const samples = samplePortfolio(sampleSeed, sampleDataDate)
  const plans = samples.map(({ plan }) => plan)
  const history = plans.filter(plan => plan.project.status === 'finished')
  await store.write(async tx => {
    await tx.insertPlans(plans, { who: actor.name, role: actor.role, at, batch: null })
    for (const { plan, course } of samples) {
      if (plan.project.status !== 'running') continue
      const { change } = await tx.projectState(plan.project.projectId)
      const { forecasts, references } = sampleForecasts(plan, course, history, change)
      await tx.insertRows('forecast', forecasts)
      await tx.insertRows('forecastReference', references)
    }
  })
  return { projects: plans.map(summarisePlan), notUsed: [] }
}
