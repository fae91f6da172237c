import type { Plan } from '#model/plan.ts'
import type { Store } from '#store/store.ts'

/** A project's plan with those of all projects that links lead to or from. */
export interface LinkedPlans {
  plan: Plan
  others: Plan[]
  change: number
}

export interface StoredLinkedPlans extends LinkedPlans {
  /** The change that each of the others stands at, by project id. */
  otherChanges: ReadonlyMap<string, number>
}

/** They as they stand; null where the project has no link to another. Throws `project-unknown`. */
export async function readLinkedPlans(store: Store, projectId: string): Promise<StoredLinkedPlans | null> {
  const known = await store.linkedProjects(projectId)
  if (known.length === 0) return null
  return store.read(async reader => {
    const linked = await reader.linkedProjects(projectId)
    const [plan, ...others] = await reader.readPlans([projectId, ...linked])
    const { change } = await reader.projectState(projectId)
    const otherChanges = new Map<string, number>()
    for (const id of linked) otherChanges.set(id, (await reader.projectState(id)).change)
    return { plan: plan as Plan, others, change, otherChanges }
  })
}
