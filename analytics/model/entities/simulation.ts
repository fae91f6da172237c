import { entity, type StoredRow } from '../entity.ts'
import { finish, integer, maybe, money, number, oneOf, ratio, ref, start, text } from '../field.ts'

const none = { editors: [] as const }

/** A simulation of a project: how many runs, from which numbers, and the range that came of them. */
export const simulation = entity({
  name: 'simulation',
  sheet: { zh: '风险模拟', en: 'Simulation' },
  meaning: {
    zh: '某检查日期对工期与成本的一次随机模拟。',
    en: 'One Monte Carlo simulation of finish and cost, made at a data date.',
  },
  codeField: null,
  typed: false,
  fields: {
    statusAt: start('检查日期', 'Data date', none),
    runs: integer('模拟次数', 'Runs', none),
    seed: number('随机种子', 'Seed', none),
    finishP5: maybe(finish('完工 P5', 'Finish P5', none)),
    finishP10: maybe(finish('完工 P10', 'Finish P10', none)),
    finishP50: maybe(finish('完工 P50', 'Finish P50', none)),
    finishP80: maybe(finish('完工 P80', 'Finish P80', none)),
    finishP90: maybe(finish('完工 P90', 'Finish P90', none)),
    finishP95: maybe(finish('完工 P95', 'Finish P95', none)),
    plannedFinish: maybe(finish('计划完工', 'Planned finish', none)),
    plannedProbability: maybe(ratio('按期概率', 'Chance of planned finish', none)),
    costP5: maybe(money('成本 P5', 'Cost P5', none)),
    costP10: maybe(money('成本 P10', 'Cost P10', none)),
    costP50: maybe(money('成本 P50', 'Cost P50', none)),
    costP80: maybe(money('成本 P80', 'Cost P80', none)),
    costP90: maybe(money('成本 P90', 'Cost P90', none)),
    costP95: maybe(money('成本 P95', 'Cost P95', none)),
    jointP80Finish: maybe(finish('联合 P80 完工', 'Joint P80 finish', none)),
    jointP80Cost: maybe(money('联合 P80 成本', 'Joint P80 cost', none)),
    /** The whole answer as JSON: curves, histograms, what was assumed and what could not be used. */
    details: text('明细', 'Details', none),
    fromChange: integer('所依据的变更号', 'From change', none),
  },
})
export type Simulation = StoredRow<typeof simulation>

/** How much an activity or a risk drove the finish in the newest simulation. */
export const simulationDriver = entity({
  name: 'simulationDriver',
  sheet: { zh: '风险敏感度', en: 'Risk drivers' },
  meaning: {
    zh: '最近一次模拟中一道工序或一项风险对完工的影响。',
    en: 'How much an activity or a risk moved the finish in the newest simulation.',
  },
  codeField: null,
  typed: false,
  fields: {
    kind: oneOf({
      activity: { zh: '工序', en: 'Activity' },
      risk: { zh: '风险', en: 'Risk' },
    })('类别', 'Kind', none),
    activityKey: maybe(ref('activity')('工序编码', 'Activity', none)),
    riskKey: maybe(ref('risk')('风险编号', 'Risk', none)),
    rank: integer('影响排名', 'Rank', none),
    criticality: maybe(ratio('关键概率', 'Criticality index', none)),
    cruciality: maybe(number('关键相关度', 'Cruciality', none)),
    sensitivity: maybe(number('进度敏感度', 'Schedule sensitivity', none)),
    significance: maybe(number('重要性指数', 'Significance', none)),
    probability: maybe(ratio('发生概率', 'Probability', none)),
    finishLow: maybe(finish('有利时完工', 'Finish at best', none)),
    finishHigh: maybe(finish('不利时完工', 'Finish at worst', none)),
  },
})
export type SimulationDriver = StoredRow<typeof simulationDriver>
