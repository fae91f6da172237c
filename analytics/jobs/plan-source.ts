import type { EntityName } from '#model/entities.ts'
import type { PlanChanges } from '#model/plan-changes.ts'
import { type PlanPart, planParts, planSheets } from '#model/plan-sheets.ts'
import type { Plan } from '#model/plan.ts'
import type { AnyRow } from '#model/row.ts'
import type { Store, StoreReader } from '#store/store.ts'

/** Where a worker's plan comes from: whole, or what changed since it last had it. */
export interface PlanSource {
  projectId: string
  whole(): Promise<{ plan: Plan; change: number }>
  /** Null when so much changed that the whole is quicker. */
  since(change: number): Promise<{ changes: PlanChanges; change: number } | null>
}

/** Beyond so many rows a plan is read whole. */
const mostRows = 2000
const partOf = new Map<EntityName, PlanPart>(planParts.map(part => [planSheets[part], part]))

/** The plan of a stored project. Both ways throw `project-unknown`. */
export function storedPlan(store: Store, projectId: string): PlanSource {
  return {
    projectId,
    whole: () =>
      store.read(async reader => ({
        plan: await reader.readPlan(projectId),
        change: (await reader.projectState(projectId)).change,
      })),
    since: change => store.read(reader => readChanges(reader, projectId, change)),
  }
}

async function readChanges(
  reader: StoreReader,
  projectId: string,
  since: number,
): Promise<{ changes: PlanChanges; change: number } | null> {
  const { change, touched, removed } = await reader.changedSince(projectId, since)
  const count = [...touched.values(), ...removed.values()].reduce((sum, keys) => sum + keys.size, 0)
  if (count > mostRows) return null
  const changes: PlanChanges = { project: null, rows: {}, removed: {} }
  for (const [sheet, keys] of touched) {
    const part = partOf.get(sheet)
    if (keys.size === 0) continue
    if (sheet === 'project') changes.project = (await reader.rows('project', projectId))[0] ?? null
    else if (part) changes.rows[part] = await rowsOf(reader, sheet, projectId, keys)
  }
  for (const [sheet, keys] of removed) {
    const part = partOf.get(sheet)
    if (part && keys.size > 0) changes.removed[part] = [...keys]
  }
  // A refresh writes its snapshot without the journal.
  changes.rows.statusSnapshots = await rowsOf(reader, 'statusSnapshot', projectId)
  return { changes, change }
}

async function rowsOf(
  reader: StoreReader,
  sheet: EntityName,
  projectId: string,
  keys?: ReadonlySet<string>,
): Promise<AnyRow[]> {
  return (await reader.rows(sheet, projectId, keys)) as unknown as AnyRow[]
}
