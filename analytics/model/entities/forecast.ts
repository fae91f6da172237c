import { forecastMethods } from '../forecast-method.ts'
import { entity, type StoredRow } from '../entity.ts'
import { finish, flag, index, integer, maybe, money, oneOf, start, text } from '../field.ts'

const none = { editors: [] as const }

/** A forecast made at one data date, with its method and what it was made from. */
export const forecast = entity({
  name: 'forecast',
  sheet: { zh: '预测', en: 'Forecast' },
  meaning: {
    zh: '某检查日期对完工与成本的一次预测。',
    en: 'One forecast of finish and cost, made at a data date.',
  },
  codeField: null,
  typed: false,
  fields: {
    statusAt: start('检查日期', 'Data date', none),
    method: oneOf(forecastMethods)('方法', 'Method', { ...none, width: 38 }),
    sufficientHistory: flag('历史充足', 'Enough history', none),
    modelVersion: maybe(integer('模型版本', 'Model version', none)),
    referenceCount: integer('参照项目数', 'Reference projects', none),
    finishP10: maybe(finish('完工 P10', 'Finish P10', none)),
    finishP50: maybe(finish('完工 P50', 'Finish P50', none)),
    finishP80: maybe(finish('完工 P80', 'Finish P80', none)),
    finishP90: maybe(finish('完工 P90', 'Finish P90', none)),
    costP10: maybe(money('成本 P10', 'Cost P10', none)),
    costP50: maybe(money('成本 P50', 'Cost P50', none)),
    costP80: maybe(money('成本 P80', 'Cost P80', none)),
    costP90: maybe(money('成本 P90', 'Cost P90', none)),
    plannedFinish: maybe(finish('计划完工', 'Planned finish', none)),
    budgetAtCompletion: maybe(money('总预算', 'Budget at completion', none)),
    plannedValue: maybe(money('计划值', 'Planned value', none)),
    earnedValue: maybe(money('挣值', 'Earned value', none)),
    actualCost: maybe(money('实际成本', 'Actual cost', none)),
    costPerformance: maybe(index('CPI', 'CPI', none)),
    schedulePerformance: maybe(index('SPI', 'SPI', none)),
    schedulePerformanceTime: maybe(index('SPI(t)', 'SPI(t)', none)),
    fromChange: integer('所依据的变更号', 'From change', none),
  },
})
export type Forecast = StoredRow<typeof forecast>

/** A finished project that a forecast was drawn from, with its weight. */
export const forecastReference = entity({
  name: 'forecastReference',
  sheet: { zh: '预测参照', en: 'Forecast references' },
  meaning: {
    zh: '预测所参照的一个完工项目及其权重。',
    en: 'A finished project a forecast was drawn from, with its weight.',
  },
  codeField: null,
  typed: false,
  fields: {
    forecastKey: text('预测', 'Forecast', none),
    referenceCode: text('参照项目', 'Reference project', none),
    referenceName: maybe(text('项目名称', 'Project name', { ...none, width: 30 })),
    weight: index('权重', 'Weight', none),
    finishRatio: maybe(index('工期实际/计划', 'Duration actual/planned', none)),
    costRatio: maybe(index('成本实际/预算', 'Cost actual/budget', none)),
  },
})
export type ForecastReference = StoredRow<typeof forecastReference>
