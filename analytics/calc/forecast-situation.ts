/** What is known of a project at one status date. Times are elapsed days from the planned start; money is in one unit. */
export interface ForecastSituation {
  sector: string | null
  plannedDuration: number
  elapsed: number
  /** The time by which what is earned now was to be earned; the planned duration where the curve is unknown. */
  earnedSchedule: number
  budget: number
  plannedValue: number
  earnedValue: number
  actualCost: number
  /** Statuses before this one, in order of date; empty where they are not known. */
  earlier: readonly { earnedValue: number; actualCost: number }[]
  /** Empty where nothing is known of single activities. */
  activities: readonly SituationActivity[]
}

/** One activity as known at the status date. Of one in progress only its start is used: what a project reports as percent
 *  complete is often an estimate of the very thing to be forecast. */
export interface SituationActivity {
  /** Names the activity from one status to the next. */
  key: string
  plannedStart: number
  plannedFinish: number
  /** Planned working time, in any unit that `actualWork` shares. */
  plannedWork: number
  budget: number
  state: 'finished' | 'inProgress' | 'notStarted'
  actualStart: number | null
  actualWork: number | null
  actualCost: number | null
}

/** The planned rest as a share of the planned duration, 0..1: time not yet earned. */
export function restOfTime(situation: ForecastSituation): number {
  return Math.max(0, situation.plannedDuration - situation.earnedSchedule) / situation.plannedDuration
}

/** The earned share of the budget, 0..1. */
export function earnedShare(situation: ForecastSituation): number {
  return situation.budget > 0 ? Math.min(1, Math.max(0, situation.earnedValue / situation.budget)) : 0
}
