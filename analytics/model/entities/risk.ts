import { entity, type StoredRow } from '../entity.ts'
import { initially, maybe, money, oneOf, plannerAndCost, ratio, text, work } from '../field.ts'

const both = { editors: plannerAndCost }

/** A threat of the risk register: how likely, what it costs in time and money, and on which activities. */
export const risk = entity({
  name: 'risk',
  sheet: { zh: '风险登记', en: 'Risk register' },
  meaning: {
    zh: '一项可能发生的风险，及其对工期和费用的影响。',
    en: 'One thing that may happen, and what it does to time and cost.',
  },
  codeField: 'code',
  typed: true,
  fields: {
    code: text('风险编号', 'Risk code', { ...both, width: 11 }),
    name: text('风险事件', 'Risk', { ...both, width: 30 }),
    status: initially(
      oneOf({
        open: { zh: '未处置', en: 'Open' },
        mitigated: { zh: '已采取措施', en: 'Mitigated' },
        occurred: { zh: '已发生', en: 'Occurred' },
        closed: { zh: '已关闭', en: 'Closed' },
      })('状态', 'Status', {
        ...both,
        help: {
          zh: '已采取措施的按剩余概率和剩余影响计算；已发生的按 100 % 计算；已关闭的不计。',
          en: 'Mitigated counts with what is left of probability and impact, occurred with 100 %, closed not at all.',
        },
      }),
      'open',
    ),
    probability: ratio('概率', 'Probability', both),
    activities: maybe(
      text('影响工序', 'Activities', {
        ...both,
        width: 22,
        help: {
          zh: '受影响的工序编码，用分号隔开，例如 A1010;A1020。',
          en: 'Codes of the activities it delays, apart by semicolons, for example A1010;A1020.',
        },
      }),
    ),
    leastDelay: maybe(work('最小延误(天)', 'Least delay (d)', both)),
    likelyDelay: maybe(work('最可能延误(天)', 'Likely delay (d)', both)),
    mostDelay: maybe(work('最大延误(天)', 'Most delay (d)', both)),
    leastCost: maybe(money('最小损失', 'Least cost', both)),
    likelyCost: maybe(money('最可能损失', 'Likely cost', both)),
    mostCost: maybe(money('最大损失', 'Most cost', both)),
    owner: maybe(text('责任人', 'Owner', { ...both, width: 10 })),
    mitigation: maybe(text('应对措施', 'Mitigation', { ...both, width: 30 })),
    mitigationCost: maybe(money('措施费用', 'Cost of mitigation', both)),
    residualProbability: maybe(
      ratio('剩余概率', 'Residual probability', {
        ...both,
        help: {
          zh: '采取措施后的概率；空白时仍按原概率计算。',
          en: 'Probability once mitigated; blank leaves it as it was.',
        },
      }),
    ),
    residualImpact: maybe(
      ratio('剩余影响', 'Residual impact', {
        ...both,
        help: {
          zh: '采取措施后影响剩余的比例；空白为 100 %。',
          en: 'Share of the impact that is left once mitigated; blank is 100 %.',
        },
      }),
    ),
  },
})
export type Risk = StoredRow<typeof risk>
