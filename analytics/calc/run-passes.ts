import { backwardPass } from './backward-pass.ts'
import { forwardPass } from './forward-pass.ts'
import { delayAsLateAsPossible } from './late-as-possible.ts'
import { buildNetwork } from './network.ts'
import { shapes, type ScheduleInput } from './schedule-input.ts'
import { makeState, type ScheduleState } from './schedule-state.ts'
import { placeSpans } from './span-activities.ts'

/** Early and late dates of a network by both passes, spans placed last. What lies on a loop or behind one has no dates. */
export function runPasses(input: ScheduleInput): ScheduleState {
  const { activities, links } = input
  const state = makeState(input, buildNetwork(activities.code.length, links.from, links.to))
  forwardPass(state)
  findEnds(state)
  if (activities.asLateAsPossible.includes(1)) {
    delayAsLateAsPossible(state)
    findEnds(state)
  }
  backwardPass(state)
  placeSpans(state)
  return state
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
