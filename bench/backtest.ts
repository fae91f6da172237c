/** How right forecasts are on the empirical project data of `../shared/data/dslib`, each family left out in turn: with and
 *  without activity data, against the textbook formulas, with paired bootstrap intervals by family, with sectors shuffled among
 *  families, a learning curve, and the score of the shared scorer on its own cases. Prints JSON. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backtestCases, relativeError, scoreBacktest, type BacktestCase } from '#calc/backtest.ts'
import type { ForecastCase } from '#calc/forecast-case.ts'
import { makeCaseForecaster } from '#calc/forecast-cases.ts'
import { examplesOfPlan } from '#calc/forecast-examples.ts'
import { lessonOf, type ForecastLesson } from '#calc/forecast-lesson.ts'
import { makeRandom } from '#calc/random.ts'
import { readDslibFolder } from '#interchange/dslib-folder.ts'

const shared = join(import.meta.dirname, '../../shared')
const folder = join(shared, 'data/dslib')
const resamples = 4000
const seed = 20260522

if (!existsSync(folder)) {
  console.log(JSON.stringify({ skipped: 'no ../shared/data/dslib' }))
} else {
  const names = readdirSync(folder).filter(name => name.includes('.csv'))
  const { plans } = readDslibFolder(
    new Map(names.map(name => [name, new Uint8Array(readFileSync(join(folder, name)))])),
  )
  const lessons = plans.flatMap(plan => examplesOfPlan(plan, 'statuses')).map(lessonOf)
  const detailed = backtestCases(lessons)
  const plain = backtestCases(lessons, 'withStatuses')
  console.log(
    JSON.stringify(
      {
        withActivities: scoreBacktest(detailed),
        withStatuses: scoreBacktest(plain),
        gain: {
          'time, over ES PF=1': pairedGain(
            detailed,
            errorOf('time'),
            formulaError('time', 'ES PF=1; cost PF=1'),
          ),
          'cost, over CPI': pairedGain(detailed, errorOf('cost'), formulaError('cost', 'PV PF=1; cost CPI')),
          'time, by activity data': pairedGain(detailed, errorOf('time'), (_, i) =>
            errorOf('time')(plain[i] as BacktestCase),
          ),
          'cost, by activity data': pairedGain(detailed, errorOf('cost'), (_, i) =>
            errorOf('cost')(plain[i] as BacktestCase),
          ),
        },
        worstProjects: worst(detailed, 5),
        shuffledSectors: shuffleSectors(lessons, 10),
        learningCurve: [10, 20, 40, 60].map(count => learn(lessons, count)),
        sharedScorer: scoreShared(lessons),
      },
      null,
      1,
    ),
  )
}

function errorOf(kind: 'time' | 'cost') {
  return (row: BacktestCase): number =>
    (kind === 'time'
      ? relativeError(row.duration.p50, row.lesson.duration)
      : relativeError(row.cost.p50, row.lesson.cost)) as number
}

function formulaError(kind: 'time' | 'cost', name: string) {
  return (row: BacktestCase): number => {
    const method = row.byMethod.find(formula => formula.name === name)
    const { duration, cost } = row.lesson
    return (
      relativeError(
        (kind === 'time' ? method?.duration : method?.cost) ?? null,
        kind === 'time' ? duration : cost,
      ) ?? 1
    )
  }
}

/** Mean over projects of (their error - ours), with the 95 % interval from resampling whole families. Above 0 is a gain. */
function pairedGain(
  cases: readonly BacktestCase[],
  ours: (row: BacktestCase) => number,
  theirs: (row: BacktestCase, index: number) => number,
) {
  const projects = new Map<string, { family: string; sum: number; count: number }>()
  cases.forEach((row, index) => {
    const { projectId, family } = row.lesson
    const entry = projects.get(projectId) ?? { family, sum: 0, count: 0 }
    entry.sum += theirs(row, index) - ours(row)
    entry.count++
    projects.set(projectId, entry)
  })
  const families = new Map<string, number[]>()
  for (const { family, sum, count } of projects.values())
    families.set(family, [...(families.get(family) ?? []), sum / count])
  const groups = [...families.values()]
  const random = makeRandom(seed)
  const means = Array.from({ length: resamples }, () => {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)] as number[])
    return drawn.reduce((sum, gain) => sum + gain, 0) / drawn.length
  }).sort((a, b) => a - b)
  const all = groups.flat()
  return {
    gain: all.reduce((sum, gain) => sum + gain, 0) / all.length,
    from: means[Math.floor(resamples * 0.025)],
    to: means[Math.floor(resamples * 0.975)],
    betterThanNothing: means.filter(mean => mean > 0).length / resamples,
  }
}

function worst(cases: readonly BacktestCase[], count: number) {
  const byProject = new Map<string, BacktestCase[]>()
  for (const row of cases)
    byProject.set(row.lesson.projectId, [...(byProject.get(row.lesson.projectId) ?? []), row])
  const mean = (rows: readonly BacktestCase[], kind: 'time' | 'cost') =>
    rows.reduce((sum, row) => sum + errorOf(kind)(row), 0) / rows.length
  return (['time', 'cost'] as const).map(kind => {
    const errors = [...byProject]
      .map(([project, rows]) => ({ project, error: mean(rows, kind) }))
      .sort((a, b) => b.error - a.error)
    const total = errors.reduce((sum, row) => sum + row.error, 0)
    const top = errors.slice(0, count)
    return { kind, shareOfError: top.reduce((sum, row) => sum + row.error, 0) / total, projects: top }
  })
}

/** The error on all projects when only `count` drawn families (and never the project's own) may be learned from. */
function learn(lessons: readonly ForecastLesson[], count: number) {
  const families = [...new Set(lessons.map(lesson => lesson.family))].sort()
  const scores = [1, 2, 3].map(draw => {
    const random = makeRandom(seed + draw)
    const drawn = new Set(
      families
        .map(family => ({ family, order: random() }))
        .sort((a, b) => a.order - b.order)
        .slice(0, count)
        .map(row => row.family),
    )
    const known = lessons.filter(lesson => drawn.has(lesson.family))
    const others = lessons.filter(lesson => !drawn.has(lesson.family))
    return scoreBacktest([...backtestCases(known), ...foreign(known, others)])
  })
  const mean = (pick: (score: (typeof scores)[number]) => number | null) =>
    scores.reduce((sum, score) => sum + (pick(score) ?? 0), 0) / scores.length
  return {
    families: Math.min(count, families.length),
    time: mean(score => score.time.mape),
    cost: mean(score => score.cost.mape),
    timeP80: mean(score => score.time.p80HitRate),
    costP80: mean(score => score.cost.p80HitRate),
  }
}

/** The errors when every family is given the sector of another: what classes by sector gain by luck alone. */
function shuffleSectors(lessons: readonly ForecastLesson[], draws: number) {
  const sectorOf = new Map(lessons.map(({ family, features }) => [family, features.sector]))
  const families = [...sectorOf.keys()].sort()
  const scores = Array.from({ length: draws }, (_, draw) => {
    const random = makeRandom(seed + 100 + draw)
    const drawn = families
      .map(family => ({ sector: sectorOf.get(family) ?? null, order: random() }))
      .sort((a, b) => a.order - b.order)
    const shuffled = new Map(families.map((family, i) => [family, drawn[i]?.sector ?? null]))
    return scoreBacktest(
      backtestCases(
        lessons.map(lesson => ({
          ...lesson,
          features: { ...lesson.features, sector: shuffled.get(lesson.family) ?? null },
        })),
      ),
    )
  })
  const range = (kind: 'time' | 'cost') => {
    const errors = scores.map(score => score[kind].mape ?? Number.NaN)
    return {
      mean: errors.reduce((sum, error) => sum + error, 0) / draws,
      least: Math.min(...errors),
      most: Math.max(...errors),
    }
  }
  return { draws, time: range('time'), cost: range('cost') }
}

function foreign(known: readonly ForecastLesson[], others: readonly ForecastLesson[]): BacktestCase[] {
  const inside = new Set(others)
  return backtestCases([...known, ...others.map(lesson => ({ ...lesson, family: 'others' }))])
    .filter(row => row.lesson.family === 'others')
    .map((row, index) => ({ ...row, lesson: [...inside][index] as ForecastLesson }))
}

/** The shared scorer on the shared cases: each case forecast without its family. */
function scoreShared(lessons: readonly ForecastLesson[]) {
  const out = mkdtempSync(join(tmpdir(), 'forecast-cases-'))
  try {
    run([join(shared, 'tools/forecast-cases.mjs'), folder, out])
    const cases = readFileSync(join(out, 'cases.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as ForecastCase)
    const began = process.cpuUsage()
    const answer = makeCaseForecaster(lessons)
    const answers = cases.map(given => JSON.stringify(answer(given)))
    const { user } = process.cpuUsage(began)
    writeFileSync(join(out, 'forecasts.jsonl'), `${answers.join('\n')}\n`)
    const score = JSON.parse(
      run([join(shared, 'tools/score-forecasts.mjs'), out, join(out, 'forecasts.jsonl')]),
    ) as object
    return { ...score, cpuSeconds: user / 1e6 }
  } finally {
    rmSync(out, { recursive: true })
  }
}

function run(args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 })
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr}`)
  return stdout
}
