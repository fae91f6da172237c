import { durationRatios } from '#calc/duration-ratios.ts'
import { kindCosts } from '#calc/kind-costs.ts'
import type { CostHistory } from '#calc/simulate-options.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import type { StoreReader } from '#store/store.ts'

/** What simulations of a project learn from. */
export interface SimulationHistory extends CostHistory {
  ratios: readonly DurationRatio[]
}

/** Most finished projects that are learnt from, the newest by code. */
const mostProjects = 200

/** What finished projects needed and paid; samples teach samples only, and no project one of its own family. */
export async function readSimulationHistory(
  reader: StoreReader,
  projectId: string,
): Promise<SimulationHistory> {
  const [own] = await reader.rows('project', projectId)
  const { family = null, sector = null, isSample = false } = own ?? {}
  const finished = (await reader.projects())
    .filter(
      project =>
        project.status === 'finished' && project.isSample === isSample && project.projectId !== projectId,
    )
    .slice(-mostProjects)
  const plans = (await reader.readPlans(finished.map(project => project.projectId))).filter(
    ({ project }) => family === null || project.family !== family,
  )
  return { ratios: plans.flatMap(durationRatios), costs: plans.flatMap(kindCosts), sector }
}
