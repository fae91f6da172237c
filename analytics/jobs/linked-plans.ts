import type { Plan } from '#model/plan.ts'
import type { Store } from '#store/store.ts'

/** A project's plan with those of all projects that links lead to or from. */
export interface LinkedPlans {
  plan: Plan
  others: Plan[]
  change: number
}

/** They as they stand; null where the project has no link to another. Throws `project-unknown`. */
export async function readLinkedPlans(store: Store, projectId: string): Promise<LinkedPlans | null> {
  const known = await store.linkedProjects(projectId)
  if (known.length === 0) return null
  return store.read(async reader => {
    const [plan, ...others] = await reader.readPlans([projectId, ...(await reader.linkedProjects(projectId))])
    const { change } = await reader.projectState(projectId)
    return { plan: plan as Plan, others, change }
  })
}
