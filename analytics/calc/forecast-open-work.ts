import { median } from 'simple-statistics'
import type { ForecastSituation, SituationActivity } from './forecast-situation.ts'

/** The finish as the open activities tell it, in elapsed days from the planned start; null without activities. Work in progress
 *  takes its planned time from its actual start, and at least a fifth of it from now on. Work not started begins as planned,
 *  moved by most of the delay (or lead) that activities begun or due lately have shown, never before the status date, and takes
 *  its planned time stretched by actual over planned time of the finished ones. The last of all is the finish. How soon the pace of
 *  finished work is to be believed nobody knows: the mean over round values is given. All constants are round; nothing is
 *  fitted to any data. Links are left to the planned dates, which
 *  hold them: following the links again adds nothing measurable, because logged projects work out of sequence. */
export function finishOfOpenWork(situation: ForecastSituation): number | null {
  const { activities, elapsed } = situation
  if (activities.length === 0) return null
  const delay = keptDelay * recentDelay(situation)
  const stretches = stretchesOfFinished(activities)
  const begun = finishOfBegun(situation)
  const waiting = activities.filter(activity => activity.state === 'notStarted')
  let sum = 0
  for (const stretch of stretches) {
    let finish = begun
    for (const { plannedStart, plannedFinish } of waiting) {
      const end = Math.max(elapsed, plannedStart + delay) + (plannedFinish - plannedStart) * stretch
      if (end > finish) finish = end
    }
    sum += finish
  }
  return sum / stretches.length
}

/** How much of the delay so far later activities keep. */
const keptDelay = 0.7
/** How far back delays count, as a share of the planned duration. */
const memory = 0.2
/** Weights of the plan beside the work of finished activities, as shares of all planned work. */
const planWeights = [0.05, 0.1, 0.3, 0.6]
/** What work in progress still needs at the least, as a share of its planned time. */
const leastRest = 0.2

/** When the last activity in progress ends; never before the status date. */
function finishOfBegun({ activities, elapsed }: ForecastSituation): number {
  return activities.reduce((latest, { state, plannedStart, plannedFinish, actualStart }) => {
    if (state !== 'inProgress') return latest
    const planned = plannedFinish - plannedStart
    const start = actualStart ?? Math.min(elapsed, plannedStart)
    return Math.max(latest, start + planned, elapsed + leastRest * planned)
  }, elapsed)
}

/** Weighted mean of the start and finish delays shown so far, in days; what happened lately weighs more. Activities that
 *  should have begun and have not count with their delay until now. */
function recentDelay({ activities, elapsed, plannedDuration }: ForecastSituation): number {
  let weightSum = 0
  let sum = 0
  const count = (delay: number, at: number) => {
    const weight = Math.exp((at - elapsed) / (memory * plannedDuration))
    weightSum += weight
    sum += weight * delay
  }
  const hours = calendarDaysPerWork(activities)
  for (const activity of activities) {
    const { plannedStart, plannedFinish, actualStart, actualWork, state } = activity
    if (plannedFinish - plannedStart <= shortest) continue
    if (actualStart !== null) {
      count(actualStart - plannedStart, actualStart)
      if (state !== 'finished' || actualWork === null) continue
      const finish = Math.min(elapsed, actualStart + actualWork * hours)
      count(finish - plannedFinish, finish)
    } else if (state === 'notStarted' && plannedStart < elapsed) count(elapsed - plannedStart, elapsed)
  }
  return weightSum > 0 ? sum / weightSum : 0
}

/** Milestones and their like say nothing about the pace of work. In days. */
const shortest = 0.05

/** Actual over planned working time of the finished activities, shrunk toward 1 by each of `planWeights`. */
function stretchesOfFinished(activities: readonly SituationActivity[]): number[] {
  let all = 0
  let planned = 0
  let actual = 0
  for (const activity of activities) {
    if (activity.plannedFinish - activity.plannedStart <= shortest) continue
    all += activity.plannedWork
    if (activity.state !== 'finished' || activity.actualWork === null || activity.plannedWork <= 0) continue
    planned += activity.plannedWork
    actual += activity.actualWork
  }
  return planWeights.map(weight => (all > 0 ? (actual + weight * all) / (planned + weight * all) : 1))
}

/** Elapsed days per unit of work: the median over activities of more than a day, so that nights do not distort it. */
function calendarDaysPerWork(activities: readonly SituationActivity[]): number {
  const rates = activities
    .filter(activity => activity.plannedWork > 0 && activity.plannedFinish - activity.plannedStart > 2)
    .map(activity => (activity.plannedFinish - activity.plannedStart) / activity.plannedWork)
  if (rates.length > 0) return median(rates)
  const work = activities.reduce((sum, activity) => sum + activity.plannedWork, 0)
  const time = activities.reduce((sum, activity) => sum + activity.plannedFinish - activity.plannedStart, 0)
  return work > 0 ? time / work : 0
}
