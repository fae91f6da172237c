import type { AssignmentResult } from '#model/entities/assignment.ts'
import type { CostAccountResult } from '#model/entities/cost-account.ts'
import type { ResourceResult } from '#model/entities/resource.ts'
import type { ActivityResult } from '#model/entities/activity.ts'
import type { MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Thousandths } from '#model/field.ts'
import { sumSplit } from './cost-split.ts'
import type { CostRollUp } from './cost-roll-up.ts'
import { divide, earnedIndices, type EarnedAmounts } from './earned-indices.ts'
import type { ResourcePeak } from './resource-load.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** The computed fields of an activity that status works out; its dates and floats are the schedule's. */
export type ActivityStatus = Pick<
  ActivityResult,
  | 'projectId'
  | 'rowKey'
  | 'budget'
  | 'plannedValue'
  | 'earnedValue'
  | 'actualCost'
  | 'costPerformance'
  | 'finishP50'
  | 'finishP80'
>

/** One row per activity, summaries with what is below them. */
export function activityRows(
  plan: Plan,
  amounts: readonly (EarnedAmounts | null)[],
  finishes: { p50: readonly (PlanMinute | null)[]; p80: readonly (PlanMinute | null)[] },
): ActivityStatus[] {
  return plan.activities.map((activity, index) => {
    const own = amounts[index] ?? null
    return {
      projectId: activity.projectId,
      rowKey: activity.rowKey,
      budget: own?.budgetAtCompletion ?? null,
      plannedValue: own?.plannedValue ?? null,
      earnedValue: own?.earnedValue ?? null,
      actualCost: own?.actualCost ?? null,
      costPerformance: own ? divide(own.earnedValue, own.actualCost) : null,
      finishP50: finishes.p50[index] ?? null,
      finishP80: finishes.p80[index] ?? null,
    }
  })
}

/** One row per assignment: budget, and the dates of its activity. */
export function assignmentRows(
  plan: Plan,
  costs: CostRollUp,
  schedule: Pick<ScheduleResult, 'start' | 'finish'>,
): AssignmentResult[] {
  const activityIndex = new Map(plan.activities.map((activity, index) => [activity.rowKey as string, index]))
  return plan.assignments.map((assignment, index) => {
    const activity = activityIndex.get(assignment.activityKey)
    return {
      projectId: assignment.projectId,
      rowKey: assignment.rowKey,
      start: minuteOrNull(activity === undefined ? undefined : schedule.start[activity]),
      finish: minuteOrNull(activity === undefined ? undefined : schedule.finish[activity]),
      budget: costs.assignmentBudget[index] ?? null,
    }
  })
}

/** One row per cost account; its estimate is BAC / CPI, and AC + BAC - EV while it has no cost performance. */
export function costAccountRows(
  plan: Plan,
  costs: CostRollUp,
  amounts: readonly EarnedAmounts[] | null,
): CostAccountResult[] {
  return plan.costAccounts.map((account, index) => {
    const { budget, actual } = costs.accounts[index] as CostRollUp['accounts'][number]
    const own = amounts?.[index]
    const indices = own ? earnedIndices(own) : null
    return {
      projectId: account.projectId,
      rowKey: account.rowKey,
      budgetLabour: budget.labour,
      budgetMaterial: budget.material,
      budgetMachine: budget.machine,
      budgetSubcontract: budget.subcontract,
      budgetOther: budget.other,
      budgetTotal: sumSplit(budget),
      actualLabour: actual.labour,
      actualMaterial: actual.material,
      actualMachine: actual.machine,
      actualSubcontract: actual.subcontract,
      actualOther: actual.other,
      actualTotal: sumSplit(actual),
      plannedValue: own?.plannedValue ?? null,
      earnedValue: own?.earnedValue ?? null,
      costVariance: indices?.costVariance ?? null,
      costPerformance: indices?.costPerformance ?? null,
      estimateAtCompletion: indices
        ? (indices.estimates.atCostPerformance ?? indices.estimates.asBudgeted)
        : null,
    }
  })
}

/** One row per resource: sums of its assignments and the peak of its weeks. */
export function resourceRows(
  plan: Plan,
  costs: CostRollUp,
  peaks: readonly ResourcePeak[],
): ResourceResult[] {
  const quantity = new Map<string, number>()
  const cost = new Map<string, number>()
  const add = (sums: Map<string, number>, key: string, value: number | null) => {
    if (value !== null) sums.set(key, (sums.get(key) ?? 0) + value)
  }
  plan.assignments.forEach((assignment, index) => {
    add(quantity, assignment.resourceKey, assignment.plannedQuantity)
    add(cost, assignment.resourceKey, costs.assignmentBudget[index] ?? null)
  })
  return plan.resources.map((resource, index) => ({
    projectId: resource.projectId,
    rowKey: resource.rowKey,
    plannedQuantity: (quantity.get(resource.rowKey) ?? null) as Thousandths | null,
    plannedCost: (cost.get(resource.rowKey) ?? null) as MinorUnits | null,
    peak: peaks[index]?.peak ?? null,
    peakWeek: peaks[index]?.peakWeek ?? null,
    overload: peaks[index]?.overload ?? null,
  }))
}

function minuteOrNull(minute: number | undefined): PlanMinute | null {
  return minute === undefined || Number.isNaN(minute) ? null : (minute as PlanMinute)
}
