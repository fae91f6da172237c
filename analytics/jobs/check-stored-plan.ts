import { existsSync } from 'node:fs'
import { checkPlan } from '#calc/check-plan.ts'
import type { PlanCheck } from '#calc/plan-check.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { AppError } from '#model/problems.ts'
import type { Store } from '#store/store.ts'
import { readPlanFiles } from './read-plan-files.ts'

/** The 14 DCMA points of every plan of a file, or of a stored project. Throws `project-unknown` when it is neither, `file-without-plan` for a file of none. */
export async function checkStoredPlan(
  store: Store,
  fileOrProject: string,
): Promise<{ code: string; checks: PlanCheck[] }[]> {
  const plans = existsSync(fileOrProject)
    ? (await readPlanFiles(fileOrProject)).plans.filter(plan => plan.activities.length > 0)
    : [await store.readPlan((await store.findProject(fileOrProject)).projectId)]
  if (plans.length === 0) throw new AppError('file-without-plan', { file: fileOrProject })
  return plans.map(plan => ({
    code: plan.project.code,
    checks: checkPlan(plan, calculateSchedule(prepareSchedule([plan]))),
  }))
}
