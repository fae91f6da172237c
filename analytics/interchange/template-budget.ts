import { budgetLine as budgetLineEntity, type BudgetLine } from '#model/entities/budget-line.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { RowKey } from '#model/field.ts'
import type { MinorUnits } from '#model/money.ts'
import { namedKey } from './named-key.ts'
import { rowMaker } from './row-maker.ts'
import { readCell } from './template-cells.ts'
import type { TemplateContexts } from './template-context.ts'
import type { ReadRow, TemplateReader } from './template-reader.ts'

const newBudgetLine = rowMaker(budgetLineEntity)

/** Budgets that a schedule of somebody's own carries beside its activities, as budget lines. For workbooks that budget nothing elsewhere: with
 *  assignments or budget lines the column is a total, which is calculated here. */
export function templateBudget(
  reader: TemplateReader,
  read: readonly ReadRow[],
  contexts: TemplateContexts,
): BudgetLine[] {
  return read.flatMap(({ row, source }) => {
    const activity = row as unknown as Activity
    const context = contexts.of(activity.calendarKey, source.table.language)
    const amount = (readCell(reader.file, source, 'budget', context, reader.notUsed) ??
      null) as MinorUnits | null
    if (!amount) return []
    const rowKey = namedKey<'budgetLine'>('plumbline', reader.projectCode, 'budget of', activity.code)
    return [
      newBudgetLine(reader.projectId as RowKey<'project'>, rowKey, {
        activityKey: activity.rowKey,
        kind: 'other',
        amount,
      }),
    ]
  })
}
