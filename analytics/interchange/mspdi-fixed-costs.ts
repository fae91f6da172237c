import { budgetLine, type BudgetLine } from '#model/entities/budget-line.ts'
import { mspdiMoney } from './mspdi-money.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import type { MspdiTask } from './mspdi-tasks.ts'
import { rowMaker } from './row-maker.ts'

/** What a budget line made of a task's fixed cost is called. */
const fixedCostLabel = 'Fixed cost'
const makeLine = rowMaker(budgetLine)

/** The fixed costs of tasks, as budget lines of their activities. */
export function mspdiFixedCosts(tasks: readonly MspdiTask[], scope: MspdiScope): BudgetLine[] {
  return tasks.flatMap(({ record, uid, activity }) => {
    const amount = mspdiMoney(record, 'FixedCost', scope)
    if (amount === null || amount === 0) return []
    return makeLine(scope.projectId, scope.key<'budgetLine'>('F', uid), {
      activityKey: activity.rowKey,
      kind: 'other',
      description: fixedCostLabel,
      amount,
    })
  })
}
