import type { Plan } from '#model/plan.ts'
import { minutesPerDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { apportionCosts } from './cost-apportion.ts'
import { CostCells } from './cost-cells.ts'
import type { CostRollUp } from './cost-roll-up.ts'
import type { EarnedValue } from './earned-value.ts'
import type { ForecastSituation } from './forecast-situation.ts'
import type { ForecastSubject } from './forecast-subject.ts'
import { cellRatios, plannedValueCurve, type PlannedValueCurve } from './planned-value-curve.ts'
import type { PlannedSpans } from './planned-value-spans.ts'
import { situationActivities } from './status-activities.ts'
import { findStatusDateFaults } from './status-date-faults.ts'
import { findingsOfStatuses } from './status-findings.ts'
import { readStatusSeries } from './status-series.ts'

export interface SubjectFound {
  /** Null where there are no planned dates to measure against. */
  subject: ForecastSubject | null
  findings: Problem[]
}

/** The running project as forecasting sees it at its status date; what is wrong with the statuses stored so far is reported. */
export function subjectOfPlan(
  plan: Plan,
  costs: CostRollUp,
  spans: PlannedSpans,
  earned: EarnedValue,
  statusAt: PlanMinute,
): SubjectFound {
  const before = plan.statusSnapshots.filter(row => row.statusAt < statusAt)
  const { budgetAtCompletion } = earned.project
  const { points } = readStatusSeries(before, budgetAtCompletion, statusAt, plan.project.currency)
  const findings = findingsOfStatuses(plan, earned, statusAt)
  if (before.length === 0) findings.push({ code: 'single-status', at: { sheet: 'statusSnapshot' } })
  return withPlan(plan, costs, spans, earned.curve, earned.project, points, statusAt, findings)
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
  const none = new Float64Array(plan.activities.length)
  const apportioning = apportionCosts(plan, cells, costs.accountOfActivity, none)
  const curve = plannedValueCurve(cells, spans, apportioning)
  const ratios = cellRatios(cells, apportioning, earned.ratios)
  const earnedWork = ratios.reduce((sum, ratio, cell) => sum + ratio * (cells.budget[cell] as number), 0)
  const amounts = { plannedValue: curve.at(statusAt), earnedValue: earnedWork, actualCost: earnedWork }
  return withPlan(plan, costs, spans, curve, amounts, [], statusAt, [])
}

function withPlan(
  plan: Plan,
  costs: CostRollUp,
  spans: PlannedSpans,
  curve: PlannedValueCurve,
  amounts: Record<'plannedValue' | 'earnedValue' | 'actualCost', number>,
  earlier: ForecastSituation['earlier'],
  statusAt: PlanMinute,
  findings: Problem[],
): SubjectFound {
  const { project } = plan
  const plannedStart = curve.start
  const plannedFinish = curve.finish
  if (plannedStart === null || plannedFinish === null || plannedFinish <= plannedStart) {
    const at = { sheet: 'project', rowKey: project.rowKey, code: project.code, field: 'plannedFinish' }
    return {
      subject: null,
      findings: [...findings, { code: 'no-planned-dates', at, data: { project: project.code } }],
    }
  }
  const isOpen = amounts.earnedValue < curve.budgetAtCompletion
  for (const found of findStatusDateFaults(statusAt, plannedStart, plannedFinish, isOpen))
    findings.push({
      ...found,
      at: { sheet: 'project', rowKey: project.rowKey, code: project.code, field: 'dataDate' },
    })
  const days = (minute: number) => (minute - plannedStart) / minutesPerDay
  const earnedAt = curve.minuteOf(amounts.earnedValue, statusAt) ?? plannedStart
  return {
    subject: {
      projectId: project.projectId,
      family: project.family,
      isSample: project.isSample,
      plannedStart,
      situation: {
        sector: project.sector,
        plannedDuration: days(plannedFinish),
        elapsed: days(statusAt),
        earnedSchedule: days(earnedAt),
        budget: curve.budgetAtCompletion,
        ...amounts,
        earlier: earlier.map(({ earnedValue, actualCost }) => ({ earnedValue, actualCost })),
        activities: situationActivities(plan, costs, spans, statusAt, plannedStart),
      },
    },
    findings,
  }
}
