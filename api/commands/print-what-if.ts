import type { Language } from '#model/contract.ts'
import { type MinorUnits, moneyToMajor } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { SimulatedFigures, WhatIfAnswer, WhatIfFigures } from '#model/what-if-contract.ts'
import { printCostAssumptions } from './print-cost-assumptions.ts'

/** The answer of `what-if` as people read it in a terminal: one line per plan, one more where it was simulated. */
export function printWhatIf(answer: WhatIfAnswer, language: Language): string {
  const { present, simulation, scenarios, currency, minutesPerDay } = answer
  const words = wordsIn[language]
  const time = (minute: number | null) =>
    minute === null ? '—' : formatMinute(minute as PlanMinute).replace('T', ' ')
  const money = (minor: number | null) =>
    minor === null ? '—' : moneyToMajor(minor as MinorUnits, currency).toLocaleString('en-US')
  const moved = (work: number | null) => {
    if (work === null) return ''
    const days = Math.round((work / minutesPerDay) * 10) / 10
    return ` (${days > 0 ? '+' : ''}${days} ${words.day})`
  }
  const dearer = (by: number | null) => (by === null ? '' : ` (${by > 0 ? '+' : ''}${money(by)})`)
  const line = (name: string, figures: WhatIfFigures, finishWork: number | null) =>
    [
      `${name}:`,
      `${words.finish} ${time(figures.finish)}${moved(finishWork)},`,
      `${words.budget} ${money(figures.budgetAtCompletion)},`,
      `${words.forecast} ${time(figures.finishP80)} / ${money(figures.costP80)},`,
      `${words.overloads} ${figures.overloadedResources}`,
    ].join(' ')
  const simulated = (
    { finishP50, finishP80, costP50, costP80 }: SimulatedFigures,
    by: NonNullable<WhatIfAnswer['scenarios'][number]['simulated']>['differences'],
  ) =>
    [
      `  ${words.simulated}:`,
      `${words.finish} P50 ${time(finishP50)}${moved(by?.finishP50Work ?? null)},`,
      `P80 ${time(finishP80)}${moved(by?.finishP80Work ?? null)},`,
      `${words.cost} P50 ${money(costP50)}${dearer(by?.costP50 ?? null)},`,
      `P80 ${money(costP80)}${dearer(by?.costP80 ?? null)}`,
    ].join(' ')
  const hasCost = [simulation?.present, ...scenarios.map(one => one.simulated?.figures)].some(
    figures => (figures?.costP80 ?? null) !== null,
  )
  return [
    line(words.now, present, null),
    ...(simulation?.present ? [simulated(simulation.present, null)] : []),
    ...(simulation ? simulation.findings.map(({ text }) => `  ${text}`) : []),
    ...scenarios.flatMap(one => [
      line(one.name, one.figures, one.differences.finishWork),
      ...(one.simulated ? [simulated(one.simulated.figures, one.simulated.differences)] : []),
      ...one.reasons.map(({ problem }) => `  ${problem.text}`),
      ...one.findings.map(({ text }) => `  ${text}`),
    ]),
    ...(simulation ? [words.made(simulation)] : []),
    ...(simulation && hasCost ? printCostAssumptions(simulation.costAssumptions, language) : []),
  ].join('\n')
}

type Told = NonNullable<WhatIfAnswer['simulation']>

const wordsIn = {
  zh: {
    now: '现计划',
    finish: '完工',
    budget: '预算',
    forecast: '预测 P80',
    day: '天',
    overloads: '超负荷资源',
    simulated: '模拟',
    cost: '成本',
    made: ({ runs, seed, levelled }: Told) =>
      `现计划与各方案用同一组随机数各模拟 ${runs} 次${levelled ? '，每次均按资源可用量平衡' : ''}（种子 ${seed}）`,
  },
  en: {
    now: 'Present plan',
    finish: 'finish',
    budget: 'budget',
    forecast: 'forecast P80',
    day: 'd',
    overloads: 'overloaded resources',
    simulated: 'simulated',
    cost: 'cost',
    made: ({ runs, seed, levelled }: Told) =>
      `The present plan and every scenario: ${runs} runs each by the same draws${levelled ? ', all kept to the limited resources' : ''} (seed ${seed})`,
  },
} as const
