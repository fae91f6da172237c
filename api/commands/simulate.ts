import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { Type, type Static } from 'typebox'
import { type MinorUnits, moneyToMajor } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { AppError, describeProblem, type Problem } from '#model/problems.ts'
import { type SimulationAnswer, simulationAnswer, simulationRequest } from '#model/simulation-contract.ts'
import { command, type CommandContext, onlyPositional, type Typed } from './command.ts'
import { costAssumptionsOf } from './cost-assumptions-of.ts'
import { printCostAssumptions } from './print-cost-assumptions.ts'
import { wholeOf } from './whole-of.ts'

const maybeText = Type.Union([Type.String(), Type.Null()])
const maybeNumber = Type.Union([Type.Number(), Type.Null()])
const range = <S extends typeof maybeText | typeof maybeNumber>(value: S) =>
  Type.Object({
    planned: value,
    plannedProbability: maybeNumber,
    p10: value,
    p50: value,
    p80: value,
    p90: value,
  })
const output = Type.Object({
  project: Type.String(),
  dataDate: maybeText,
  runs: Type.Integer(),
  seed: Type.Integer(),
  endedBy: Type.String(),
  distribution: Type.String(),
  levelled: Type.Boolean(),
  finish: range(maybeText),
  cost: Type.Union([range(maybeNumber), Type.Null()]),
  /** Finish and cost that 80 % of runs keep to both. */
  jointP80: Type.Union([Type.Object({ finish: maybeText, cost: maybeNumber }), Type.Null()]),
  ranges: Type.Array(Type.Object({ source: Type.String(), activities: Type.Integer() })),
  costAssumptions: simulationAnswer.properties.costAssumptions,
  tornado: Type.Array(
    Type.Object({
      sheet: Type.String(),
      code: Type.String(),
      name: Type.String(),
      finishLow: maybeText,
      finishHigh: maybeText,
      criticality: maybeNumber,
      cruciality: maybeNumber,
      sensitivity: maybeNumber,
      probability: maybeNumber,
    }),
  ),
  findings: Type.Array(Type.Object({ code: Type.String(), text: Type.String() })),
})

/** Files are simulated where the command runs; of several plans the largest. */
export const simulateCommand = command({
  name: 'simulate',
  usage:
    'simulate PROJECT|FILE [--runs N] [--seed S] [--distribution NAME] [--levelled] [--all-runs] [--prices KIND=LEAST..MOST,...] [--time-shares KIND=SHARE,...] [--workers N] [--json]',
  words: {
    zh: '随机模拟工期与成本：P10 至 P90、联合置信度和主要影响因素；--levelled 在每次推演中按资源可用量平衡',
    en: 'Simulate finish and cost: P10 to P90, joint confidence and what drives them; --levelled keeps every run to the limited resources',
  },
  busy: { zh: '正在模拟……', en: 'Simulating ...' },
  flags: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    distribution: { type: 'string' },
    levelled: { type: 'boolean' },
    'all-runs': { type: 'boolean' },
    prices: { type: 'string' },
    'time-shares': { type: 'string' },
    workers: { type: 'string' },
  },
  input: Type.Object({
    of: Type.String(),
    request: simulationRequest,
    workers: Type.Union([Type.Integer({ minimum: 1, maximum: 64 }), Type.Null()]),
  }),
  output,
  read(typed) {
    const of = onlyPositional(typed, { zh: '需要一个项目或文件', en: 'one project or file is needed' })
    const path = typed.resolve(of)
    const runs = wholeOf(typed, 'runs', 100, 200_000)
    const seed = wholeOf(typed, 'seed', 0, 4_294_967_295)
    if (!existsSync(path) && typed.values['workers'] !== undefined)
      throw new AppError('usage-wrong', {
        reason: {
          zh: '--workers 只用于文件；已存项目的线程数由服务决定',
          en: '--workers is for files; the server decides for stored projects',
        },
      })
    return {
      of: existsSync(path) ? path : of,
      request: {
        ...(runs !== null && { runs }),
        ...(seed !== null && { seed }),
        ...distributionOf(typed),
        ...costAssumptionsOf(typed),
        ...(typed.values['levelled'] === true && { levelled: true }),
        ...(typed.values['all-runs'] === true && { stopWhenStable: false }),
      },
      workers: wholeOf(typed, 'workers', 1, 64),
    }
  },
  isFree: ({ of }) => isAbsolute(of),
  async run(context, { of, request, workers }) {
    if (!isAbsolute(of)) return simulateStored(context, of, request)
    const { simulateFile } = await import('#analytics')
    const { code, currency, outcome } = await simulateFile(of, request, workers)
    return withTexts(code, currency, outcome.answer, outcome.findings, context.language)
  },
  print(
    { dataDate, runs, endedBy, levelled, finish, cost, jointP80, costAssumptions, tornado, findings },
    language,
  ) {
    const levels = (of: Record<'p10' | 'p50' | 'p80' | 'p90', string | number | null>) =>
      (['p10', 'p50', 'p80', 'p90'] as const).map(p => `${p.toUpperCase()} ${shown(of[p])}`).join('  ')
    const percent = (share: number | null) => (share === null ? '—' : `${Math.round(share * 100)} %`)
    const words =
      language === 'zh'
        ? {
            head: `检查日期 ${shown(dataDate)}，模拟 ${runs} 次${endedBy === 'stable' ? '（P80 已稳定）' : ''}${levelled ? '，每次均按资源可用量平衡' : ''}`,
            finish: '完工',
            cost: '成本',
            planned: '计划',
            joint: '两者同时有 80 % 把握',
            drivers: '影响完工的主要因素',
          }
        : {
            head: `Data date ${shown(dataDate)}, ${runs} runs${endedBy === 'stable' ? ' (P80 is stable)' : ''}${levelled ? ', each kept to the limited resources' : ''}`,
            finish: 'Finish',
            cost: 'Cost',
            planned: 'plan',
            joint: '80 % sure of both',
            drivers: 'What moves the finish most',
          }
    return [
      words.head,
      `${words.finish}  ${levels(finish)}  ${words.planned} ${shown(finish.planned)} (${percent(finish.plannedProbability)})`,
      ...(cost
        ? [
            `${words.cost}  ${levels(cost)}  ${words.planned} ${shown(cost.planned)} (${percent(cost.plannedProbability)})`,
          ]
        : []),
      ...(jointP80 ? [`${words.joint}  ${shown(jointP80.finish)}  ${shown(jointP80.cost)}`] : []),
      ...(cost ? printCostAssumptions(costAssumptions, language) : []),
      `${words.drivers}:`,
      ...tornado.map(
        ({ code, name, finishLow, finishHigh }) =>
          `  ${code}  ${shown(finishLow)} – ${shown(finishHigh)}  ${name}`,
      ),
      ...findings.map(({ text }) => text),
    ].join('\n')
  },
})

async function simulateStored(
  { analytics, actor, language }: CommandContext,
  project: string,
  request: Static<typeof simulationRequest>,
): Promise<Static<typeof output>> {
  const { projectId, code, currency } = await analytics.findProject(project)
  const { jobId } = await analytics.startSimulation(actor, projectId, request)
  const { problem } = await analytics.finishedJob(jobId)
  if (problem) throw new AppError(problem.code, problem.data, problem.at ? { at: problem.at } : {})
  const answer = await analytics.simulation(projectId)
  return withTexts(code, currency, answer, answer.findings, language)
}

function withTexts(
  project: string,
  currency: string,
  answer: Omit<SimulationAnswer, 'projectId' | 'fromChange' | 'isCurrent' | 'findings'>,
  findings: readonly Problem[],
  language: CommandContext['language'],
): Static<typeof output> {
  const time = (minute: number | null) => (minute === null ? null : formatMinute(minute as PlanMinute))
  const money = (minor: number | null) =>
    minor === null ? null : moneyToMajor(minor as MinorUnits, currency)
  const inWords = <T>(
    { planned, plannedProbability, p10, p50, p80, p90 }: SimulationAnswer['finish'],
    say: (value: number | null) => T,
  ) => ({
    planned: say(planned),
    plannedProbability,
    p10: say(p10),
    p50: say(p50),
    p80: say(p80),
    p90: say(p90),
  })
  return {
    project,
    dataDate: time(answer.statusAt),
    runs: answer.runs,
    seed: answer.seed,
    endedBy: answer.endedBy,
    distribution: answer.distribution,
    levelled: answer.levelled,
    finish: inWords(answer.finish, time),
    cost: answer.cost && inWords(answer.cost, money),
    jointP80: answer.jointP80 && { finish: time(answer.jointP80.finish), cost: money(answer.jointP80.cost) },
    ranges: answer.ranges,
    costAssumptions: answer.costAssumptions,
    tornado: answer.tornado.map(
      ({ sheet, code, name, finishLow, finishHigh, criticality, cruciality, sensitivity, probability }) => ({
        sheet,
        code,
        name,
        finishLow: time(finishLow),
        finishHigh: time(finishHigh),
        criticality,
        cruciality,
        sensitivity,
        probability,
      }),
    ),
    findings: findings.map(finding => ({ code: finding.code, text: describeProblem(finding, language) })),
  }
}

/** A time without its T, an amount with separators, a dash for nothing. */
function shown(value: string | number | null): string {
  if (value === null) return '—'
  return typeof value === 'number' ? value.toLocaleString('en-US') : value.replace('T', ' ')
}

function distributionOf({ values }: Typed): Pick<Static<typeof simulationRequest>, 'distribution'> {
  const given = values['distribution']
  const known = distributions.find(name => name === given)
  if (known) return { distribution: known }
  if (given === undefined) return {}
  throw new AppError('usage-wrong', {
    reason: {
      zh: `--distribution 应为 ${distributions.join('、')} 之一，给出的是 ${String(given)}`,
      en: `--distribution must be one of ${distributions.join(', ')}, not ${String(given)}`,
    },
  })
}
const distributions = ['triangular', 'betaPert', 'lognormal', 'uniform'] as const
