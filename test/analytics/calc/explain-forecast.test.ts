import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainForecast, type GivenForecast } from '#calc/explain-forecast.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { forecastProject } from '#calc/forecast-project.ts'
import type { ForecastSubject } from '#calc/forecast-subject.ts'
import type { SituationActivity } from '#calc/forecast-situation.ts'
import { lessonsOfHistory } from '#calc/history-lessons.ts'
import { finishedProject } from '../../support/history.ts'

const day = 1440
const learner = { projectId: 'P', family: null, isSample: false }
const learned = (ratio: number) =>
  learnForecasts(
    Array.from({ length: 12 }, (_, i) => lessonsOfHistory(finishedProject(i, ratio + i * 0.02, 1))),
    learner,
  )
const knowledge = learned(0.9)

const work = (index: number, more: Partial<SituationActivity> = {}): SituationActivity => ({
  key: `A${index}`,
  plannedStart: index * 20,
  plannedFinish: (index + 1) * 20,
  plannedWork: 100,
  budget: 200_000,
  state: 'notStarted',
  actualStart: null,
  actualWork: null,
  actualCost: null,
  ...more,
})
const done = (index: number, late = 0, cost = 200_000) =>
  work(index, {
    state: 'finished',
    actualStart: index * 20 + late,
    actualWork: 100,
    actualCost: cost,
  })
const subject = (more: Partial<ForecastSubject['situation']> = {}): ForecastSubject => ({
  projectId: 'P',
  family: null,
  isSample: false,
  plannedStart: 0,
  situation: {
    sector: 'road',
    plannedDuration: 100,
    elapsed: 20,
    earnedSchedule: 20,
    budget: 1_000_000,
    plannedValue: 200_000,
    earnedValue: 200_000,
    actualCost: 200_000,
    earlier: [],
    activities: [done(0), work(1), work(2), work(3), work(4)],
    ...more,
  },
})
const given = (of: ForecastSubject, from = knowledge): GivenForecast => {
  const { finish, cost } = forecastProject(of, from)
  const statusAt = of.situation.elapsed * day
  return { subject: of, statusAt, finish: finish?.p50 ?? null, cost: cost?.p50 ?? null }
}
const moved = (before: GivenForecast, after: GivenForecast, from = knowledge) =>
  Object.fromEntries(explainForecast(before, after, from).parts.map(part => [part.kind, part.movement]))
const still = { finish: 0, cost: 0 }
const before = given(subject())

test('nothing changed, nothing moved', () => {
  expect(Object.values(moved(before, given(subject())))).toEqual([still, still, still, still, still, still])
})
test('another history alone moves what was learned and nothing else', () => {
  const other = learned(1.3)
  const parts = moved(before, given(subject(), other), other)
  expect(parts['model']?.finish).not.toBe(0)
  expect([parts['dataDate'], parts['progress'], parts['cost'], parts['plan']]).toEqual([
    still,
    still,
    still,
    still,
  ])
})
test('a month without progress is the data date moving, not work done', () => {
  const parts = moved(before, given(subject({ elapsed: 50, plannedValue: 500_000 })))
  expect(parts['dataDate']?.finish).toBeGreaterThan(10 * day)
  expect([parts['model'], parts['progress'], parts['plan']]).toEqual([still, still, still])
})
test('money booked alone moves the cost by the cost part', () => {
  const parts = moved(before, given(subject({ actualCost: 300_000 })))
  expect(parts['cost']?.cost).toBeGreaterThan(100_000)
  expect(parts['plan']).toEqual(still)
})
test('an earlier status that came in late is told as that, and not as cost booked', () => {
  // Costs that rise or fall along a project teach that what was earned last goes on.
  const trends = Array.from({ length: 20 }, (_, i) => {
    const past = finishedProject(i, 1, 1)
    const spent = (share: number) => Math.round(1_000_000 * (share + (i / 20 - 0.5) * share ** 2)) as never
    return lessonsOfHistory({
      ...past,
      actualCost: spent(1),
      snapshots: past.snapshots.map((row, k) => ({ ...row, actualCost: spent((k + 1) / 10) })),
    })
  })
  const taught = learnForecasts(trends, learner)
  const half = {
    earnedValue: 500_000,
    earnedSchedule: 50,
    elapsed: 50,
    plannedValue: 500_000,
    actualCost: 600_000,
    activities: [],
  }
  const former = given(subject(half), taught)
  const late = given(subject({ ...half, earlier: [{ earnedValue: 200_000, actualCost: 100_000 }] }), taught)
  const parts = moved(former, late, taught)
  expect(Math.abs(parts['statuses']?.cost ?? 0)).toBeGreaterThan(1000)
  expect([parts['dataDate'], parts['progress'], parts['cost'], parts['plan']]).toEqual([
    still,
    still,
    still,
    still,
  ])
  const usual = subject({
    ...half,
    elapsed: 80,
    earnedValue: 800_000,
    actualCost: 990_000,
    earlier: [{ earnedValue: 500_000, actualCost: 600_000 }],
  })
  expect(moved(former, given(usual, taught), taught)['statuses']).toEqual(still)
})
test('a budget raised alone is the plan changing', () => {
  const raised = subject({ budget: 1_200_000, plannedValue: 240_000, earnedValue: 240_000 })
  const parts = moved(before, given(raised))
  expect(parts['plan']?.cost).toBeGreaterThan(0)
  expect(parts['progress']).toEqual(still)
})
test('the parts add up to the whole, to the minute and the minor unit, whatever changed', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(share, share, share, fc.integer({ min: 0, max: 5 }), (time, earned, cost, count) => {
      const activities = Array.from({ length: 5 }, (_, i) => (i < count ? done(i, i, 250_000) : work(i)))
      const next = given(
        subject({
          elapsed: 20 + time * 100,
          earnedSchedule: earned * 100,
          earnedValue: earned * 1_000_000,
          plannedValue: time * 1_000_000,
          actualCost: Math.round(200_000 + cost * 1_000_000),
          activities,
          earlier: Array.from({ length: count }, (_, i) => ({
            earnedValue: i * 90_000,
            actualCost: i * earned * 1e5,
          })),
        }),
      )
      const { parts } = explainForecast(before, next, knowledge)
      const sum = (target: 'finish' | 'cost') =>
        parts.reduce((total, { movement }) => total + (movement[target] ?? Number.NaN), 0)
      expect(sum('finish')).toBe((next.finish as number) - (before.finish as number))
      expect(sum('cost')).toBe((next.cost as number) - (before.cost as number))
    }),
  )
})
