import type { StatusPoint } from './status-series.ts'

/** A project as a forecast sees it: its plan and its statuses so far, in plan minutes and minor units. The last status is
 *  the one forecast from. */
export interface ForecastSubject {
  projectId: string
  family: string | null
  sector: string | null
  isSample: boolean
  plannedStart: number
  plannedFinish: number
  budget: number
  points: readonly StatusPoint[]
  /** When this much was to be earned, where the baseline curve is known; else it is read off the statuses. */
  plannedTimeOf: ((value: number, near: number) => number | null) | null
}

/** Earned schedule of a status as an instant: as recorded, else from the curve, else on the straight lines through the
 *  planned values of the statuses, the planned start and the planned finish. */
export function earnedScheduleAt(subject: ForecastSubject, point: StatusPoint): number {
  if (point.earnedSchedule !== null) return point.earnedSchedule
  return subject.plannedTimeOf?.(point.earnedValue, point.statusAt) ?? timeOnSeries(subject, point.earnedValue)
}

function timeOnSeries(subject: ForecastSubject, value: number): number {
  const { plannedStart, plannedFinish, budget } = subject
  if (value >= budget) return plannedFinish
  const inside = subject.points.filter(
    point => point.statusAt > plannedStart && point.statusAt < plannedFinish,
  )
  let from = { time: plannedStart, value: 0 }
  for (const { statusAt, plannedValue } of [...inside, { statusAt: plannedFinish, plannedValue: budget }]) {
    if (plannedValue >= value && plannedValue > from.value)
      return (
        from.time + ((statusAt - from.time) * Math.max(0, value - from.value)) / (plannedValue - from.value)
      )
    if (plannedValue >= from.value) from = { time: statusAt, value: plannedValue }
  }
  return plannedFinish
}
