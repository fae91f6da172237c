import { describeForecastMethod } from '#model/forecast-method.ts'
import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { type ForecastAnswer, type Language, wireProblem } from '#model/contract.ts'
import { trackRecord } from '#model/forecast-answer.ts'
import { type MinorUnits, moneyToMajor } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { AppError, type Problem } from '#model/problems.ts'
import { makeWireProblem } from '../problem-body.ts'
import { command, type CommandContext, onlyPositional } from './command.ts'

const maybeText = Type.Union([Type.String(), Type.Null()])
const maybeNumber = Type.Union([Type.Number(), Type.Null()])
const percentiles = <S extends typeof maybeText | typeof maybeNumber>(value: S) =>
  Type.Object({ p10: value, p50: value, p80: value, p90: value })
/** The letters of the textbooks for the command line, and whether the index is an amount of money. */
const indexNames: Record<string, { letters: string; isMoney: boolean }> = {
  budgetAtCompletion: { letters: 'bac', isMoney: true },
  plannedValue: { letters: 'pv', isMoney: true },
  earnedValue: { letters: 'ev', isMoney: true },
  actualCost: { letters: 'ac', isMoney: true },
  estimateAtCompletion: { letters: 'eac', isMoney: true },
  costPerformance: { letters: 'cpi', isMoney: false },
  schedulePerformance: { letters: 'spi', isMoney: false },
  schedulePerformanceTime: { letters: 'spit', isMoney: false },
}

export const forecastCommand = command({
  name: 'forecast',
  usage: 'forecast PROJECT [--json]',
  words: {
    zh: '预测完工时间与成本（计划有变动时先重新计算）',
    en: 'Forecast finish and cost, calculated anew where the plan has changed',
  },
  busy: { zh: '正在计算……', en: 'Calculating ...' },
  flags: {},
  input: Type.Object({ project: Type.String() }),
  output: Type.Object({
    dataDate: maybeText,
    finish: percentiles(maybeText),
    cost: percentiles(maybeNumber),
    method: Type.String(),
    sufficientHistory: Type.Boolean(),
    reference: Type.Array(Type.Object({ code: Type.String(), weight: Type.Number() })),
    indices: Type.Record(Type.String(), maybeNumber),
    modelVersion: maybeNumber,
    trackRecord: Type.Union([trackRecord, Type.Null()]),
    notUsed: Type.Array(Type.String()),
    findings: Type.Array(wireProblem),
  }),
  read: typed => ({
    project: onlyPositional(typed, { zh: '需要一个项目', en: 'one project is needed' }),
  }),
  async run(context, { project }) {
    const { projectId, currency } = await context.analytics.findProject(project)
    if (!(await isCalculated(context.analytics, projectId))) await recalculate(context, projectId)
    const answer = await context.analytics.forecast(projectId)
    if (answer.modelVersion === null || answer.trackRecord)
      return withTexts(answer, currency, context.language)
    await context.analytics.backtest()
    return withTexts(await context.analytics.forecast(projectId), currency, context.language)
  },
  print({ dataDate, finish, cost, method, sufficientHistory, reference, findings }, language) {
    const range = (at: Record<'p10' | 'p50' | 'p80' | 'p90', string | number | null>) =>
      (['p10', 'p50', 'p80', 'p90'] as const).map(p => `${p.toUpperCase()} ${shown(at[p])}`).join('  ')
    return language === 'zh'
      ? [
          `检查日期 ${shown(dataDate)}`,
          `完工  ${range(finish)}`,
          `成本  ${range(cost)}`,
          `方法  ${describeForecastMethod(method, language)}${sufficientHistory ? '' : '（历史不足）'}`,
          `参照  ${reference.length} 个完工项目`,
          ...findings.map(({ text }) => `  ${text}`),
        ].join('\n')
      : [
          `Data date ${shown(dataDate)}`,
          `Finish  ${range(finish)}`,
          `Cost    ${range(cost)}`,
          `Method  ${describeForecastMethod(method, language)}${sufficientHistory ? '' : ' (insufficient history)'}`,
          `From    ${reference.length} finished projects`,
          ...findings.map(({ text }) => `  ${text}`),
        ].join('\n')
  },
})

/** A time without its T, an amount with separators, a dash for nothing. */
function shown(value: string | number | null): string {
  if (value === null) return '—'
  return typeof value === 'number' ? value.toLocaleString('en-US') : value.replace('T', ' ')
}

async function isCalculated(analytics: Analytics, projectId: string): Promise<boolean> {
  const { change, resultsFromChange, staleLinks } = await analytics.pull(projectId, [], null)
  return change === resultsFromChange && staleLinks.length === 0
}

async function recalculate({ analytics, actor }: CommandContext, projectId: string): Promise<void> {
  const started = await analytics.startRefresh(actor, projectId)
  const { problem } = await analytics.finishedJob(started.jobId)
  if (problem) throw new AppError(problem.code, problem.data, problem.at ? { at: problem.at } : {})
}

function withTexts(answer: ForecastAnswer, currency: string, language: Language) {
  const time = (minute: number | null) => (minute === null ? null : formatMinute(minute as PlanMinute))
  const money = (minor: number | null) =>
    minor === null ? null : moneyToMajor(minor as MinorUnits, currency)
  const { finish, cost } = answer
  return {
    dataDate: time(answer.statusAt),
    finish: { p10: time(finish.p10), p50: time(finish.p50), p80: time(finish.p80), p90: time(finish.p90) },
    cost: { p10: money(cost.p10), p50: money(cost.p50), p80: money(cost.p80), p90: money(cost.p90) },
    method: answer.method,
    sufficientHistory: answer.sufficientHistory,
    reference: answer.reference.map(({ code, weight }) => ({ code, weight })),
    modelVersion: answer.modelVersion,
    trackRecord: answer.trackRecord,
    notUsed: answer.notUsed.map(problem => problem.code),
    findings: (answer.notUsed as Problem[]).map(problem => makeWireProblem(problem, language)),
    indices: Object.fromEntries(
      Object.entries(answer.indices).map(([name, value]) => {
        const known = indexNames[name]
        return [known?.letters ?? name, known?.isMoney ? money(value) : value]
      }),
    ),
  }
}
