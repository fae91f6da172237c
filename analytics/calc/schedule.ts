import type { Problem } from '#model/problems.ts'
import { criticalByFloat, markCritical } from './critical.ts'
import { findFloatPaths } from './float-paths.ts'
import { freeFloats, totalFloats } from './floats.ts'
import { calculateMsProject } from './ms-project-schedule.ts'
import { findLoops } from './network-loops.ts'
import { runPasses } from './run-passes.ts'
import type { ScheduleInput } from './schedule-input.ts'
import { resultOf } from './schedule-dates.ts'
import type { ScheduleResult } from './schedule-result.ts'
import { passUniformCompiled } from './uniform-kernel.ts'
import { passUniform } from './uniform-pass.ts'

export { prepareSchedule } from './prepare-schedule.ts'
export type { ScheduleInput } from './schedule-input.ts'

/** Dates and floats of a network by the critical path method, as Primavera P6 computes them, or Microsoft Project where the plans follow it. Loops are findings, each with
 *  its whole circle; what lies on or behind a loop has no dates, and what leads to it no late dates. */
export function calculateSchedule(input: ScheduleInput): ScheduleResult {
  const result = calculateDates(input)
  if (input.floatPaths.length > 0) result.floatPaths = findFloatPaths(input, result)
  return result
}

function calculateDates(input: ScheduleInput): ScheduleResult {
  if (input.msProject) {
    const { result, loops } = calculateMsProject(input, input.msProject)
    result.findings.unshift(...loops.map(loop => loopFinding(loop, input.activities)))
    return result
  }
  const dates = passUniformCompiled(input) ?? passUniform(input)
  if (!dates) return calculateNetwork(input)
  return resultOf(
    input,
    dates,
    dates.totalFloat,
    dates.freeFloat,
    criticalByFloat(input, dates.totalFloat, dates.first),
  )
}

/** `calculateSchedule` for any network, date by date in every calendar; `passUniform` is its short way for one calendar. */
export function calculateNetwork(input: ScheduleInput): ScheduleResult {
  const { activities, links } = input
  const state = runPasses(input)
  const totalFloat = totalFloats(state)
  const freeFloat = freeFloats(state)
  const result = resultOf(input, state, totalFloat, freeFloat, markCritical(state, totalFloat))
  if (state.network.order.length < activities.code.length)
    result.findings.unshift(...findLoops(state.network, links.to).map(loop => loopFinding(loop, activities)))
  return result
}

function loopFinding(loop: number[], { code, rowKey }: ScheduleInput['activities']): Problem {
  const first = loop[0] as number
  const cycle = [...loop, first].map(u => code[u] as string)
  const at = {
    sheet: 'activity',
    rowKey: rowKey[first] as string,
    code: code[first] as string,
    field: 'predecessors',
  }
  return { code: 'link-loop', at, data: { cycle } }
}
