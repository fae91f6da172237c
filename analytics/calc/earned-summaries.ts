import type { Plan } from '#model/plan.ts'
import { isBelowWbs } from './cost-account-finder.ts'
import type { EarnedAmounts } from './earned-indices.ts'

/** Amounts as the schedule sheet shows them: a summary's are its own rows and all activities below its WBS code; of the
 *  others nothing changes. For showing only: project totals count every row once. */
export function sumSummaries(
  plan: Plan,
  amounts: readonly (EarnedAmounts | null)[],
): (EarnedAmounts | null)[] {
  const summaries = plan.activities.flatMap((activity, index) =>
    activity.kind === 'wbsSummary' && activity.wbs !== null ? [{ index, code: activity.wbs }] : [],
  )
  if (summaries.length === 0) return [...amounts]
  const byWbs = new Map<string, EarnedAmounts>()
  plan.activities.forEach((activity, index) => {
    const own = amounts[index]
    if (!own || activity.wbs === null) return
    byWbs.set(activity.wbs, sum(byWbs.get(activity.wbs), own))
  })
  const shown = [...amounts]
  for (const { index, code } of summaries) {
    let total: EarnedAmounts | undefined
    for (const [wbs, own] of byWbs) if (isBelowWbs(wbs, code)) total = sum(total, own)
    shown[index] = total ?? null
  }
  return shown
}

function sum(a: EarnedAmounts | undefined, b: EarnedAmounts): EarnedAmounts {
  if (!a) return { ...b }
  const add = <K extends keyof EarnedAmounts>(key: K) => (a[key] + b[key]) as EarnedAmounts[K]
  return {
    budgetAtCompletion: add('budgetAtCompletion'),
    plannedValue: add('plannedValue'),
    earnedValue: add('earnedValue'),
    actualCost: add('actualCost'),
  }
}
