import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { calculateSchedule, prepareSchedule, type ScheduleInput } from './schedule.ts'
import type { ScheduleResult } from './schedule-result.ts'

/**
 * Dates of one plan in the network of all plans it is linked with. The result is that of the plan alone, aligned with its
 * activities, its findings those that concern it, among them loops that run through several projects; `input` is of all, the
 * plan's own activities first. A note says which projects took part.
 */
export function scheduleWithOthers(
  plan: Plan,
  others: readonly Plan[],
): { input: ScheduleInput; schedule: ScheduleResult } {
  const input = prepareSchedule([plan, ...others])
  const whole = calculateSchedule(input)
  if (others.length === 0) return { input, schedule: whole }
  const count = plan.activities.length
  const own = <Column extends Float64Array | Uint8Array>(column: Column) => column.slice(0, count) as Column
  const schedule: ScheduleResult = {
    start: own(whole.start),
    finish: own(whole.finish),
    earlyStart: own(whole.earlyStart),
    earlyFinish: own(whole.earlyFinish),
    lateStart: own(whole.lateStart),
    lateFinish: own(whole.lateFinish),
    totalFloat: own(whole.totalFloat),
    freeFloat: own(whole.freeFloat),
    isCritical: own(whole.isCritical),
    projectFinish: whole.projectFinish.slice(0, 1),
    floatPaths: whole.floatPaths && {
      path: whole.floatPaths.path.slice(0, count),
      order: whole.floatPaths.order.slice(0, count),
    },
    findings: [togetherWith(plan, others), ...ownFindings(plan, whole.findings)],
  }
  return { input, schedule }
}

function togetherWith({ project }: Plan, others: readonly Plan[]): Problem {
  return {
    code: 'calculated-with-projects',
    at: { sheet: 'project', rowKey: project.rowKey, code: project.code },
    data: { project: project.code, others: others.map(other => other.project.code) },
  }
}

/** Findings about rows of the plan, and loops that one of its activities is on. */
function ownFindings(plan: Plan, findings: readonly Problem[]): Problem[] {
  const keys = new Set<string>([plan.project.rowKey])
  for (const { rowKey } of [...plan.activities, ...plan.links, ...plan.calendars, ...plan.calendarExceptions])
    keys.add(rowKey)
  const codes = new Set(plan.activities.map(activity => activity.code))
  return findings.filter(({ code, at, data }) => {
    if (at?.rowKey !== undefined && keys.has(at.rowKey)) return true
    const cycle = data?.['cycle']
    return code === 'link-loop' && Array.isArray(cycle) && cycle.some(one => codes.has(String(one)))
  })
}
