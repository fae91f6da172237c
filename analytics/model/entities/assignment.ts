import { entity, type ResultRow, type StoredRow } from '../entity.ts'
import { computed, finish, maybe, money, plannerAndCost, quantity, ref, start } from '../field.ts'

/** A resource that works on an activity. */
export const assignment = entity({
  name: 'assignment',
  sheet: { zh: '分配', en: 'Assignments' },
  meaning: {
    zh: '一种资源在一道工序上的用量与费用。',
    en: 'Quantity and cost of one resource on one activity.',
  },
  codeField: null,
  typed: true,
  fields: {
    activityKey: ref('activity')('工序编码', 'Activity'),
    resourceKey: ref('resource')('资源编码', 'Resource'),
    rate: maybe(
      quantity('单位时间用量', 'Units at a time', {
        help: {
          zh: '施工期间同一时刻的用量，例如 6 人。',
          en: 'Used at one time while the work goes on, for example 6 workers.',
        },
      }),
    ),
    plannedQuantity: maybe(quantity('计划用量', 'Planned quantity')),
    plannedCost: maybe(
      money('计划费用', 'Planned cost', {
        editors: plannerAndCost,
        help: {
          zh: '空白时为计划用量乘资源单价。',
          en: 'Blank means planned quantity times the unit price of the resource.',
        },
      }),
    ),
    actualQuantity: maybe(
      quantity('实际用量', 'Actual quantity', { editors: ['owner', 'planner', 'cost', 'site'] }),
    ),
    remainingQuantity: maybe(
      quantity('剩余用量', 'Remaining quantity', { editors: ['owner', 'planner', 'cost', 'site'] }),
    ),
    actualCost: maybe(
      money('实际费用', 'Actual cost', {
        editors: plannerAndCost,
        help: { zh: '已记入成本流水的不再填写。', en: 'Leave blank what cost entries already hold.' },
      }),
    ),
    start: computed(start('开始', 'Start'), '关键路径计算', 'Critical path'),
    finish: computed(finish('完成', 'Finish'), '关键路径计算', 'Critical path'),
    budget: computed(money('预算', 'Budget'), '成本归集', 'Cost roll-up'),
  },
})
export type Assignment = StoredRow<typeof assignment>
export type AssignmentResult = ResultRow<typeof assignment>
