import type { ImportSummary } from '#model/contract.ts'
import type { Plan } from '#model/plan.ts'

/** How much of a plan was taken in; summaries of WBS are no activities. */
export function summarisePlan(plan: Plan): ImportSummary['projects'][number] {
  return {
    code: plan.project.code,
    name: plan.project.name,
    activities: plan.activities.filter(activity => activity.kind !== 'wbsSummary').length,
    links: plan.links.length,
    resources: plan.resources.length,
    calendars: plan.calendars.length,
    periods: plan.statusSnapshots.length,
  }
}
