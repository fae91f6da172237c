/** Status of a 10,000-activity plan (costs, earned value, loads, forecast from 80 finished projects), and 1,000 forecast cases
 *  with one model. Processor milliseconds, best of several rounds; prints JSON. */
import { standardCalendar, workAt, finishAt } from '#calc/calendar.ts'
import { forecastCase, type ForecastCase } from '#calc/forecast-case.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { lessonsOfHistory } from '#calc/history-lessons.ts'
import { backtestHistory } from '#calc/track-record.ts'
import { calculateStatus } from '#calc/status.ts'
import { formatMinute, parseMinute, type PlanMinute } from '#model/plan-time.ts'
import { finishedProject } from '../test/support/history.ts'
import { schedule, smallPlan } from '../test/support/small-plan.ts'

const count = 10_000
const rounds = 5
const start = workAt(standardCalendar, parseMinute('2026-01-05T08:00') as PlanMinute)
const dataDate = finishAt(standardCalendar, start + 200 * 480)
const history = Array.from({ length: 80 }, (_, i) =>
  finishedProject(i, 0.8 + (i % 20) * 0.04, 0.9 + (i % 10) * 0.03),
)

const spans = Array.from({ length: count }, (_, i) => {
  const from = start + ((i * 37) % 400) * 480
  return [
    finishAt(standardCalendar, from + 1),
    finishAt(standardCalendar, from + (1 + (i % 15)) * 480),
  ] as const
})
const activities = spans.map(([from, to], i) => ({
  rowKey: `A${i}`,
  wbs: `1.${i % 20}.${i % 7}`,
  duration: (1 + (i % 15)) * 480,
  actualStart: from < dataDate ? from : null,
  actualFinish: to < dataDate ? to : null,
  completeRatio: from < dataDate ? 0.5 : null,
}))
const plan = smallPlan({
  project: { dataDate, sector: 'road' },
  activities,
  resources: Array.from({ length: 50 }, (_, i) => ({
    rowKey: `R${i}`,
    kind: 'labour',
    price: 3_000_000,
    available: 900_000,
  })),
  assignments: Array.from({ length: 2 * count }, (_, i) => ({
    rowKey: `a${i}`,
    activityKey: `A${i >> 1}`,
    resourceKey: `R${i % 50}`,
    rate: 2000,
    plannedQuantity: 10_000 + (i % 100),
  })),
  costAccounts: Array.from({ length: 20 }, (_, i) => ({ rowKey: `K${i}`, wbs: `1.${i}` })),
  costEntries: Array.from({ length: count }, (_, i) => ({
    rowKey: `c${i}`,
    activityKey: `A${i}`,
    kind: 'material',
    amount: 100_000,
    bookedOn: 20_000 + (i % 300),
  })),
  baselineActivities: spans.map(([from, to], i) => ({
    rowKey: `b${i}`,
    activityKey: `A${i}`,
    start: from,
    finish: to,
  })),
})
const dates = schedule(spans.map(([from, to]) => [formatMinute(from), formatMinute(to)] as const))
const cases = Array.from({ length: 1000 }, (_, i) => caseOf(i))
const lessons = history.map(lessonsOfHistory)
const anyone = { projectId: null, family: null, isSample: false }
const knowledge = learnForecasts(lessons, anyone)

console.log(
  JSON.stringify({
    activities: count,
    statusMilliseconds: best(() => calculateStatus(plan, dates, new Map(), knowledge)),
    statusWithoutHistoryMilliseconds: best(() => calculateStatus(plan, dates, new Map(), null)),
    trainMilliseconds: best(() => learnForecasts(lessons, anyone)),
    casesMilliseconds: best(() => {
      const { model } = learnForecasts(lessons, anyone)
      for (const given of cases) forecastCase(given, model)
    }),
    cases: cases.length,
    byHistory: [5, 50, 500, 5000].map(projects => learnFrom(projects, () => 'road')),
    bySectors: learnFrom(1000, i => `group ${i % 10} (${i % 60})`),
  }),
)

/** Learning from and testing on so many finished projects of ten statuses each. */
function learnFrom(projects: number, sectorOf: (i: number) => string) {
  const past = Array.from({ length: projects }, (_, i) => {
    const project = finishedProject(i, 0.8 + (i % 37) * 0.02, 0.9 + (i % 23) * 0.015)
    return lessonsOfHistory({ ...project, sector: sectorOf(i) })
  })
  const milliseconds = (work: () => void) => {
    const began = process.cpuUsage()
    work()
    return Math.round(process.cpuUsage(began).user / 1000)
  }
  return {
    projects,
    learnMilliseconds: milliseconds(() => learnForecasts(past, anyone)),
    backtestMilliseconds: milliseconds(() => backtestHistory(past, knowledge)),
  }
}

function caseOf(i: number): ForecastCase {
  const earned = 100 + (i % 800)
  return {
    id: `case ${i}`,
    project: { bac: 1000, baselineStart: '2026-01-01T08:00', baselineEnd: '2026-12-31T17:00' },
    baselinePv: Array.from({ length: 41 }, (_, k) => ({
      date: formatMinute(((parseMinute('2026-01-01T08:00') as number) + k * 13_000) as PlanMinute),
      pv: k * 25,
    })),
    periods: [{ statusDate: '2026-07-01T17:00', pv: 500, ev: earned, ac: earned * 1.1 }],
    activities: Array.from({ length: 100 }, (_, k) => ({
      baselineStart: '2026-02-01T08:00',
      baselineEnd: '2026-08-01T17:00',
      durationHours: 100 + k,
      cost: 10,
      status: k % 2 === 0 ? ('finished' as const) : ('inProgress' as const),
      actualStart: '2026-02-10T08:00',
      actualDurationHours: k % 2 === 0 ? 120 : null,
      actualCost: k % 2 === 0 ? 11 : null,
    })),
  }
}

function best(work: () => void): number {
  let least = Infinity
  for (let round = 0; round < rounds; round++) {
    const began = process.cpuUsage()
    work()
    least = Math.min(least, process.cpuUsage(began).user / 1000)
  }
  return Math.round(least * 10) / 10
}
