import type { Project } from './entities/project.ts'
import type { PlanPart } from './plan-sheets.ts'
import type { AnyRow } from './row.ts'

/** What became of a plan's rows since some change number: whole rows that are new or changed, and keys of those that are gone. */
export interface PlanChanges {
  /** Null where the project's own row is as it was. */
  project: Project | null
  rows: Partial<Record<PlanPart, AnyRow[]>>
  removed: Partial<Record<PlanPart, string[]>>
}
