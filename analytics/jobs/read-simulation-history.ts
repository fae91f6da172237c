import { durationRatios } from '#calc/duration-ratios.ts'
import type { DurationRatio } from '#calc/simulate-ranges.ts'
import type { StoreReader } from '#store/store.ts'

/** Most finished projects that are learnt from, the newest by code. */
const mostProjects = 200

/** What finished projects needed; samples teach samples only. */
export async function readSimulationHistory(
  reader: StoreReader,
  projectId: string,
): Promise<DurationRatio[]> {
  const projects = await reader.projects()
  const isSample = projects.find(project => project.projectId === projectId)?.isSample ?? false
  const finished = projects
    .filter(
      project =>
        project.status === 'finished' && project.isSample === isSample && project.projectId !== projectId,
    )
    .slice(-mostProjects)
  const plans = await reader.readPlans(finished.map(project => project.projectId))
  return plans.flatMap(durationRatios)
}
