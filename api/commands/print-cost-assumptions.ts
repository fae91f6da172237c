import type { Language } from '#model/contract.ts'
import { costKinds } from '#model/entities/resource.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'

/** What a simulation assumed of costs, one line per kind and where the range of its prices is from. */
export function printCostAssumptions(
  assumptions: SimulationAnswer['costAssumptions'],
  language: Language,
): string[] {
  if (assumptions.length === 0) return []
  const words = wordsIn[language]
  return [
    `${words.head}:`,
    ...assumptions.map(({ kind, timeShare, timeShareSource, least, most, source, projects }) => {
      const byTime = `${words.byTime} ${Math.round(timeShare * 100)} %${words.share[timeShareSource]}`
      const from = source === 'history' ? words.history(projects ?? 0) : words[source]
      return `  ${costKinds[kind][language]}  ${byTime}  ${words.price} ${least.toFixed(2)}–${most.toFixed(2)} (${from})`
    }),
  ]
}

const wordsIn = {
  zh: {
    head: '成本假设（价格为计划的倍数）',
    byTime: '按时间计费',
    price: '价格',
    share: { given: '（指定）', default: '' },
    history: (projects: number) => `来自 ${projects} 个已完项目`,
    given: '指定',
    default: '默认',
  },
  en: {
    head: 'Assumed of costs (prices as multiples of the plan)',
    byTime: 'paid by time',
    price: 'prices',
    share: { given: ' (given)', default: '' },
    history: (projects: number) => `from ${projects} finished projects`,
    given: 'given',
    default: 'default',
  },
} as const
