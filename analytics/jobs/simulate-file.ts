import { simulationOptions } from '#calc/simulate-options.ts'
import type { SimulationOutcome } from '#calc/simulate-plan.ts'
import { AppError } from '#model/problems.ts'
import type { SimulationRequest } from '#model/simulation-contract.ts'
import { readPlanFiles } from './read-plan-files.ts'
import { SimulationPool } from './simulation-pool.ts'

/** Simulates the largest plan of a file, without history to learn durations from. Throws `file-without-plan` where there is none. */
export async function simulateFile(
  file: string,
  request: SimulationRequest,
  workers: number | null,
): Promise<{ code: string; currency: string; outcome: SimulationOutcome }> {
  const { plans } = await readPlanFiles(file)
  const plan = plans.toSorted((a, b) => b.activities.length - a.activities.length)[0]
  if (!plan) throw new AppError('file-without-plan', { file })
  const pool = new SimulationPool(workers ?? undefined)
  try {
    const outcome = await pool.simulate(plan, simulationOptions(request), [], {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    return { code: plan.project.code, currency: plan.project.currency, outcome }
  } finally {
    await pool.close()
  }
}
