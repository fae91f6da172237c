import { existsSync } from 'node:fs'
import { checkPlan } from '#calc/check-plan.ts'
import { compileCalendars } from '#calc/calendar.ts'
import { type Feasibility, scoreFeasibility } from '#calc/feasibility.ts'
import { findPlanFaults } from '#calc/find-plan-faults.ts'
import type { PlanCheck } from '#calc/plan-check.ts'
import { linkLabel } from '#calc/plan-check-links.ts'
import type { PlanFault } from '#calc/plan-fault.ts'
import { scheduleWithOthers } from '#calc/schedule-with-others.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Plan } from '#model/plan.ts'
import { AppError, type ProblemPlace } from '#model/problems.ts'
import type { Store } from '#store/store.ts'
import { readLinkedPlans } from './linked-plans.ts'
import { readPlanFiles } from './read-plan-files.ts'

/** What the check of one plan says; of each point the rows its items name. */
export interface CheckedProject {
  code: string
  checks: (PlanCheck & { places: ProblemPlace[] })[]
  faults: PlanFault[]
  feasibility: Feasibility
}

/** The check of every plan of a file, or of a stored project. Throws `project-unknown` when it is neither, `file-without-plan` for a file of none. */
export async function checkStoredPlan(store: Store, fileOrProject: string): Promise<CheckedProject[]> {
  if (existsSync(fileOrProject)) return checkFile(fileOrProject)
  return [await checkProject(store, (await store.findProject(fileOrProject)).projectId)]
}

/** The check of every plan of a file. Throws `file-without-plan` where it has none. */
export async function checkFile(file: string): Promise<CheckedProject[]> {
  const plans = (await readPlanFiles(file)).plans.filter(plan => plan.activities.length > 0)
  if (plans.length === 0) throw new AppError('file-without-plan', { file })
  return plans.map(plan => checkOne(plan, isLinked(plan) ? plans.filter(other => other !== plan) : []))
}

/** The check of a stored project and the change number it stands at. Throws `project-unknown`. */
export async function checkProject(
  store: Store,
  projectId: string,
): Promise<CheckedProject & { change: number }> {
  const linked = await readLinkedPlans(store, projectId)
  if (linked) return { ...checkOne(linked.plan, linked.others), change: linked.change }
  const { plan, change } = await store.read(async reader => ({
    plan: await reader.readPlan(projectId),
    change: (await reader.projectState(projectId)).change,
  }))
  return { ...checkOne(plan, []), change }
}

/** True where a link of the plan comes from another; links that leave it are the others'. */
function isLinked(plan: Plan): boolean {
  const own = new Set<string>(plan.activities.map(activity => activity.rowKey))
  return plan.links.some(link => !own.has(link.predecessorKey))
}

function checkOne(plan: Plan, others: readonly Plan[]): CheckedProject {
  const { input, schedule } = scheduleWithOthers(plan, others)
  const placeOf = placesIn(plan)
  return {
    code: plan.project.code,
    checks: checkPlan(plan, schedule, { others }).map(check => ({
      ...check,
      places: check.items.map(placeOf),
    })),
    faults: findPlanFaults(plan, input, schedule),
    feasibility: scoreFeasibility(plan, schedule, compileCalendars(plan)),
  }
}

/** The row that an item of a check names: an activity by its code, a link by its label. */
function placesIn(plan: Plan): (item: string) => ProblemPlace {
  const places = new Map<string, ProblemPlace>()
  const activityOf = new Map(plan.activities.map(activity => [activity.rowKey as string, activity]))
  const placeOf = ({ rowKey, code }: Activity, field: string) => ({ sheet: 'activity', rowKey, code, field })
  for (const link of plan.links) {
    const [from, to] = [activityOf.get(link.predecessorKey), activityOf.get(link.successorKey)]
    if (from && to) places.set(linkLabel(link, from.code, to.code), placeOf(to, 'predecessors'))
  }
  for (const activity of plan.activities) places.set(activity.code, placeOf(activity, 'code'))
  return item => places.get(item) ?? {}
}
