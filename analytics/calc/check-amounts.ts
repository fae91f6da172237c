import { moneyToMajor, type MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { AppError } from '#model/problems.ts'

/** Sums of amounts are exact to the minor unit up to 2^53 of them. Throws `amounts-too-large` at the largest amount of a plan whose
 *  amounts together are beyond that: one of them is in another unit. */
export function checkAmounts(
  plan: Pick<Plan, 'project' | 'assignments' | 'budgetLines' | 'costEntries'>,
): void {
  let sum = 0
  let largest = { sheet: '', rowKey: '', amount: 0 }
  const add = (sheet: string, rowKey: string, amount: number | null) => {
    const size = Math.abs(amount ?? 0)
    sum += size
    if (size > largest.amount) largest = { sheet, rowKey, amount: size }
  }
  for (const { rowKey, plannedCost, actualCost } of plan.assignments) {
    add('assignment', rowKey, plannedCost)
    add('assignment', rowKey, actualCost)
  }
  for (const { rowKey, amount } of plan.budgetLines) add('budgetLine', rowKey, amount)
  for (const { rowKey, amount } of plan.costEntries) add('costEntry', rowKey, amount)
  if (sum <= Number.MAX_SAFE_INTEGER) return
  const { sheet, rowKey, amount } = largest
  throw new AppError(
    'amounts-too-large',
    { amount: moneyToMajor(amount as MinorUnits, plan.project.currency) },
    { at: { sheet, rowKey } },
  )
}
