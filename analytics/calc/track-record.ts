import type { TrackRecord, TrackScore } from '#model/forecast-answer.ts'
import { backtestCases, scoreBacktest, type BacktestCase, type BacktestScore } from './backtest.ts'
import { drawProjects, lessonsToLearn, type ForecastKnowledge } from './forecast-knowledge.ts'
import { neededProjects } from './forecast-model.ts'
import type { HistoryLessons } from './history-lessons.ts'
import { rulesOf, type LearnedRules } from './forecast-range.ts'

/** How right forecasts have been on finished projects, for the badge and in every slice. */
export interface HistoryBacktest {
  /** Of the newest `recentProjects`; null with too few to test on. */
  trackRecord: StoredTrackRecord | null
  scores: SliceScore[]
}
/** As it is kept with a version: with all that was learned, of which a project's answer takes what its forecast was made by. Records of
 *  before that have none. */
export type StoredTrackRecord = Omit<TrackRecord, 'kept'> & { learned?: LearnedRules }
/** The scores of one method in one slice: all, thirds of the earned budget, days that were left, or the newest projects. */
interface SliceScore extends TrackScore {
  target: 'finish' | 'cost'
  method: string
  slice: string
  projects: number
}

/** Forecasts finished projects, the newest first, at each of its status dates without having seen its family. */
export function backtestHistory(
  history: readonly HistoryLessons[],
  { model }: Pick<ForecastKnowledge, 'model'>,
): HistoryBacktest {
  const usable = drawProjects(history.filter(project => project.lessons.length > 0))
  if (usable.length < neededProjects) return { trackRecord: null, scores: [] }
  const newestFirst = usable
    .toSorted((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))
    .map(project => project.projectId)
  const tested = new Set(newestFirst.slice(0, testedProjects))
  const newest = new Set(newestFirst.slice(0, recentProjects))
  const cases = backtestCases(lessonsToLearn(usable), 'withActivities', lesson =>
    tested.has(lesson.projectId),
  )
  const recent = cases.filter(row => newest.has(row.lesson.projectId))
  const rules = (model.withActivities ?? model.withStatuses)?.rules
  return {
    trackRecord: {
      ...recordOf(recent),
      method: { finish: rules?.durationRule ?? 'openWork', cost: rules?.costRule ?? 'ratios' },
      learned: rulesOf(model),
    },
    scores: [
      ...slices.map(([slice, holds]) => [slice, cases.filter(holds)] as const),
      ['newest', recent] as const,
    ].flatMap(([slice, rows]) => scoresOf(slice, rows)),
  }
}

/** So many of the newest projects are forecast; the others only teach. */
const testedProjects = 200
/** So many projects count for the badge: what was long ago says less of how the company works now. */
const recentProjects = 40

const stage =
  (from: number, to: number) =>
  ({ lesson: { features } }: BacktestCase) =>
    features.stage >= from && features.stage < to
const daysLeft =
  (from: number, to: number) =>
  ({ lesson: { features, duration } }: BacktestCase) => {
    const left = duration - features.elapsed
    return left >= from && left < to
  }
const stages = [
  ['early', stage(0, 1 / 3)],
  ['mid', stage(1 / 3, 2 / 3)],
  ['late', stage(2 / 3, Infinity)],
] as const
const slices: readonly (readonly [string, (row: BacktestCase) => boolean])[] = [
  ['all', () => true],
  ...stages,
  ['within 30 days', daysLeft(-Infinity, 30)],
  ['within 90 days', daysLeft(30, 90)],
  ['within 365 days', daysLeft(90, 365)],
  ['beyond 365 days', daysLeft(365, Infinity)],
]

function recordOf(cases: readonly BacktestCase[]): Omit<TrackRecord, 'method' | 'kept'> {
  const { projects, time, cost } = scoreBacktest(cases)
  return {
    projects,
    finish: trackScore(time),
    cost: trackScore(cost),
    byStage: stages.map(([name, holds]) => {
      const score = scoreBacktest(cases.filter(holds))
      return {
        stage: name,
        projects: score.projects,
        finish: trackScore(score.time),
        cost: trackScore(score.cost),
      }
    }),
    isCalibrated: [time, cost].every(
      ({ p80HitRate }) => p80HitRate !== null && p80HitRate >= 0.7 && p80HitRate <= 0.9,
    ),
  }
}

function scoresOf(slice: string, cases: readonly BacktestCase[]): SliceScore[] {
  const { projects, time, cost, methods } = scoreBacktest(cases)
  const formulas = methods.filter(method => method.name !== 'plumbline')
  const without = { p80HitRate: null, p10p90Coverage: null }
  return [
    { target: 'finish', method: 'plumbline', slice, projects, ...trackScore(time) },
    { target: 'cost', method: 'plumbline', slice, projects, ...trackScore(cost) },
    ...formulas.flatMap(({ name, time: finishError, cost: costError }): SliceScore[] => [
      { target: 'finish', method: name, slice, projects, mape: finishError, ...without },
      { target: 'cost', method: name, slice, projects, mape: costError, ...without },
    ]),
  ]
}

function trackScore({ mape, p80HitRate, p10p90Coverage }: BacktestScore): TrackScore {
  return { mape, p80HitRate, p10p90Coverage }
}
