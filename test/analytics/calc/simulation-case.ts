import { simulatePlan } from '#calc/simulate-plan.ts'
import { simulationOptions } from '#calc/simulate-options.ts'
import type { Risk } from '#model/entities/risk.ts'
import { emptyPlan, type Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { SimulationRequest } from '#model/simulation-contract.ts'
import { plansOf, type CaseProject } from './schedule-case.ts'

/** Minutes of a day in cases, whose calendar works round the clock: so working minutes are minutes of the clock. */
export const day = 480
const everyHour = Array.from({ length: 7 }, () => '00:00-24:00')

/** A plan that begins on 2026-01-01 and works round the clock; `range` is least, likely and most in days, `available` the limits of what
 *  activities use. */
export function simulatedPlan(
  activities: (CaseProject['activities'][number] & { range?: [number, number, number] })[],
  risks: Partial<Risk>[] = [],
  project: CaseProject['project'] = {},
  available: Record<string, number> = {},
): Plan {
  const rows = activities.map(({ range, ...activity }) => ({
    ...activity,
    days: activity.days ?? range?.[1] ?? 0,
    ...(range && {
      optimisticDuration: Math.round(range[0] * day),
      mostLikelyDuration: Math.round(range[1] * day),
      pessimisticDuration: Math.round(range[2] * day),
    }),
  }))
  const [plan] = plansOf({
    why: '',
    source: '',
    projects: [
      {
        project: { calendar: 'all', dataDate: '2026-01-01T00:00', ...project },
        calendars: { all: everyHour },
        activities: rows,
        available,
      },
    ],
  })
  return {
    ...emptyPlan((plan as Plan).project),
    ...plan,
    risks: risks.map(
      (risk, i) => ({ ...noRisk, code: `R${i + 1}`, rowKey: `risk-${i + 1}`, ...risk }) as Risk,
    ),
  } as Plan
}

const noRisk = {
  name: 'risk',
  status: 'open',
  probability: 0,
  activities: null,
  leastDelay: null,
  likelyDelay: null,
  mostDelay: null,
  leastCost: null,
  likelyCost: null,
  mostCost: null,
  owner: null,
  mitigation: null,
  mitigationCost: null,
  residualProbability: null,
  residualImpact: null,
}

/** Simulates with independent draws and without an early end, unless told otherwise. */
export function simulate(plan: Plan, request: SimulationRequest = {}) {
  return simulatePlan(plan, simulationOptions({ correlateBy: 'none', stopWhenStable: false, ...request }))
}

/** Days from the data date. */
export function daysTo(plan: Plan, minute: number): number {
  return (minute - (plan.project.dataDate as PlanMinute)) / day
}
