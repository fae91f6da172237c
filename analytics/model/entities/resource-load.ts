import { entity, type StoredRow } from '../entity.ts'
import { maybe, quantity, ref, start } from '../field.ts'

const none = { editors: [] as const }

/** How much of a resource one week needs, spread over the working time of its activities. */
export const resourceLoad = entity({
  name: 'resourceLoad',
  sheet: { zh: '资源负荷', en: 'Resource load' },
  meaning: { zh: '一种资源在一周内的需求。', en: 'Need of one resource in one week.' },
  codeField: null,
  typed: false,
  fields: {
    resourceKey: ref('resource')('资源编码', 'Resource', none),
    week: start('周(周一)', 'Week of', none),
    quantity: quantity('用量', 'Quantity', none),
    peak: maybe(quantity('同时用量峰值', 'Peak at a time', none)),
  },
})
export type ResourceLoad = StoredRow<typeof resourceLoad>
