import type { Words } from '#model/field.ts'
import type { ProblemPlace } from '#model/problems.ts'

export type CauseKind =
  | 'dataDate'
  | 'progress'
  | 'calendar'
  | 'option'
  | 'activity'
  | 'duration'
  | 'constraint'
  | 'link'
  | 'cost'
  | 'other'

/** One cause of a movement. Times are plan minutes, work minutes of the project's calendar, money minor units; later and more are positive. */
export interface Cause {
  kind: CauseKind
  at: ProblemPlace
  text: Words
  /** How many rows or cells it stands for. */
  changes: number
  moved: number | null
  movedWork: number | null
  movedBudget: number
  finish: number | null
}

/** Why finish and budget of a plan moved; the causes add up to the movement. */
export interface Explanation {
  finish: { before: number | null; after: number | null }
  moved: number | null
  movedWork: number | null
  minutesPerDay: number
  budget: { before: number; after: number }
  causes: Cause[]
}
