import { backwardPass } from './backward-pass.ts'
import { markCritical } from './critical.ts'
import { freeFloats, totalFloats } from './floats.ts'
import { forwardPass } from './forward-pass.ts'
import { delayAsLateAsPossible } from './late-as-possible.ts'
import { buildNetwork } from './network.ts'
import { findLoops } from './network-loops.ts'
import { shapes, statuses, type ScheduleInput } from './schedule-input.ts'
import { resultOf } from './schedule-dates.ts'
import type { ScheduleResult } from './schedule-result.ts'
import { makeState, type ScheduleState } from './schedule-state.ts'
import { placeSpans } from './span-activities.ts'

export { prepareSchedule } from './prepare-schedule.ts'
export type { ScheduleInput } from './schedule-input.ts'

/** Dates and floats of a network by the critical path method, as Primavera P6 computes them. Loops are findings, each with
 *  its whole circle; what lies on or behind a loop has no dates, and what leads to it no late dates. */
export function calculateSchedule(input: ScheduleInput): ScheduleResult {
  const { activities, links } = input
  const network = buildNetwork(activities.code.length, links.from, links.to)
  const state = makeState(input, network)
  const isLooped = network.order.length < activities.code.length
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
  const result = resultOf(state, totalFloat, freeFloat, markCritical(state, totalFloat))
  if (isLooped) {
    for (const loop of findLoops(network, links.to)) {
      const first = loop[0] as number
      const cycle = [...loop, first].map(u => activities.code[u] as string)
      result.findings.unshift({
        code: 'link-loop',
        at: {
          sheet: 'activity',
          rowKey: activities.rowKey[first] as string,
          code: activities.code[first] as string,
          field: 'predecessors',
        },
        data: { cycle },
      })
    }
  }
  return result
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

/** How far an activity has come: not started, active or finished. */
export const activityStatuses = statuses
