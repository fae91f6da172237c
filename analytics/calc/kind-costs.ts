import type { CostKind } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import { rollUpCosts } from './cost-roll-up.ts'
import { amountsByKind, costKindNames } from './simulate-costs.ts'
import { workStretches } from './work-stretches.ts'

/** What one finished project planned and spent of one kind of cost, in minor units. */
export interface KindCost {
  kind: CostKind
  sector: string | null
  planned: number
  /** Planned, each amount times actual over planned working time of its activity, else of the project; null where a time is not known. */
  stretched: number | null
  actual: number
}

/** Longer or shorter than this against its plan is a slip of the pen. */
const widest = { least: 0.2, most: 5 }

/** Planned and actual cost of a finished plan by kind, of the kinds that have both. */
export function kindCosts(plan: Plan): KindCost[] {
  const rollUp = rollUpCosts(plan, null)
  const { activities, project: whole } = workStretches(plan)
  const stretchOf = new Map(
    activities.map((stretch, at) => [
      plan.activities[at]?.rowKey as string,
      stretch && stretch.ratio >= widest.least && stretch.ratio <= widest.most ? stretch.ratio : whole,
    ]),
  )
  const stretched: (number | null)[] = costKindNames.map(() => 0)
  for (const { kind, activityKey, amount } of amountsByKind(plan, rollUp.assignmentBudget)) {
    const stretch = activityKey === null ? whole : (stretchOf.get(activityKey) ?? whole)
    const sum = stretched[kind] ?? null
    stretched[kind] = sum === null || stretch === null ? null : sum + amount * stretch
  }
  return costKindNames.flatMap((kind, at) => {
    const [planned, actual] = [rollUp.total.budget[kind], rollUp.total.actual[kind]]
    if (!(planned > 0 && actual > 0)) return []
    return [{ kind, sector: plan.project.sector, planned, stretched: stretched[at] ?? null, actual }]
  })
}
