import type { Problem } from '#model/problems.ts'
import type { FloatPaths } from './float-paths.ts'

/** Dates and floats of one or several plans; every array is aligned with the activities of the input, in its order. */
export interface ScheduleResult {
  /** What people call start and finish: actual dates where there are any, else early dates. Plan minutes. */
  start: Float64Array
  finish: Float64Array
  /** Early and late dates in plan minutes; of started activities those of the remaining work, of finished ones the point at which
   *  they stand in the network, as P6 stores them. NaN where absent. */
  earlyStart: Float64Array
  earlyFinish: Float64Array
  lateStart: Float64Array
  lateFinish: Float64Array
  /** Floats in working minutes of the activity's own calendar; NaN for finished activities. */
  totalFloat: Float64Array
  freeFloat: Float64Array
  /** 1 where critical by the project's rule. */
  isCritical: Uint8Array
  /** Latest early finish of each project, in the order of the input's projects; NaN for a project without activities. */
  projectFinish: Float64Array
  /** Float paths; null where no project asks for them. */
  floatPaths: FloatPaths | null
  findings: Problem[]
}
