import type { WorkCalendar } from '#calc/calendar.ts'
import { priceQuantity } from '#calc/cost-amount.ts'
import { loadResources } from '#calc/resource-load.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import type { Thousandths } from '#model/field.ts'
import type { MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { dayOf, type PlanMinute } from '#model/plan-time.ts'
import type { SampleRandom } from './sample-random.ts'

/** The plan with its dates frozen as the current baseline, and with as much of each crew and machine at hand as its peak
 *  roughly needs: a little less for some, which shows as overload. */
export function takeSampleBaseline(
  plan: Plan,
  calendars: ReadonlyMap<string, WorkCalendar>,
  random: SampleRandom,
): Plan {
  const { projectId, currency, plannedStart } = plan.project
  const schedule = calculateSchedule(prepareSchedule([plan]))
  const baselineKey = random.key<'baseline'>()
  const budgetOf = activityBudgets(plan, currency)
  const { peaks } = loadResources(plan, schedule, calendars, null)
  return {
    ...plan,
    project: { ...plan.project, plannedFinish: schedule.projectFinish[0] as PlanMinute },
    resources: plan.resources.map((resource, index) => {
      const peak = peaks[index]?.peak ?? null
      if (peak === null) return resource
      const share = 0.85 + 0.45 * random.unit()
      return { ...resource, available: (Math.ceil((peak / 1000) * share) * 1000) as Thousandths }
    }),
    baselines: [
      {
        projectId,
        rowKey: baselineKey,
        code: 'BL01',
        name: '批准的施工总进度计划',
        number: 1,
        takenOn: plannedStart === null ? null : dayOf(plannedStart),
        isCurrent: true,
      },
    ],
    baselineActivities: plan.activities.map((activity, index) => ({
      projectId,
      rowKey: random.key(),
      baselineKey,
      activityKey: activity.rowKey,
      start: schedule.start[index] as PlanMinute,
      finish: schedule.finish[index] as PlanMinute,
      duration: activity.duration,
      budget: (budgetOf.get(activity.rowKey) ?? 0) as MinorUnits,
    })),
  }
}

function activityBudgets(plan: Plan, currency: string): Map<string, number> {
  const prices = new Map(plan.resources.map(row => [row.rowKey as string, row.price]))
  const budgets = new Map<string, number>()
  for (const row of plan.assignments) {
    const price = prices.get(row.resourceKey) ?? null
    const amount =
      row.plannedCost ??
      (row.plannedQuantity !== null && price !== null
        ? priceQuantity(row.plannedQuantity, price, currency)
        : 0)
    budgets.set(row.activityKey, (budgets.get(row.activityKey) ?? 0) + amount)
  }
  return budgets
}
