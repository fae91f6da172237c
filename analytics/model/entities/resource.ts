import { entity, type ResultRow, type StoredRow } from '../entity.ts'
import {
  computed,
  initially,
  integer,
  maybe,
  oneOf,
  plannerAndCost,
  quantity,
  ref,
  text,
  unitPrice,
  money,
  start,
} from '../field.ts'

/** The cost split every amount carries: labour, material, machine, subcontract, other (人/材/机/分包/其他). */
export const costKinds = {
  labour: { zh: '人工', en: 'Labour' },
  material: { zh: '材料', en: 'Material' },
  machine: { zh: '机械', en: 'Machine' },
  subcontract: { zh: '分包', en: 'Subcontract' },
  other: { zh: '其他', en: 'Other' },
} as const
export type CostKind = keyof typeof costKinds

/** A crew, material, machine or subcontractor that activities need. */
export const resource = entity({
  name: 'resource',
  sheet: { zh: '资源', en: 'Resources' },
  meaning: {
    zh: '一种人工、材料、机械或分包资源。',
    en: 'One kind of labour, material, machine or subcontract.',
  },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('资源编码', 'Resource code', { width: 14 }),
    name: text('资源名称', 'Resource name', { width: 28 }),
    kind: initially(oneOf(costKinds)('类别', 'Kind'), 'labour'),
    specification: maybe(text('规格型号', 'Specification', { width: 20 })),
    unit: maybe(text('单位', 'Unit', { width: 7 })),
    price: maybe(unitPrice('单价', 'Unit price', { editors: plannerAndCost })),
    available: maybe(
      quantity('可用量', 'Available', {
        help: {
          zh: '同一时刻最多可用的数量；空白为不限。',
          en: 'Most that can be used at one time; blank is unlimited.',
        },
      }),
    ),
    calendarKey: maybe(ref('calendar')('日历', 'Calendar')),
    stock: maybe(
      quantity('库存', 'Stock', {
        editors: plannerAndCost,
        help: {
          zh: '检查日期的库存；空白表示随到随用、不存放。',
          en: 'On hand at the data date; blank means it is used as it comes and not kept.',
        },
      }),
    ),
    dailySupply: maybe(
      quantity('日供应量', 'Daily supply', {
        editors: plannerAndCost,
        help: { zh: '每个工作日最多能供应的数量。', en: 'Most that can be supplied on a working day.' },
      }),
    ),
    leadDays: maybe(
      integer('提前期(天)', 'Lead time (d)', {
        editors: plannerAndCost,
        help: {
          zh: '自检查日期起多少个日历天才能到场。',
          en: 'Calendar days from the data date until it can be on site.',
        },
      }),
    ),
    plannedQuantity: computed(quantity('计划用量', 'Planned quantity'), '分配合计', 'Sum of assignments'),
    plannedCost: computed(money('计划费用', 'Planned cost'), '分配合计', 'Sum of assignments'),
    peak: computed(quantity('峰值', 'Peak'), '按周负荷', 'Weekly load'),
    peakWeek: computed(start('峰值周', 'Peak week'), '按周负荷', 'Weekly load'),
    overload: computed(quantity('超出可用', 'Over available'), '按周负荷', 'Weekly load'),
  },
})
export type Resource = StoredRow<typeof resource>
export type ResourceResult = ResultRow<typeof resource>
