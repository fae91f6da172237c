import type { Activity } from '#model/entities/activity.ts'
import type { Words } from '#model/field.ts'
import { workBetween } from './calendar.ts'
import { type CheckedPlan, notRun, type PlanCheck, ran, shareOf } from './plan-check.ts'
import { calculateSchedule, type ScheduleInput } from './schedule.ts'

const noBaseline: Words = { zh: '没有当前基线', en: 'There is no current baseline' }
const noDataDate: Words = { zh: '项目没有检查日期', en: 'The project has no data date' }
/** Days added to a critical activity by check 12. */
const addedDays = 600

/** Check 11: of the activities that the baseline has finished by the data date, those finished later or not at all. */
export function checkMissed(checked: CheckedPlan): PlanCheck {
  const name = { zh: '未按基线完成', en: 'Missed activities' }
  const due = dueByBaseline(checked)
  if ('reason' in due) return notRun(11, name, checked.limits.missedActivities, due.reason)
  const missed = due.activities.filter(
    ({ activity, finish }) => activity.actualFinish === null || activity.actualFinish > finish,
  )
  return ran({
    number: 11,
    name,
    metric: shareOf(missed.length, due.activities.length),
    threshold: checked.limits.missedActivities,
    count: missed.length,
    of: due.activities.length,
    items: missed.map(({ activity }) => activity.code),
  })
}

/** Check 12: 600 days more on a critical activity move the finish by as much; the metric is the share of them that arrives. */
export function checkCriticalPath(checked: CheckedPlan): PlanCheck {
  const name = { zh: '关键路径测试', en: 'Critical path test' }
  const tested = mostCritical(checked)
  if (tested === null) return notRun(12, name, 1, { zh: '没有未完成的工序', en: 'Nothing is unfinished' })
  const activity = checked.plan.activities[tested] as Activity
  const { calendar, minutesPerDay } = checked.calendarOf(activity)
  const added = addedDays * minutesPerDay
  const longer = calculateSchedule(lengthen(checked.input, tested, added))
  const moved = workBetween(
    calendar,
    checked.schedule.projectFinish[0] as number,
    longer.projectFinish[0] as number,
  )
  // Another calendar on the way may round the movement by a day.
  const isWhole = Math.abs(moved - added) <= minutesPerDay
  return ran(
    {
      number: 12,
      name,
      metric: isWhole ? 1 : moved / added,
      threshold: 1,
      count: isWhole ? 0 : 1,
      of: 1,
      items: isWhole ? [] : [activity.code],
    },
    {
      moreIsBetter: true,
      reason: {
        zh: `在 ${activity.code} 上增加 ${addedDays} 天`,
        en: `${addedDays} days added to ${activity.code}`,
      },
    },
  )
}

/** The network with one activity longer; MS Project's rules keep their own lengths. */
function lengthen(input: ScheduleInput, tested: number, added: number): ScheduleInput {
  const remaining = Float64Array.from(input.activities.remaining)
  remaining[tested] = (remaining[tested] as number) + added
  const tasks = input.msProject?.tasks.map((task, u) => {
    if (u !== tested) return task
    const spans = task.spans.length > 0 ? task.spans : [{ calendar: task.calendar, length: 0 }]
    return { ...task, spans: spans.map(span => ({ ...span, length: span.length + added })) }
  })
  return {
    ...input,
    activities: { ...input.activities, remaining },
    msProject: input.msProject && tasks ? { ...input.msProject, tasks } : null,
  }
}

/** Check 13, critical path length index: (days to the finish + total float) / days to the finish, in the project's calendar. */
export function checkPathLength(checked: CheckedPlan): PlanCheck {
  const name = { zh: '关键路径长度指数', en: 'Critical path length index' }
  const threshold = checked.limits.pathIndex
  const finish = checked.schedule.projectFinish[0]
  if (checked.dataDate === null) return notRun(13, name, threshold, noDataDate)
  const last = checked.open.reduce<number | null>(
    (found, index) => (checked.schedule.earlyFinish[index] === finish ? index : found),
    null,
  )
  if (finish === undefined || last === null)
    return notRun(13, name, threshold, { zh: '没有未完成的工序', en: 'Nothing is unfinished' })
  const { calendar } = checked.calendarOf(checked.plan.activities[last] as Activity)
  const length = workBetween(calendar, checked.dataDate, finish)
  if (length <= 0)
    return notRun(13, name, threshold, {
      zh: '到完工没有剩余工作时间',
      en: 'No working time is left to the finish',
    })
  const metric = (length + (checked.schedule.totalFloat[last] as number)) / length
  const fails = metric < threshold
  const items = fails ? [checked.plan.activities[last]?.code as string] : []
  return ran(
    { number: 13, name, metric, threshold, count: items.length, of: 1, items },
    { moreIsBetter: true },
  )
}

/** Check 14, baseline execution index: activities finished / activities that the baseline has finished by the data date. */
export function checkExecution(checked: CheckedPlan): PlanCheck {
  const name = { zh: '基线执行指数', en: 'Baseline execution index' }
  const threshold = checked.limits.executionIndex
  const due = dueByBaseline(checked)
  if ('reason' in due) return notRun(14, name, threshold, due.reason)
  const finished = checked.plan.activities.filter(
    ({ actualFinish, rowKey }) =>
      actualFinish !== null && (checked.baselineOf.get(rowKey)?.finish ?? null) !== null,
  ).length
  const open = due.activities.filter(({ activity }) => activity.actualFinish === null)
  return ran(
    {
      number: 14,
      name,
      metric: shareOf(finished, due.activities.length),
      threshold,
      count: open.length,
      of: due.activities.length,
      items: open.map(({ activity }) => activity.code),
    },
    { moreIsBetter: true },
  )
}

function dueByBaseline({
  baselineOf,
  dataDate,
  plan,
}: CheckedPlan): { activities: { activity: Activity; finish: number }[] } | { reason: Words } {
  if (baselineOf.size === 0) return { reason: noBaseline }
  if (dataDate === null) return { reason: noDataDate }
  const activities = plan.activities.flatMap(activity => {
    const finish = baselineOf.get(activity.rowKey)?.finish ?? null
    return finish !== null && finish <= dataDate ? [{ activity, finish }] : []
  })
  return activities.length === 0
    ? { reason: { zh: '基线中没有应已完成的工序', en: 'By the baseline nothing is due yet' } }
    : { activities }
}

/** The unfinished activity of some length with the least total float that starts first. */
function mostCritical({ open, schedule, input }: CheckedPlan): number | null {
  const { totalFloat, earlyStart } = schedule
  const isBefore = (a: number, b: number) =>
    totalFloat[a] === totalFloat[b]
      ? (earlyStart[a] as number) < (earlyStart[b] as number)
      : (totalFloat[a] as number) < (totalFloat[b] as number)
  return open
    .filter(index => (input.activities.remaining[index] as number) > 0 && !Number.isNaN(totalFloat[index]))
    .reduce<number | null>((best, index) => (best === null || isBefore(index, best) ? index : best), null)
}
