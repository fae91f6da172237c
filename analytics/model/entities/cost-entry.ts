import { entity, type StoredRow } from '../entity.ts'
import { costOnly, day, maybe, money, oneOf, quantity, ref, text } from '../field.ts'
import { costKinds } from './resource.ts'

/** A booked cost. */
export const costEntry = entity({
  name: 'costEntry',
  sheet: { zh: '成本流水', en: 'Cost entries' },
  meaning: { zh: '一笔已发生的成本。', en: 'One booked cost.' },
  codeField: null,
  typed: true,
  fields: {
    bookedOn: day('日期', 'Date', { editors: costOnly }),
    costAccountKey: maybe(ref('costAccount')('科目编码', 'Cost account', { editors: costOnly })),
    activityKey: maybe(ref('activity')('工序编码', 'Activity', { editors: costOnly })),
    kind: oneOf(costKinds)('费用类别', 'Cost kind', { editors: costOnly }),
    amount: money('金额', 'Amount', { editors: costOnly }),
    quantity: maybe(quantity('数量', 'Quantity', { editors: costOnly })),
    voucher: maybe(text('凭证号', 'Voucher', { editors: costOnly })),
    sourceDocument: maybe(text('来源单据', 'Source document', { editors: costOnly })),
    description: maybe(text('说明', 'Description', { editors: costOnly, width: 30 })),
  },
})
export type CostEntry = StoredRow<typeof costEntry>
