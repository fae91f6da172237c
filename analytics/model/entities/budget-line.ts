import { entity, type StoredRow } from '../entity.ts'
import { costOnly, maybe, money, oneOf, quantity, ref, text, unitPrice } from '../field.ts'
import { costKinds } from './resource.ts'

/** A budgeted amount of a cost account, besides the planned cost of assignments. */
export const budgetLine = entity({
  name: 'budgetLine',
  sheet: { zh: '预算明细', en: 'Budget lines' },
  meaning: { zh: '成本科目的一行预算。', en: 'One budgeted amount of a cost account.' },
  codeField: null,
  typed: true,
  fields: {
    costAccountKey: maybe(ref('costAccount')('科目编码', 'Cost account', { editors: costOnly })),
    activityKey: maybe(ref('activity')('工序编码', 'Activity', { editors: costOnly })),
    kind: oneOf(costKinds)('费用类别', 'Cost kind', { editors: costOnly }),
    description: maybe(text('说明', 'Description', { editors: costOnly, width: 30 })),
    quantity: maybe(quantity('数量', 'Quantity', { editors: costOnly })),
    price: maybe(unitPrice('单价', 'Unit price', { editors: costOnly })),
    amount: money('金额', 'Amount', { editors: costOnly }),
  },
})
export type BudgetLine = StoredRow<typeof budgetLine>
