import type { CostKind } from '#model/entities/resource.ts'
import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { finishDayOf, formatDay, type PlanMinute } from '#model/plan-time.ts'
import type { Problem } from '#model/problems.ts'
import { checkAmounts } from './check-amounts.ts'
import { makeCostAccountFinder } from './cost-account-finder.ts'
import { priceAssignment } from './cost-amount.ts'
import { CostCells } from './cost-cells.ts'
import { addToSplit, emptySplit, sumSplit, type CostSplit } from './cost-split.ts'

/** Budget and actual cost of a plan, in minor units. Every amount is in `cells` once, so sums by activity, by account
 *  and of the project tie to the last fen. */
export interface CostRollUp {
  cells: CostCells
  /** Index of the cost account that covers each activity's WBS, -1 for none. */
  accountOfActivity: Int32Array
  /** Aligned with `plan.assignments`; null where neither a cost nor a price says anything. */
  assignmentBudget: (MinorUnits | null)[]
  /** Aligned with `plan.costAccounts`. */
  accounts: { budget: CostSplit; actual: CostSplit }[]
  /** What no account covers; part of the total. */
  unallocated: { budget: CostSplit; actual: CostSplit }
  total: { budget: CostSplit; actual: CostSplit }
  findings: Problem[]
}

/** Rolls up assignments, budget lines and cost entries. A row belongs to the account it names, else to the account whose
 *  WBS is the longest prefix of its activity's; what none covers stays in the total and is reported. An assignment's budget
 *  is its planned cost, else planned quantity times unit price. Actual cost is cost entries booked up to `statusAt`
 *  (all when null) plus the actual cost typed on assignments. Throws `amounts-too-large`. */
export function rollUpCosts(plan: Plan, statusAt: PlanMinute | null): CostRollUp {
  checkAmounts(plan)
  const finder = makeCostAccountFinder(plan.costAccounts)
  const ledger: Ledger = {
    plan,
    activityIndex: new Map(plan.activities.map((activity, index) => [activity.rowKey as string, index])),
    accountIndex: new Map(plan.costAccounts.map((account, index) => [account.rowKey as string, index])),
    accountOfActivity: Int32Array.from(plan.activities, activity => finder(activity.wbs)),
    cells: new CostCells(plan.costAccounts.length),
    accounts: plan.costAccounts.map(() => ({ budget: emptySplit(), actual: emptySplit() })),
    unallocated: { budget: emptySplit(), actual: emptySplit() },
    total: { budget: emptySplit(), actual: emptySplit() },
    unallocatedRows: 0,
    firstUnallocated: null,
    findings: [],
  }
  const assignmentBudget = addAssignments(ledger)
  for (const line of plan.budgetLines)
    book(ledger, 'budget', line.amount, line.kind, place(ledger, 'budgetLine', line, line.amount))
  addCostEntries(ledger, statusAt)
  reportUnallocated(ledger)
  const { cells, accountOfActivity, accounts, unallocated, total, findings } = ledger
  return { cells, accountOfActivity, assignmentBudget, accounts, unallocated, total, findings }
}

interface Ledger extends Omit<CostRollUp, 'assignmentBudget'> {
  plan: Plan
  activityIndex: Map<string, number>
  accountIndex: Map<string, number>
  unallocatedRows: number
  firstUnallocated: { sheet: string; rowKey: string } | null
}
interface Place {
  activity: number
  account: number
}

function addAssignments(ledger: Ledger): (MinorUnits | null)[] {
  const { plan } = ledger
  const resources = new Map(plan.resources.map(resource => [resource.rowKey as string, resource]))
  const withoutPrice = new Map<string, number>()
  const budgets = plan.assignments.map(assignment => {
    const resource = resources.get(assignment.resourceKey)
    const price = resource?.price ?? null
    let budget: MinorUnits | null = assignment.plannedCost
    if (budget === null && assignment.plannedQuantity !== null && price !== null)
      budget = priceAssignment(assignment, assignment.plannedQuantity, price, plan.project.currency)
    if (budget === null && resource && assignment.plannedQuantity !== null)
      withoutPrice.set(resource.code, (withoutPrice.get(resource.code) ?? 0) + 1)
    if (budget === null && assignment.actualCost === null) return null
    const at = place(ledger, 'assignment', { ...assignment, costAccountKey: null }, budget ?? 0)
    const kind = resource?.kind ?? 'other'
    if (budget !== null) book(ledger, 'budget', budget, kind, at)
    if (assignment.actualCost !== null) book(ledger, 'actual', assignment.actualCost, kind, at)
    return budget
  })
  for (const [resource, count] of withoutPrice)
    ledger.findings.push({
      code: 'resource-without-price',
      at: { sheet: 'resource', code: resource, field: 'price' },
      data: { resource, count },
    })
  return budgets
}

function addCostEntries(ledger: Ledger, statusAt: PlanMinute | null): void {
  const { plan } = ledger
  const lastDay = statusAt === null ? Number.POSITIVE_INFINITY : finishDayOf(statusAt)
  let lateCount = 0
  let lateAmount = 0
  for (const entry of plan.costEntries) {
    if (entry.bookedOn > lastDay) {
      lateCount++
      lateAmount += entry.amount
    } else book(ledger, 'actual', entry.amount, entry.kind, place(ledger, 'costEntry', entry, entry.amount))
  }
  if (lateCount > 0 && statusAt !== null)
    ledger.findings.push({
      code: 'cost-after-data-date',
      at: { sheet: 'costEntry', field: 'bookedOn' },
      data: {
        count: lateCount,
        amount: moneyToMajor(lateAmount as MinorUnits, plan.project.currency),
        dataDate: formatDay(finishDayOf(statusAt)),
      },
    })
}

function place(
  ledger: Ledger,
  sheet: string,
  row: { rowKey: string; activityKey: string | null; costAccountKey: string | null },
  amount: number,
): Place {
  const activity = row.activityKey === null ? -1 : (ledger.activityIndex.get(row.activityKey) ?? -1)
  const named = row.costAccountKey === null ? undefined : ledger.accountIndex.get(row.costAccountKey)
  const isMissing =
    (row.activityKey !== null && activity < 0) || (row.costAccountKey !== null && named === undefined)
  if (isMissing)
    ledger.findings.push({
      code: 'cost-reference-missing',
      at: { sheet, rowKey: row.rowKey },
      data: { amount: moneyToMajor(amount as MinorUnits, ledger.plan.project.currency) },
    })
  const account = named ?? (activity < 0 ? -1 : (ledger.accountOfActivity[activity] ?? -1))
  if (account < 0) {
    ledger.unallocatedRows++
    ledger.firstUnallocated ??= { sheet, rowKey: row.rowKey }
  }
  return { activity, account }
}

function book(ledger: Ledger, side: 'budget' | 'actual', amount: number, kind: CostKind, at: Place): void {
  ledger.cells.add(at.activity, at.account, side, amount)
  addToSplit((ledger.accounts[at.account] ?? ledger.unallocated)[side], kind, amount)
  addToSplit(ledger.total[side], kind, amount)
}

function reportUnallocated(ledger: Ledger): void {
  if (ledger.unallocatedRows === 0) return
  const major = (split: CostSplit) => moneyToMajor(sumSplit(split), ledger.plan.project.currency)
  ledger.findings.push({
    code: 'cost-unallocated',
    at: ledger.firstUnallocated ?? { sheet: 'costAccount' },
    data: {
      count: ledger.unallocatedRows,
      budget: major(ledger.unallocated.budget),
      actual: major(ledger.unallocated.actual),
    },
  })
}
