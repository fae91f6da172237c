import type { Plan } from '#model/plan.ts'
import type { Problem } from '#model/problems.ts'
import { finishAt, standardCalendar, workAt, type WorkCalendar } from './calendar.ts'
import type { ScheduleResult } from './schedule-result.ts'

/** When each activity was planned to be worked on, aligned with `plan.activities`. */
export interface PlannedSpans {
  /** Plan minutes; NaN where neither baseline nor schedule gives dates. */
  start: Float64Array
  finish: Float64Array
  /** The same as working minutes of the activity's calendar. */
  workStart: Float64Array
  workFinish: Float64Array
  calendarOf: Int32Array
  calendars: readonly WorkCalendar[]
  projectCalendar: WorkCalendar
  findings: Problem[]
}

/** Planned dates from the current baseline; of activities it does not hold, the scheduled ones: the actual start and the
 *  duration from there once started, else early dates. Without any baseline planned value cannot show delay, which is reported. */
export function planSpans(
  plan: Plan,
  schedule: Pick<ScheduleResult, 'start' | 'finish'>,
  calendars: ReadonlyMap<string, WorkCalendar>,
): PlannedSpans {
  const spans = emptySpans(plan, calendars)
  const baseline = currentBaseline(plan)
  const baselineOf = new Map(
    plan.baselineActivities
      .filter(row => row.baselineKey === baseline?.rowKey)
      .map(row => [row.activityKey as string, row]),
  )
  const reversed: string[] = []
  plan.activities.forEach((activity, index) => {
    const calendar = spans.calendars[spans.calendarOf[index] as number] as WorkCalendar
    const frozen = baselineOf.get(activity.rowKey)
    let start = frozen?.start ?? Number.NaN
    let finish = frozen?.finish ?? Number.NaN
    const isReversed = finish < start && activity.duration > 0
    if (isReversed) reversed.push(activity.code)
    if (isReversed || Number.isNaN(start) || Number.isNaN(finish)) {
      start = schedule.start[index] ?? Number.NaN
      finish =
        activity.actualStart !== null && activity.duration > 0
          ? finishAt(calendar, workAt(calendar, start) + activity.duration)
          : (schedule.finish[index] ?? Number.NaN)
    }
    spans.start[index] = start
    spans.finish[index] = Math.max(start, finish)
    spans.workStart[index] = workAt(calendar, start)
    spans.workFinish[index] = workAt(calendar, Math.max(start, finish))
  })
  if (reversed.length > 0)
    spans.findings.push({
      code: 'baseline-dates-reversed',
      at: { sheet: 'baseline' },
      data: { count: reversed.length, activities: reversed.slice(0, 10) },
    })
  if (!baseline && plan.activities.length > 0)
    spans.findings.push({
      code: 'no-baseline',
      at: { sheet: 'baseline' },
      data: { project: plan.project.code },
    })
  return spans
}

/** The baseline marked current, else the one with the highest number; null where there is none. */
export function currentBaseline(plan: Pick<Plan, 'baselines'>): Plan['baselines'][number] | null {
  const marked = plan.baselines.find(row => row.isCurrent)
  if (marked) return marked
  return plan.baselines.reduce<Plan['baselines'][number] | null>(
    (last, row) => (last === null || row.number > last.number ? row : last),
    null,
  )
}

function emptySpans(plan: Plan, calendars: ReadonlyMap<string, WorkCalendar>): PlannedSpans {
  const count = plan.activities.length
  const list: WorkCalendar[] = []
  const indexOf = new Map<string, number>()
  const indexOfCalendar = (key: string) => {
    const known = indexOf.get(key)
    if (known !== undefined) return known
    list.push(calendars.get(key) ?? standardCalendar)
    indexOf.set(key, list.length - 1)
    return list.length - 1
  }
  const projectCalendar = plan.project.calendarKey ?? plan.calendars[0]?.rowKey ?? ''
  return {
    start: new Float64Array(count),
    finish: new Float64Array(count),
    workStart: new Float64Array(count),
    workFinish: new Float64Array(count),
    calendarOf: Int32Array.from(plan.activities, activity =>
      indexOfCalendar(activity.calendarKey ?? projectCalendar),
    ),
    calendars: list,
    projectCalendar: calendars.get(projectCalendar) ?? standardCalendar,
    findings: [],
  }
}
