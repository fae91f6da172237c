import type { Problem } from '#model/problems.ts'
import { statuses, type ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** Dates as the passes leave them. */
export interface PassDates {
  earlyStart: Float64Array
  earlyFinish: Float64Array
  lateStart: Float64Array
  lateFinish: Float64Array
  /** Latest early finish of each project; NaN where it is not known. */
  projectEnd: Float64Array
}

/** 9999-12-31T23:59, the last minute a sheet can show; a date past it is no date. */
const lastPlanMinute = 4_223_371_679
/** The most working minutes a stored float can hold. */
const mostWork = 2_147_483_647
/** 2200-12-31T24:00. */
const last2200 = 121_492_800

/** What the passes found as the result people get: actual dates where there are any, projects' finishes, and a finding for
 *  every activity that ends outside 1970 to 2200. The columns of the passes become those of the result. */
export function resultOf(
  input: ScheduleInput,
  dates: PassDates,
  totalFloat: Float64Array,
  freeFloat: Float64Array,
  isCritical: Uint8Array,
): ScheduleResult {
  const { activities, projects } = input
  const { status, project, actualStart, actualFinish } = activities
  const { earlyStart, earlyFinish, lateStart, lateFinish } = dates
  const findings: Problem[] = [...input.findings]
  const start = earlyStart.slice()
  const finish = earlyFinish.slice()
  const projectFinish = new Float64Array(projects.code.length).fill(Number.NEGATIVE_INFINITY)
  let isFar = false
  for (let u = 0; u < start.length; u++) {
    if (status[u] !== statuses.notStarted) {
      if (status[u] === statuses.finished) finish[u] = actualFinish[u]!
      start[u] = Number.isNaN(actualStart[u]!) ? finish[u]! : actualStart[u]!
    }
    const ends = finish[u]!
    if (earlyStart[u]! < 0 || !(earlyFinish[u]! <= last2200) || lateStart[u]! < 0) isFar = true
    const own = project[u]!
    if (ends > projectFinish[own]!) projectFinish[own] = ends
  }
  for (let i = 0; i < projectFinish.length; i++) {
    // A project with an undated activity has no known finish.
    if (Number.isNaN(dates.projectEnd[i]!) || projectFinish[i] === Number.NEGATIVE_INFINITY)
      projectFinish[i] = Number.NaN
  }
  if (isFar) {
    findFar(input, earlyStart, earlyFinish, findings)
    const columns = [start, finish, earlyStart, earlyFinish, lateStart, lateFinish, projectFinish]
    for (const column of columns) dropBeyond(column, lastPlanMinute)
    for (const column of [totalFloat, freeFloat]) dropBeyond(column, mostWork)
  }
  return {
    start,
    finish,
    earlyStart,
    earlyFinish,
    lateStart,
    lateFinish,
    totalFloat,
    freeFloat,
    isCritical,
    projectFinish,
    floatPaths: null,
    findings,
  }
}

function dropBeyond(column: Float64Array, limit: number): void {
  for (let i = 0; i < column.length; i++) if (!(Math.abs(column[i]!) <= limit)) column[i] = Number.NaN
}

function findFar(
  { activities }: ScheduleInput,
  earlyStart: Float64Array,
  earlyFinish: Float64Array,
  findings: Problem[],
): void {
  for (let u = 0; u < earlyStart.length; u++) {
    const date = earlyStart[u]! < 0 ? earlyStart[u]! : earlyFinish[u]!
    if (date >= 0 && date <= last2200) continue
    if (Number.isNaN(date)) continue
    findings.push({
      code: 'date-out-of-range',
      at: {
        sheet: 'activity',
        rowKey: activities.rowKey[u] as string,
        code: activities.code[u] as string,
        field: 'earlyFinish',
      },
      data: { date: String(Math.floor(1970 + date / 525_949.2)) },
    })
  }
}
