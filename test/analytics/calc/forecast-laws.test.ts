import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examplesOfHistory } from '#calc/forecast-history.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { lessonOf } from '#calc/forecast-lesson.ts'
import { forecastProject } from '#calc/forecast-project.ts'
import type { ForecastSituation } from '#calc/forecast-situation.ts'
import type { ForecastSubject } from '#calc/forecast-subject.ts'
import { trainForecastModel } from '#calc/forecast-train.ts'
import { lessonsOfHistory } from '#calc/history-lessons.ts'
import type { HistoryProject } from '#calc/history-project.ts'
import { finishedProject } from '../../support/history.ts'

const day = 1440
/** Evenly drawn: numbers drawn by their bits are nearly all next to 0. */
const ratio = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map(thousandths => thousandths / 1000)
const sector = fc.constantFrom(
  null,
  '',
  ' ',
  'road',
  '房建（住宅）',
  '（住宅）',
  '-',
  '__proto__',
  'constructor',
)

/** A finished project with statuses as wrong as an import can hold them. */
const wildProject = fc.record({
  time: ratio(0.3, 4),
  cost: ratio(0.2, 5),
  sector,
  budget: fc.constantFrom(1, 1e7),
  statuses: fc.array(
    fc.record({
      at: ratio(0, 1.2),
      planned: ratio(0, 1.2),
      earned: ratio(-0.1, 1.3),
      spent: fc.oneof(ratio(-1, 3), fc.constantFrom(0, 1e-6, 1e6, 1e9)),
    }),
    { minLength: 4, maxLength: 9 },
  ),
})
const history = fc.array(wildProject, { minLength: 14, maxLength: 20 }).map(projects =>
  projects.map((wild, i): HistoryProject => {
    const past = finishedProject(i, wild.time, wild.cost)
    const budget = (past.budgetAtCompletion as number) * wild.budget
    const template = past.snapshots[0] as HistoryProject['snapshots'][number]
    return {
      ...past,
      sector: wild.sector,
      budgetAtCompletion: budget as never,
      actualCost: Math.round(budget * wild.cost) as never,
      snapshots: wild.statuses.map(({ at, planned, earned, spent }, row) => ({
        ...template,
        rowKey: String(row) as never,
        statusAt: Math.round(at * (past.actualFinish as number)) as never,
        plannedValue: Math.round(planned * budget) as never,
        earnedValue: Math.round(earned * budget) as never,
        actualCost: Math.round(spent * budget) as never,
        earnedSchedule: null,
      })),
    }
  }),
)
const amounts = { budget: 1_000_000, plannedDuration: 100, activities: [], earlier: [] }
const situation = fc.record({
  sector,
  elapsed: ratio(-50, 400),
  earnedSchedule: ratio(0, 100),
  plannedValue: fc.integer({ min: 0, max: 1_000_000 }),
  earnedValue: fc.integer({ min: 0, max: 1_000_000 }),
  actualCost: fc.oneof(fc.integer({ min: -100_000, max: 4_000_000 }), fc.constant(0)),
})
const subjectOf = (more: Partial<ForecastSituation>): ForecastSubject => ({
  projectId: 'P',
  family: null,
  isSample: false,
  plannedStart: 0,
  situation: {
    sector: null,
    elapsed: 50,
    earnedSchedule: 50,
    plannedValue: 5e5,
    earnedValue: 5e5,
    actualCost: 5e5,
    ...amounts,
    ...more,
  },
})
const forecastFrom = (subject: ForecastSubject, past: readonly HistoryProject[]) =>
  forecastProject(subject, learnForecasts(past.map(lessonsOfHistory), subject))

test('whatever was imported, levels are in order, after the status date, above the cost booked and within four times the plan', () => {
  let learned = 0
  fc.assert(
    fc.property(history, situation, (past, own) => {
      const { finish, cost, sufficientHistory } = forecastFrom(subjectOf(own), past)
      if (sufficientHistory) learned++
      for (const levels of [finish, cost]) {
        const { p10, p50, p80, p90 } = levels as NonNullable<typeof levels>
        expect([p10, p50, p80, p90].every(Number.isFinite)).toBe(true)
        expect(p10 <= p50 && p50 <= p80 && p80 <= p90).toBe(true)
      }
      expect(finish?.p10).toBeGreaterThanOrEqual(Math.floor(own.elapsed * day))
      expect(cost?.p10).toBeGreaterThanOrEqual(Math.round(own.actualCost) - 1)
      const rest = 1_000_000 - own.earnedValue
      expect(cost?.p50).toBeGreaterThanOrEqual(own.actualCost + rest / 4 - 1)
      expect(cost?.p50).toBeLessThanOrEqual(own.actualCost + 4 * rest + 1)
      expect(finish?.p50).toBeLessThanOrEqual((Math.max(0, own.elapsed) + 4 * 100) * day)
    }),
    { numRuns: 150 },
  )
  expect(learned).toBeGreaterThan(75)
})

const usual = Array.from({ length: 20 }, (_, i) => finishedProject(i, 0.9 + i * 0.02, 0.9 + (i % 7) * 0.06))
test('one project booked a million times wrong moves a forecast by no more than a tenth of the plan', () => {
  const factor = fc.constantFrom(1e-6, 1e-2, 1e2, 1e6, 1e8)
  fc.assert(
    fc.property(
      fc.nat(19),
      factor,
      fc.nat(9),
      fc.boolean(),
      ratio(0.3, 0.7),
      (which, times, until, isFinal, spent) => {
        const own = subjectOf({ sector: 'road', actualCost: spent * 1e6 })
        const wrong = usual.map((past, i) =>
          i === which
            ? {
                ...past,
                actualCost: ((past.actualCost as number) * (isFinal ? times : 1)) as never,
                snapshots: past.snapshots.map((row, k) =>
                  k < until ? { ...row, actualCost: ((row.actualCost as number) * times) as never } : row,
                ),
              }
            : past,
        )
        const right = forecastFrom(own, usual)
        const bent = forecastFrom(own, wrong)
        expect(Math.abs((bent.cost?.p50 ?? 0) - (right.cost?.p50 ?? 0))).toBeLessThan(100_000)
        expect(bent.finish).toEqual(right.finish)
      },
    ),
  )
})

test('amounts of ten billion forecast as those of ten thousand do', () => {
  const times = (past: HistoryProject, by: number): HistoryProject => ({
    ...past,
    budgetAtCompletion: ((past.budgetAtCompletion as number) * by) as never,
    actualCost: ((past.actualCost as number) * by) as never,
    snapshots: past.snapshots.map(row => ({
      ...row,
      plannedValue: ((row.plannedValue as number) * by) as never,
      earnedValue: ((row.earnedValue as number) * by) as never,
      actualCost: ((row.actualCost as number) * by) as never,
    })),
  })
  const small = forecastFrom(subjectOf({ actualCost: 6e5 }), usual)
  const large = forecastFrom(
    subjectOf({ budget: 1e13, plannedValue: 5e12, earnedValue: 5e12, actualCost: 6e12 }),
    usual.map(past => times(past, 1e7)),
  )
  expect(large.finish).toEqual(small.finish)
  for (const level of ['p10', 'p50', 'p80', 'p90'] as const)
    expect((large.cost?.[level] ?? 0) / 1e13).toBeCloseTo((small.cost?.[level] ?? 0) / 1e6, 5)
})

test('what a status teaches is the same whatever was reported after it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(ratio(0.3, 2), { minLength: 10, maxLength: 10 }),
      (from, factors) => {
        const past = finishedProject(1, 1.2, 1.1)
        const later = {
          ...past,
          snapshots: past.snapshots.map((row, i) =>
            i < from
              ? row
              : {
                  ...row,
                  earnedValue: Math.round((row.earnedValue as number) * (factors[i] as number)) as never,
                  actualCost: Math.round((row.actualCost as number) * (factors[i] as number)) as never,
                },
          ),
        }
        const taught = (project: HistoryProject) => examplesOfHistory([project]).map(lessonOf).slice(0, from)
        expect(taught(later)).toEqual(taught(past))
      },
    ),
  )
})

test('what came of a family does not show in what was expected of it: its errors move as its outcome does', () => {
  const lessons = examplesOfHistory(usual).map(lessonOf)
  const before = trainForecastModel(lessons).withStatuses
  for (const { projectId } of usual) {
    const dearer = lessons.map(lesson =>
      lesson.projectId === projectId ? { ...lesson, cost: lesson.cost + 100 } : lesson,
    )
    const after = trainForecastModel(dearer).withStatuses
    expect(after?.rules.costRule).toBe(before?.rules.costRule)
    before?.errors.forEach((error, i) => {
      if (error.projectId !== projectId) return
      const scale = Math.sqrt(1e6 * (1e6 * (1 - error.stage)))
      expect((after?.errors[i]?.cost ?? 0) - error.cost).toBeCloseTo(100 / scale, 9)
    })
  }
})
