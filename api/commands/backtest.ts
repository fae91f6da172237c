import { Type } from 'typebox'
import { trackRecord } from '#model/forecast-answer.ts'
import { AppError } from '#model/problems.ts'
import { command } from './command.ts'

const rate = Type.Union([Type.Number(), Type.Null()])

/** The stored finished projects; a folder's are tested by `backtest --history`. */
export const backtestCommand = command({
  name: 'backtest',
  usage: 'backtest [--history DIR] [--json]',
  words: {
    zh: '在已存的完工项目上检验预测（每次留出一个同类）；--history 检验 DSLIB 文件夹',
    en: 'Test forecasts on the stored finished projects, each family left out; --history tests a DSLIB folder',
  },
  busy: { zh: '正在检验……', en: 'Testing ...' },
  flags: {},
  input: Type.Object({}),
  output: Type.Object({
    version: Type.Union([Type.Integer(), Type.Null()]),
    trackRecord: Type.Union([trackRecord, Type.Null()]),
    scores: Type.Array(
      Type.Object({
        target: Type.String(),
        method: Type.String(),
        slice: Type.String(),
        projects: Type.Integer(),
        mape: rate,
        p80HitRate: rate,
        p10p90Coverage: rate,
      }),
    ),
  }),
  read({ positionals }) {
    if (positionals.length > 0)
      throw new AppError('usage-wrong', {
        reason: {
          zh: `多了“${positionals.join(' ')}”，文件夹写在 --history 之后`,
          en: `"${positionals.join(' ')}" is too much; a folder stands after --history`,
        },
      })
    return {}
  },
  run: ({ analytics }) => analytics.backtest(),
  print({ trackRecord: record, scores }, language) {
    if (!record) return language === 'zh' ? '完工项目不足 10 个' : 'Fewer than 10 finished projects'
    const percent = (ratio: number | null) => (ratio === null ? '—' : `${(ratio * 100).toFixed(1)} %`)
    const head =
      language === 'zh'
        ? `最近 ${record.projects} 个项目：P80 命中 完工 ${percent(record.finish.p80HitRate)}，成本 ${percent(record.cost.p80HitRate)}`
        : `Newest ${record.projects} projects: P80 held in ${percent(record.finish.p80HitRate)} (finish), ${percent(record.cost.p80HitRate)} (cost)`
    const rows = scores
      .filter(row => row.slice === 'all')
      .map(row => `  ${row.target.padEnd(6)} ${row.method.padEnd(20)} ${percent(row.mape)}`)
    return [head, ...rows].join('\n')
  },
})
