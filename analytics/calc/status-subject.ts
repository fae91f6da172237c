import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { apportionCosts } from './cost-apportion.ts'
import { CostCells } from './cost-cells.ts'
import type { CostRollUp } from './cost-roll-up.ts'
import type { EarnedValue } from './earned-value.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import { cellRatios, plannedValueCurve, type PlannedValueCurve } from './planned-value-curve.ts'
import type { PlannedSpans } from './planned-value-spans.ts'
import { readStatusSeries, type StatusPoint } from './status-series.ts'

export interface SubjectFound {
  /** Null where there are no planned dates to measure against. */
  subject: ForecastSubject | null
  findings: Problem[]
}

/** The running project as forecasting sees it: the statuses stored so far, with the one just calculated in place of any of
 *  the same date. Planned value of stored statuses stays as it was stored. */
export function subjectOfPlan(plan: Plan, earned: EarnedValue, statusAt: PlanMinute): SubjectFound {
  const series = readStatusSeries(
    plan.statusSnapshots.filter(row => row.statusAt !== statusAt),
    earned.project.budgetAtCompletion,
    statusAt,
    plan.project.currency,
  )
  const points = [...series.points, pointOf(earned.curve, earned.project, statusAt)]
  if (points.length === 1) series.findings.push({ code: 'single-status', at: { sheet: 'statusSnapshot' } })
  return withPlan(plan, earned.curve, points, series.findings)
}

/** A project without budget, measured by planned working time instead of money: good for its finish only. */
export function subjectByWork(
  plan: Plan,
  costs: CostRollUp,
  spans: PlannedSpans,
  earned: EarnedValue,
  statusAt: PlanMinute,
): SubjectFound {
  const cells = new CostCells(0)
  plan.activities.forEach((activity, index) => {
    const work = (spans.workFinish[index] as number) - (spans.workStart[index] as number)
    if (work > 0 && activity.kind !== 'wbsSummary') cells.add(index, -1, 'budget', work)
  })
  const apportioning = apportionCosts(
    plan,
    cells,
    costs.accountOfActivity,
    new Float64Array(plan.activities.length),
  )
  const curve = plannedValueCurve(cells, spans, apportioning)
  const ratios = cellRatios(cells, apportioning, earned.ratios)
  const earnedWork = ratios.reduce((sum, ratio, cell) => sum + ratio * (cells.budget[cell] as number), 0)
  const amounts = { plannedValue: curve.at(statusAt), earnedValue: earnedWork, actualCost: 0 }
  return withPlan(plan, curve, [pointOf(curve, amounts, statusAt)], [])
}

function pointOf(
  curve: PlannedValueCurve,
  amounts: Record<'plannedValue' | 'earnedValue' | 'actualCost', number>,
  statusAt: PlanMinute,
): StatusPoint {
  return {
    statusAt,
    plannedValue: amounts.plannedValue,
    earnedValue: amounts.earnedValue,
    actualCost: amounts.actualCost,
    earnedSchedule: curve.minuteOf(amounts.earnedValue, statusAt),
  }
}

function withPlan(
  plan: Plan,
  curve: PlannedValueCurve,
  points: StatusPoint[],
  findings: Problem[],
): SubjectFound {
  const { project } = plan
  const plannedStart = curve.start ?? project.plannedStart
  const plannedFinish = curve.finish ?? project.plannedFinish
  if (plannedStart === null || plannedFinish === null || plannedFinish <= plannedStart) {
    const at = { sheet: 'project', rowKey: project.rowKey, code: project.code, field: 'plannedFinish' }
    return {
      subject: null,
      findings: [...findings, { code: 'no-planned-dates', at, data: { project: project.code } }],
    }
  }
  const { projectId, family, sector, isSample } = project
  const budget = curve.budgetAtCompletion
  const subject = { projectId, family, sector, isSample, plannedStart, plannedFinish, budget, points }
  return { subject: { ...subject, plannedTimeOf: (value, near) => curve.minuteOf(value, near) }, findings }
}
