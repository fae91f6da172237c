/** Forecasts of stored plans against case files: every finished project of `../shared/data/dslib` as it stood at each status date,
 *  put in the plan's own sheets, forecast as a refresh does with what the other families teach. Error against the actual
 *  finish that case files are scored by. Prints JSON. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileCalendars } from '#calc/calendar.ts'
import { examplesOfPlan } from '#calc/forecast-examples.ts'
import { situationFeatures } from '#calc/forecast-features.ts'
import { learnForecasts } from '#calc/forecast-knowledge.ts'
import { forecastSituation } from '#calc/forecast-range.ts'
import { lessonsOfPlan } from '#calc/history-lessons.ts'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { calculateStatus } from '#calc/status.ts'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import type { Plan } from '#model/plan.ts'
import { minutesPerDay, type PlanMinute } from '#model/plan-time.ts'

const folder = join(import.meta.dirname, '../../shared/data/dslib')

if (!existsSync(folder)) {
  console.log(JSON.stringify({ skipped: 'no ../shared/data/dslib' }))
} else {
  const names = readdirSync(folder).filter(name => name.includes('.csv'))
  const { plans } = readDslibFolder(
    new Map(names.map(name => [name, new Uint8Array(readFileSync(join(folder, name)))])),
  )
  const history = plans.filter(plan => plan.project.status === 'finished').map(lessonsOfPlan)
  const began = process.cpuUsage()
  const projects = plans.flatMap(plan => {
    const examples = examplesOfPlan(plan, 'statuses').filter(
      ({ situation }) =>
        situation.earnedValue > 0.05 * situation.budget && situation.earnedValue < 0.95 * situation.budget,
    )
    if (examples.length === 0) return []
    const knowledge = learnForecasts(history, plan.project)
    const errors = examples.map(({ situation, duration, cost }) => {
      const { plannedStart } = plan.project
      const statusAt = Math.round((plannedStart ?? 0) + situation.elapsed * minutesPerDay) as PlanMinute
      const then = asOf(plan, statusAt, situation.actualCost)
      const schedule = calculateSchedule(prepareSchedule([then]))
      const { forecast } = calculateStatus(then, schedule, compileCalendars(then), knowledge)
      const asCase = forecastSituation(situationFeatures(situation), knowledge.model)
      const days = ((forecast?.finishP50 ?? Number.NaN) - (plannedStart ?? 0)) / minutesPerDay
      return {
        earned: (forecast?.earnedValue ?? 0) / situation.earnedValue,
        caseTime: relative(asCase?.duration.p50, duration),
        caseCost: relative(asCase?.cost.p50, cost),
        time: relative(days, duration),
        cost: relative(forecast?.costP50 ?? undefined, cost),
        held: ((forecast?.finishP80 ?? Number.NaN) - (plannedStart ?? 0)) / minutesPerDay >= duration ? 1 : 0,
      }
    })
    const mean = (pick: (row: (typeof errors)[number]) => number) =>
      errors.reduce((sum, row) => sum + pick(row), 0) / errors.length
    return [
      {
        code: plan.project.code,
        time: mean(row => row.time),
        cost: mean(row => row.cost),
        caseTime: mean(row => row.caseTime),
        caseCost: mean(row => row.caseCost),
        held: mean(row => row.held),
        earned: mean(row => row.earned),
      },
    ]
  })
  // Where the release's activities do not add up to its own earned value, the stored plan is another case than the file's.
  const same = projects.filter(row => Math.abs(row.earned - 1) < 0.02)
  const sum = (rows: typeof projects) => {
    const mean = (pick: (row: (typeof projects)[number]) => number) =>
      rows.reduce((total, row) => total + pick(row), 0) / rows.length
    return {
      projects: rows.length,
      stored: { time: mean(row => row.time), cost: mean(row => row.cost), p80HitRate: mean(row => row.held) },
      caseFile: { time: mean(row => row.caseTime), cost: mean(row => row.caseCost) },
    }
  }
  console.log(
    JSON.stringify({
      all: sum(projects),
      whereEarnedValueAgrees: sum(same),
      cpuSeconds: process.cpuUsage(began).user / 1e6,
    }),
  )
}

function relative(forecast: number | undefined, actual: number): number {
  return Math.abs((forecast ?? Number.NaN) - actual) / actual
}

/** The plan as its sheets stood at a status date: progress as recorded then, costs booked by then. */
function asOf(plan: Plan, statusAt: PlanMinute, actualCost: number): Plan {
  const known = new Map(
    plan.progressRecords.filter(row => row.statusAt === statusAt).map(row => [row.activityKey, row]),
  )
  const booked = plan.costEntries.filter(row => row.bookedOn * minutesPerDay < statusAt)
  const sum = booked.reduce((total, row) => total + row.amount, 0)
  const rest = Math.round(actualCost - sum)
  const [pattern] = plan.costEntries
  return {
    ...plan,
    project: { ...plan.project, status: 'running', dataDate: statusAt, actualFinish: null },
    activities: plan.activities.map(activity => {
      const record = known.get(activity.rowKey)
      const isDone = (record?.completeRatio ?? 0) >= 0.999
      return {
        ...activity,
        actualStart: record?.actualStart ?? null,
        actualFinish: isDone ? (record?.actualFinish ?? null) : null,
        completeRatio: record?.completeRatio ?? null,
        remainingDuration: isDone ? (0 as typeof activity.remainingDuration) : null,
      }
    }),
    assignments: plan.assignments.map(row => ({ ...row, actualCost: null, actualQuantity: null })),
    costEntries:
      pattern && rest !== 0
        ? [
            ...booked,
            {
              ...pattern,
              rowKey: 'rest' as typeof pattern.rowKey,
              activityKey: null,
              costAccountKey: null,
              bookedOn: (Math.floor(statusAt / minutesPerDay) - 1) as typeof pattern.bookedOn,
              amount: rest as typeof pattern.amount,
            },
          ]
        : booked,
    progressRecords: plan.progressRecords.filter(row => row.statusAt <= statusAt),
    statusSnapshots: plan.statusSnapshots.filter(row => row.statusAt < statusAt),
  }
}
