import type { Problem } from '#model/problems.ts'
import { backwardPass } from './backward-pass.ts'
import { criticalByFloat, markCritical } from './critical.ts'
import { freeFloats, totalFloats } from './floats.ts'
import { forwardPass } from './forward-pass.ts'
import { delayAsLateAsPossible } from './late-as-possible.ts'
import { calculateMsProject } from './ms-project-schedule.ts'
import { buildNetwork } from './network.ts'
import { findLoops } from './network-loops.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'
import { resultOf } from './schedule-dates.ts'
import type { ScheduleResult } from './schedule-result.ts'
import { makeState, type ScheduleState } from './schedule-state.ts'
import { placeSpans } from './span-activities.ts'
import { passUniform } from './uniform-pass.ts'

export { prepareSchedule } from './prepare-schedule.ts'
export type { ScheduleInput } from './schedule-input.ts'

/** Dates and floats of a network by the critical path method, as Primavera P6 computes them, or Microsoft Project where the plans follow it. Loops are findings, each with
 *  its whole circle; what lies on or behind a loop has no dates, and what leads to it no late dates. */
export function calculateSchedule(input: ScheduleInput): ScheduleResult {
  if (input.msProject) {
    const { result, loops } = calculateMsProject(input, input.msProject)
    result.findings.unshift(...loops.map(loop => loopFinding(loop, input.activities)))
    return result
  }
  const dates = passUniform(input)
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
  const network = buildNetwork(activities.code.length, links.from, links.to)
  const state = makeState(input, network)
  forwardPass(state)
  findEnds(state)
  if (activities.asLateAsPossible.includes(1)) {
    delayAsLateAsPossible(state)
    findEnds(state)
  }
  backwardPass(state)
  placeSpans(state)
  const totalFloat = totalFloats(state)
  const freeFloat = freeFloats(state)
  const result = resultOf(input, state, totalFloat, freeFloat, markCritical(state, totalFloat))
  if (network.order.length < activities.code.length)
    result.findings.unshift(...findLoops(network, links.to).map(loop => loopFinding(loop, activities)))
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

/** Latest early finish of each project, and of all in the last place; NaN where a date is not known. Spans do not count. */
function findEnds(state: ScheduleState): void {
  const { projectEnd, earlyFinish, input } = state
  const { project, shape } = input.activities
  const all = projectEnd.length - 1
  projectEnd.fill(Number.NEGATIVE_INFINITY)
  for (let u = 0; u < earlyFinish.length; u++) {
    if ((shape[u] as number) >= shapes.levelOfEffort) continue
    const finish = earlyFinish[u] as number
    const own = project[u] as number
    if (!(finish <= (projectEnd[own] as number)))
      projectEnd[own] = keepUnknown(projectEnd[own] as number, finish)
    if (!(finish <= (projectEnd[all] as number)))
      projectEnd[all] = keepUnknown(projectEnd[all] as number, finish)
  }
  for (let i = 0; i < projectEnd.length; i++)
    if (projectEnd[i] === Number.NEGATIVE_INFINITY) projectEnd[i] = Number.NaN
}

function keepUnknown(end: number, finish: number): number {
  return end === end ? finish : end
}
