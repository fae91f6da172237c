import { minutesPerDay } from '#model/plan-time.ts'
import type { ForecastExample } from './forecast-lesson.ts'
import type { HistoryProject } from './history-project.ts'
import { readStatusSeries, type StatusPoint } from './status-series.ts'

/** What finished projects stood at and came to: one example per usable status between 2 % and 98 % earned. Each is
 *  measured by the budget of its own date, so that what budgets were raised by later is learned as cost. Projects without
 *  planned dates, budget, end or status are left out. The end is the actual finish where one is known, else the first status
 *  with all but a thousandth earned. */
export function examplesOfHistory(history: readonly HistoryProject[]): ForecastExample[] {
  return history.flatMap(examplesOfProject)
}

function examplesOfProject(project: HistoryProject): ForecastExample[] {
  const { plannedStart, plannedFinish, budgetAtCompletion: budget } = project
  if (plannedStart === null || plannedFinish === null || plannedFinish <= plannedStart) return []
  if (budget === null || budget <= 0) return []
  const { points } = readStatusSeries(project.snapshots, budget, null, 'CNY')
  const complete = points.find(point => point.earnedValue >= budget * completeShare)
  const finish = project.actualFinish ?? complete?.statusAt ?? null
  const cost = project.actualCost ?? complete?.actualCost ?? null
  if (finish === null || cost === null || finish <= plannedStart || cost <= 0) return []
  const days = (minute: number) => (minute - plannedStart) / minutesPerDay
  const budgetThen = (point: StatusPoint) => point.budgetAtCompletion || budget
  return points
    .filter(point => point.statusAt < finish && point.statusAt > plannedStart)
    .filter(point => {
      const share = point.earnedValue / budgetThen(point)
      return share >= leastShare && share <= mostShare
    })
    .map(point => ({
      projectId: project.projectId,
      family: project.family ?? project.projectId,
      situation: {
        sector: project.sector,
        plannedDuration: days(plannedFinish),
        elapsed: days(point.statusAt),
        earnedSchedule: days(
          point.earnedSchedule ??
            earnedScheduleOfPoints(
              { plannedStart, plannedFinish, budget: budgetThen(point) },
              points,
              point.earnedValue,
            ),
        ),
        budget: budgetThen(point),
        plannedValue: point.plannedValue,
        earnedValue: point.earnedValue,
        actualCost: point.actualCost,
        earlier: points.slice(0, points.indexOf(point)),
        activities: [],
      },
      duration: days(finish),
      cost,
    }))
}
const completeShare = 0.999
const leastShare = 0.02
const mostShare = 0.98

/** Earned schedule as an instant, on the straight lines through the planned values of the statuses, the planned start and
 *  the planned finish: for statuses stored without it. Plan minutes and minor units. */
function earnedScheduleOfPoints(
  plan: { plannedStart: number; plannedFinish: number; budget: number },
  points: readonly StatusPoint[],
  earnedValue: number,
): number {
  const { plannedStart, plannedFinish, budget } = plan
  if (earnedValue >= budget) return plannedFinish
  const inside = points.filter(point => point.statusAt > plannedStart && point.statusAt < plannedFinish)
  let from = { time: plannedStart, value: 0 }
  for (const { statusAt, plannedValue } of [...inside, { statusAt: plannedFinish, plannedValue: budget }]) {
    if (plannedValue >= earnedValue && plannedValue > from.value) {
      const share = Math.max(0, earnedValue - from.value) / (plannedValue - from.value)
      return from.time + (statusAt - from.time) * share
    }
    if (plannedValue >= from.value) from = { time: statusAt, value: plannedValue }
  }
  return plannedFinish
}
