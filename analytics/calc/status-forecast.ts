import type { Plan } from '#model/plan.ts'
import type { MinorUnits } from '#model/money.ts'
import { moneyToMajor } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import type { CostRollUp } from './cost-roll-up.ts'
import type { EarnedValue } from './earned-value.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import type { ForecastKnowledge } from './forecast-knowledge.ts'
import { forecastProject, type ProjectForecast } from './forecast-project.ts'
import type { PlannedSpans } from './planned-value-spans.ts'
import { findingsOfStatuses } from './status-findings.ts'
import { subjectByWork, subjectOfPlan } from './status-subject.ts'

/** A forecast with the situation it was made from; null where there was none to forecast. */
export interface PlanForecast extends ProjectForecast {
  subject: ForecastSubject | null
}

/** Finish and cost of a plan at its status date. A plan whose every activity is finished gives its actuals; one without budget
 *  is forecast in time only, by its planned working time. What could not be used is in the findings. */
export function forecastPlan(
  plan: Plan,
  costs: CostRollUp,
  spans: PlannedSpans,
  earned: EarnedValue,
  statusAt: PlanMinute,
  knowledge: ForecastKnowledge | null,
): PlanForecast {
  const actuals = actualsOf(plan, earned, statusAt)
  if (actuals) return actuals
  const { subject, findings } =
    earned.project.budgetAtCompletion > 0
      ? subjectOfPlan(plan, costs, spans, earned, statusAt)
      : subjectByWork(plan, costs, spans, earned, statusAt)
  findings.push(...missingInputs(plan, earned))
  if (!subject)
    return { ...nothing, finish: null, cost: null, method: 'none', sufficientHistory: false, findings }
  const usable = lacksCost(earned) ? assumeOnBudget(subject) : subject
  const forecast = forecastProject(usable, knowledge)
  return {
    ...forecast,
    subject: usable,
    cost: earned.project.budgetAtCompletion > 0 ? forecast.cost : null,
    findings: [...findings, ...forecast.findings],
  }
}

const nothing = { modelVersion: null, reference: [], referenceCount: 0, subject: null }

function actualsOf(plan: Plan, earned: EarnedValue, statusAt: PlanMinute): PlanForecast | null {
  const work = plan.activities.filter(row => row.kind !== 'wbsSummary' && row.kind !== 'levelOfEffort')
  const finishes = work.map(row => row.actualFinish)
  const isDone = plan.project.actualFinish !== null || (work.length > 0 && finishes.every(at => at !== null))
  if (!isDone) return null
  const last = finishes.reduce<number>((most, at) => Math.max(most, at ?? most), Number.NEGATIVE_INFINITY)
  const finish = (plan.project.actualFinish ?? last) as PlanMinute
  const cost = earned.project.actualCost
  return {
    ...nothing,
    finish: { p10: finish, p50: finish, p80: finish, p90: finish },
    cost: cost > 0 ? { p10: cost, p50: cost, p80: cost, p90: cost } : null,
    method: 'actuals',
    sufficientHistory: true,
    findings: findingsOfStatuses(plan, earned, statusAt),
  }
}

function lacksCost({ project }: EarnedValue): boolean {
  return project.earnedValue > 0 && project.actualCost <= 0
}

/** Costs that nobody booked are taken as what was earned: a forecast from zero cost would promise the rest for nothing. */
function assumeOnBudget(subject: ForecastSubject): ForecastSubject {
  const { situation } = subject
  const activities = situation.activities.map(activity => ({ ...activity, actualCost: null }))
  return { ...subject, situation: { ...situation, actualCost: situation.earnedValue, activities } }
}

function missingInputs(plan: Plan, earned: EarnedValue): Problem[] {
  const { project } = plan
  const { budgetAtCompletion, plannedValue, earnedValue } = earned.project
  const at = { sheet: 'project', rowKey: project.rowKey, code: project.code }
  const findings: Problem[] = []
  if (plan.calendars.length === 0) findings.push({ code: 'no-calendar', at, data: { project: project.code } })
  const negative = plan.activities.filter(
    (_, index) => (earned.activities[index]?.budgetAtCompletion ?? 0) < 0,
  )
  const [first] = negative
  if (first)
    findings.push({
      code: 'budget-below-zero',
      at: { sheet: 'activity', rowKey: first.rowKey, code: first.code, field: 'budget' },
      data: { count: negative.length, activities: negative.slice(0, 10).map(row => row.code) },
    })
  if (budgetAtCompletion <= 0)
    return [...findings, { code: 'no-budget', at, data: { project: project.code } }]
  if (plannedValue === 0) findings.push({ code: 'no-planned-value', at })
  if (earnedValue === 0) findings.push({ code: 'no-earned-value', at })
  if (lacksCost(earned))
    findings.push({
      code: 'progress-without-cost',
      at: { sheet: 'costEntry' },
      data: { earnedValue: moneyToMajor(earnedValue as MinorUnits, project.currency) },
    })
  return findings
}
