import type { HistoryProject } from '#calc/history-project.ts'
import type { Plan } from '#model/plan.ts'

/** A finished plan as forecasts learn from it. */
export function historyOf({ project, statusSnapshots }: Plan): HistoryProject {
  const last = statusSnapshots.at(-1)
  const { projectId, code, name, family, sector, isSample } = project
  const { plannedStart, plannedFinish, actualStart, actualFinish } = project
  return {
    projectId,
    code,
    name,
    family,
    sector,
    isSample,
    plannedStart,
    plannedFinish,
    actualStart,
    actualFinish,
    budgetAtCompletion: last?.budgetAtCompletion ?? null,
    actualCost: last?.actualCost ?? null,
    snapshots: statusSnapshots,
  }
}
