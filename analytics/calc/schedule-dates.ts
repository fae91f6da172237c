import type { Problem } from '#model/problems.ts'
import { statuses } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'
import type { ScheduleState } from './schedule-state.ts'

/** 9999-12-31T23:59, the last minute a sheet can show; a date past it is no date. */
const lastPlanMinute = 4_223_371_679
const first1970 = 0
const last2200 = 121_492_800

/** What the passes found as the result people get: actual dates where there are any, projects' finishes, and a finding for
 *  every activity that ends outside 1970 to 2200. */
export function resultOf(
  state: ScheduleState,
  totalFloat: Float64Array,
  freeFloat: Float64Array,
  isCritical: Uint8Array,
): ScheduleResult {
  const { activities, projects, findings } = state.input
  const count = activities.code.length
  const start = state.earlyStart.slice()
  const finish = state.earlyFinish.slice()
  const projectFinish = new Float64Array(projects.code.length).fill(Number.NaN)
  const found: Problem[] = [...findings]
  for (let u = 0; u < count; u++) {
    const actualStart = activities.actualStart[u] as number
    const actualFinish = activities.actualFinish[u] as number
    if (activities.status[u] === statuses.finished) {
      finish[u] = actualFinish
      start[u] = actualStart === actualStart ? actualStart : actualFinish
    } else if (actualStart === actualStart) start[u] = actualStart
    if (isFar(state.earlyStart[u] as number) || isFar(state.earlyFinish[u] as number))
      found.push(farFinding(state, u))
    const own = activities.project[u] as number
    if (!((projectFinish[own] as number) >= (finish[u] as number))) projectFinish[own] = finish[u] as number
  }
  for (let i = 0; i < projectFinish.length; i++) {
    // A project with an undated activity has no known finish.
    if (state.projectEnd[i] !== state.projectEnd[i]) projectFinish[i] = Number.NaN
  }
  const dates = [
    start,
    finish,
    state.earlyStart,
    state.earlyFinish,
    state.lateStart,
    state.lateFinish,
    projectFinish,
  ]
  for (const column of [...dates, totalFloat, freeFloat])
    for (let i = 0; i < column.length; i++)
      if (!(Math.abs(column[i] as number) <= lastPlanMinute)) column[i] = Number.NaN
  return {
    start,
    finish,
    earlyStart: state.earlyStart,
    earlyFinish: state.earlyFinish,
    lateStart: state.lateStart,
    lateFinish: state.lateFinish,
    totalFloat,
    freeFloat,
    isCritical,
    projectFinish,
    findings: found,
  }
}

function isFar(date: number): boolean {
  return date < first1970 || date > last2200
}

function farFinding(state: ScheduleState, u: number): Problem {
  const { code, rowKey } = state.input.activities
  const finish = state.earlyFinish[u] as number
  const year = Math.floor(1970 + finish / 525_949.2)
  return {
    code: 'date-out-of-range',
    at: { sheet: 'activity', rowKey: rowKey[u] as string, code: code[u] as string, field: 'earlyFinish' },
    data: { date: String(year) },
  }
}
