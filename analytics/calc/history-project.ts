import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'

/** A finished project as forecasts learn from it: what was planned, what came of it, and how it stood in between. */
export interface HistoryProject {
  projectId: string
  code: string
  name: string
  /** Near copies share a family and never serve as reference for each other. */
  family: string | null
  sector: string | null
  /** Samples serve samples only. */
  isSample: boolean
  plannedStart: PlanMinute | null
  plannedFinish: PlanMinute | null
  actualStart: PlanMinute | null
  actualFinish: PlanMinute | null
  budgetAtCompletion: MinorUnits | null
  actualCost: MinorUnits | null
  snapshots: StatusSnapshot[]
}
