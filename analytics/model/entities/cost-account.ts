import { entity, type ResultRow, type StoredRow } from '../entity.ts'
import { computed, costOnly, index, maybe, money, text } from '../field.ts'

const budget = ['预算行与分配归集', 'Roll-up of budget lines and assignments'] as const
const actual = ['成本流水与分配归集', 'Roll-up of cost entries and assignments'] as const
const earned = ['挣值计算', 'Earned value'] as const

/** A cost account with its budget and actual cost split into labour, material, machine, subcontract and other. */
export const costAccount = entity({
  name: 'costAccount',
  sheet: { zh: '成本', en: 'Costs' },
  meaning: {
    zh: '一个成本科目的预算与实际，按人材机分包其他拆分。',
    en: 'Budget and actual of one cost account, split by labour, material, machine, subcontract and other.',
  },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('科目编码', 'Cost account', { editors: costOnly, width: 13 }),
    name: text('科目名称', 'Account name', { editors: costOnly, width: 28 }),
    wbs: maybe(
      text('分部分项', 'WBS', {
        editors: costOnly,
        width: 12,
        help: {
          zh: '此编码下工序的分配费用与挣值归入本科目。',
          en: 'Assignment costs and earned value of activities below this code belong to the account.',
        },
      }),
    ),
    note: maybe(text('备注', 'Note', { editors: costOnly, width: 24 })),
    budgetLabour: computed(money('预算人工', 'Budget labour'), ...budget),
    budgetMaterial: computed(money('预算材料', 'Budget material'), ...budget),
    budgetMachine: computed(money('预算机械', 'Budget machine'), ...budget),
    budgetSubcontract: computed(money('预算分包', 'Budget subcontract'), ...budget),
    budgetOther: computed(money('预算其他', 'Budget other'), ...budget),
    budgetTotal: computed(money('预算合计', 'Budget total'), ...budget),
    actualLabour: computed(money('实际人工', 'Actual labour'), ...actual),
    actualMaterial: computed(money('实际材料', 'Actual material'), ...actual),
    actualMachine: computed(money('实际机械', 'Actual machine'), ...actual),
    actualSubcontract: computed(money('实际分包', 'Actual subcontract'), ...actual),
    actualOther: computed(money('实际其他', 'Actual other'), ...actual),
    actualTotal: computed(money('实际合计', 'Actual total'), ...actual),
    plannedValue: computed(money('计划值', 'Planned value'), ...earned),
    earnedValue: computed(money('挣值', 'Earned value'), ...earned),
    costVariance: computed(money('成本偏差', 'Cost variance'), ...earned),
    costPerformance: computed(index('成本绩效', 'CPI'), ...earned),
    estimateAtCompletion: computed(money('完工估算', 'Estimate at completion'), ...earned),
  },
})
export type CostAccount = StoredRow<typeof costAccount>
export type CostAccountResult = ResultRow<typeof costAccount>
