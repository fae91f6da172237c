import { randomUUID } from 'node:crypto'
import type { ImportMode } from '#model/exchange-contract.ts'
import type { Plan } from '#model/plan.ts'
import type { StoreReader } from '#store/store.ts'
import { movedKey, movePlan } from './move-plan.ts'

/** A plan of a file where it is to be stored: under the project it brings up to date, or under an id of its own. */
export interface PlacedPlan {
  plan: Plan
  isStored: boolean
}

/** Finds the place of each plan of a file. A code that is taken means the stored project, or, in mode `new`, the next free code. Links
 *  between the plans follow them. */
export async function placePlans(
  reader: Pick<StoreReader, 'projects' | 'rowKeysByCode'>,
  plans: readonly Plan[],
  mode: ImportMode | undefined,
): Promise<PlacedPlan[]> {
  const known = new Map((await reader.projects()).map(project => [project.code, project.projectId]))
  const used = new Set([...known.keys(), ...plans.map(plan => plan.project.code)])
  const places = plans.map(plan => {
    const stored = mode === 'new' ? undefined : known.get(plan.project.code)
    const named = stored === undefined && known.has(plan.project.code) ? withFreeCode(plan, used) : plan
    return { plan: named, isStored: stored !== undefined, projectId: stored ?? randomUUID() }
  })
  const elsewhere = await findActivities(reader, places)
  return places.map(({ plan, isStored, projectId }) => ({
    plan: movePlan(plan, projectId, elsewhere),
    isStored,
  }))
}

/** The key that each activity of the plans will have, where any link leads from one plan to another. */
async function findActivities(
  reader: Pick<StoreReader, 'rowKeysByCode'>,
  places: readonly { plan: Plan; isStored: boolean; projectId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>()
  if (places.length < 2) return keys
  for (const { plan, isStored, projectId } of places) {
    const codes = isStored ? await reader.rowKeysByCode('activity', projectId) : new Map<string, string>()
    for (const { code, rowKey } of plan.activities)
      keys.set(rowKey, codes.get(code) ?? movedKey(projectId, rowKey))
  }
  return keys
}

/** The plan under the first of `CODE-2`, `CODE-3` ... that nothing has. */
function withFreeCode(plan: Plan, used: Set<string>): Plan {
  let number = 2
  while (used.has(`${plan.project.code}-${number}`)) number++
  const code = `${plan.project.code}-${number}`
  used.add(code)
  return { ...plan, project: { ...plan.project, code } }
}
