import type { Activity } from '#model/entities/activity.ts'

/** Work in one calendar, pauses counted in. The spans of a task begin together. */
export interface MsProjectSpan {
  calendar: number
  length: number
}

/** What MS Project's rules need to know of one activity. Times are plan minutes, NaN where there is none. */
export interface MsProjectTask {
  /** The calendar its slack is counted in: its own, else the project's. */
  calendar: number
  /** All its work, or what remains of it once it has started; none for a milestone. */
  spans: MsProjectSpan[]
  constraint: Activity['constraintKind']
  constraintAt: number
  deadline: number
  /** The start an accepted levelling gave it; it starts no earlier. */
  levelledStart: number
  /** What tasks of plans that are not here demand. */
  externalStart: number
  externalFinish: number
  /** Where the remaining work of a started task goes on. */
  resume: number
  /** Whether links may push the remaining work of a started task. */
  mayBeSplit: boolean
}

/** A link; one of a summary task leaves all the tasks under it, and its date is the latest finish or earliest start among them. */
export interface MsProjectLink {
  from: number[]
  to: number
  /** As `linkKinds`. */
  kind: number
  lag: number
  isElapsed: boolean
  /** The calendar the lag is counted in. */
  calendar: number
}

export interface MsProjectFrame {
  start: number
  /** The finish a project is planned back from; NaN where it is planned from its start. */
  finish: number
  /** Whether a task without successors has no slack ("calculate multiple critical paths"). */
  hasManyCriticalPaths: boolean
}

/** One or several plans that follow MS Project's rules, aligned with the activities of the schedule input. */
export interface MsProjectInput {
  tasks: MsProjectTask[]
  links: MsProjectLink[]
  projects: MsProjectFrame[]
}
