import type { Problem } from '#model/problems.ts'
import type { WorkCalendar } from './calendar.ts'
import type { FloatPathRequest } from './float-paths.ts'
import type { MsProjectInput } from './ms-project-input.ts'

/** How an activity's dates follow from the bounds on them. */
export const shapes = {
  /** Work of some length in one calendar. */
  work: 0,
  /** A task without length. */
  instant: 1,
  startMilestone: 2,
  finishMilestone: 3,
  /** Finished: a point that passes its bounds on as they are. */
  finished: 4,
  /** Finished, and its own actual dates count instead of the logic before it. */
  finishedAsRecorded: 5,
  /** Work in the calendars of its resources. */
  resourceWork: 6,
  /** Level of effort: spans what it is linked to, drives nothing. */
  levelOfEffort: 7,
  /** Spans the activities of its WBS branch. */
  wbsSummary: 8,
} as const
export type Shape = (typeof shapes)[keyof typeof shapes]

export const linkKinds = { finishToStart: 0, startToStart: 1, finishToFinish: 2, startToFinish: 3 } as const
export const statuses = { notStarted: 0, active: 1, finished: 2 } as const

/** Activities as columns; times are plan minutes, work is minutes of the activity's calendar. */
export interface ActivityColumns {
  code: string[]
  rowKey: string[]
  wbs: (string | null)[]
  project: Int32Array
  calendar: Int32Array
  shape: Uint8Array
  status: Uint8Array
  /** Work still to do. */
  remaining: Float64Array
  /** Bounds of constraints, data date and planned start; infinite where there is none. */
  startMin: Float64Array
  startMax: Float64Array
  finishMin: Float64Array
  finishMax: Float64Array
  /** Dates that override the logic; NaN where there is none. */
  mandatoryStart: Float64Array
  mandatoryFinish: Float64Array
  expectedFinish: Float64Array
  actualStart: Float64Array
  actualFinish: Float64Array
  asLateAsPossible: Uint8Array
  /** Calendars of the resources of activity i: `resourceCalendar[resourceFirst[i]]` to before `[resourceFirst[i + 1]]`. */
  resourceFirst: Int32Array
  resourceCalendar: Int32Array
}

/** Links as columns; the lag is what is left of it, in working minutes of its calendar. */
export interface LinkColumns {
  from: Int32Array
  to: Int32Array
  kind: Uint8Array
  lag: Float64Array
  calendar: Int32Array
}

export interface ProjectColumns {
  code: string[]
  dataDate: Float64Array
  /** NaN where the project has none. */
  mustFinishBy: Float64Array
  criticalFloat: Float64Array
  byLongestPath: Uint8Array
  openEndsAreCritical: Uint8Array
  /** 0 finish float, 1 start float, 2 the smaller. */
  floatBy: Uint8Array
  floatToNetworkEnd: Uint8Array
}

/** One or several plans as one network, ready to be sent to a worker. */
export interface ScheduleInput {
  activities: ActivityColumns
  /** Links that drive dates. */
  links: LinkColumns
  /** Links of levels of effort, which follow but never drive. */
  effortLinks: LinkColumns
  projects: ProjectColumns
  calendars: WorkCalendar[]
  /** Index of the calendar that everything follows where the short way of `passUniform` can be taken. */
  uniformCalendar: number | null
  /** Float paths that projects ask for. */
  floatPaths: FloatPathRequest[]
  /** What MS Project's rules need where all plans follow them; they then take the place of P6's. */
  msProject: MsProjectInput | null
  findings: Problem[]
}
