/** How a forecast was made, as people are told. */
export const forecastMethods = {
  openWork: { zh: '未完工序与完工项目参照类', en: 'Open activities and a reference class' },
  statuses: { zh: '挣得进度与完工项目参照类', en: 'Earned schedule and a reference class' },
  textbook: {
    zh: '指标法，剩余按 AACE 18R-97 取 -20% 至 +30%',
    en: 'Index methods, the rest -20 % to +30 % as AACE 18R-97',
  },
  actuals: { zh: '已完工，为实际值', en: 'Finished, actual figures' },
  none: { zh: '资料不足，无法预测', en: 'Not enough to forecast from' },
} as const
export type ForecastMethod = keyof typeof forecastMethods

/** Ways to the middle of a forecast among which history chooses. */
const forecastRules = {
  learned: { zh: '由历史修正的预测', en: 'what history corrects' },
  openWork: { zh: '按未完工序推算', en: 'the open activities' },
  earnedSchedule: { zh: '挣得进度法', en: 'earned schedule' },
  plannedValue: { zh: '计划值法', en: 'the planned value method' },
  ratios: { zh: '按迄今单价推算剩余', en: 'what work has cost so far' },
  costPerformance: { zh: '成本绩效 CPI 法', en: 'cost performance (CPI)' },
  atBudget: { zh: '剩余按预算', en: 'the rest at budget' },
} as const

/** The words of a rule in a language; a rule not known here is given back as it is. */
export function describeForecastRule(rule: string, language: 'zh' | 'en'): string {
  return Object.hasOwn(forecastRules, rule)
    ? forecastRules[rule as keyof typeof forecastRules][language]
    : rule
}

/** The words of a method in a language; a method not known here is given back as it is. */
export function describeForecastMethod(method: string, language: 'zh' | 'en'): string {
  return Object.hasOwn(forecastMethods, method) ? forecastMethods[method as ForecastMethod][language] : method
}
