import { workAt, type WorkCalendar } from './calendar.ts'
import { addLag, finishFromStart } from './lag.ts'
import { linkKinds, shapes, statuses, type ScheduleInput } from './schedule-input.ts'
import type { ScheduleState } from './schedule-state.ts'

/** 1 for critical activities by each project's rule: total float at most the project's limit, or on the longest path. Open
 *  ends are critical where the project says so; finished activities never are. */
export function markCritical(state: ScheduleState, totalFloat: Float64Array): Uint8Array {
  const { activities, projects } = state.input
  const critical = criticalByFloat(state.input, totalFloat, state.network.first)
  if (!projects.byLongestPath.includes(1)) return critical
  const isOnPath = longestPath(state)
  for (let u = 0; u < critical.length; u++) {
    const project = activities.project[u] as number
    if (projects.byLongestPath[project] !== 1 || activities.status[u] === statuses.finished) continue
    critical[u] = isOnPath[u] === 1 || isOpenEnd(state.input, state.network.first, u) ? 1 : 0
  }
  return critical
}

/** 1 for unfinished activities whose total float is at most their project's limit, and for open ends where they count. Links of
 *  activity u are from `first[u]` to before `first[u + 1]`. */
export function criticalByFloat(
  input: ScheduleInput,
  totalFloat: Float64Array,
  first: Int32Array,
): Uint8Array {
  const { project, status } = input.activities
  const { criticalFloat, openEndsAreCritical } = input.projects
  const hasOpenEnds = openEndsAreCritical.includes(1)
  const critical = new Uint8Array(totalFloat.length)
  for (let u = 0; u < critical.length; u++) {
    if (status[u] === statuses.finished) continue
    if (totalFloat[u]! <= criticalFloat[project[u]!]! || (hasOpenEnds && isOpenEnd(input, first, u)))
      critical[u] = 1
  }
  return critical
}

function isOpenEnd({ activities, projects }: ScheduleInput, first: Int32Array, u: number): boolean {
  const isDriving = activities.shape[u]! < shapes.levelOfEffort
  return projects.openEndsAreCritical[activities.project[u]!] === 1 && isDriving && first[u] === first[u + 1]
}

/** 1 for activities on the longest path: those that end their project, and back from them through the links that drive. */
export function longestPath(state: ScheduleState): Uint8Array {
  const { network, input, earlyFinish, projectEnd } = state
  const { project, status, shape } = input.activities
  const path = new Uint8Array(earlyFinish.length)
  for (let place = network.order.length - 1; place >= 0; place--) {
    const u = network.order[place] as number
    if ((shape[u] as number) >= shapes.levelOfEffort) continue
    if (earlyFinish[u] === projectEnd[project[u] as number] && status[u] !== statuses.finished) {
      path[u] = 1
      continue
    }
    const end = network.first[u + 1] as number
    for (let slot = network.first[u] as number; slot < end; slot++) {
      if (path[state.to[slot] as number] === 1 && drives(state, u, slot)) {
        path[u] = 1
        break
      }
    }
  }
  return path
}

/** True when the start that a link asks for is the start its successor has. */
function drives(state: ScheduleState, u: number, slot: number): boolean {
  const v = state.to[slot] as number
  const how = state.kind[slot] as number
  const calendar = state.calendarOf[v] as WorkCalendar
  const own = ((how & 1) === 0 ? state.earlyFinish[u] : state.earlyStart[u]) as number
  const date = addLag(state.lagCalendar[slot] as WorkCalendar, own, state.lag[slot] as number)
  const isPoint = (state.input.activities.shape[v] as number) === shapes.finished
  if (isPoint) return date === (state.earlyStart[v] as number)
  if (how <= linkKinds.startToStart) return workAt(calendar, date) === (state.startWork[v] as number)
  const finish = how === linkKinds.startToFinish ? finishFromStart(calendar, date) : date
  return workAt(calendar, finish) === (state.finishWork[v] as number)
}
