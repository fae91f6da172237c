import type { Activity } from '#model/entities/activity.ts'
import type { WorkMinutes, Words } from '#model/field.ts'
import type { Plan } from '#model/plan.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { type WorkCalendar, workBetween } from './calendar.ts'
import { type ChangeStep, takeFields } from './explain-steps.ts'
import { minutesPerDay } from './explain-words.ts'
import { dateText, daysOf } from './plan-fault.ts'
import { calculateSchedule, prepareSchedule } from './schedule.ts'

/** The move of the data date with all work going as planned, then each activity whose reported progress differs from that; those
 *  with the least float first, what is beyond `most` together. */
export function findProgressSteps(
  plan: Plan,
  after: Plan,
  { others, most }: { others: readonly Plan[]; most: number },
): ChangeStep[] {
  const input = prepareSchedule([plan, ...others])
  const schedule = calculateSchedule(input)
  const [from, to] = [plan.project.dataDate, after.project.dataDate]
  const moves = from !== to
  const goesOn = moves && from !== null && to !== null && to > from
  const planned = new Map<string, Activity>()
  const floats = new Map<string, number>()
  for (const [index, activity] of plan.activities.entries()) {
    const calendar = input.calendars[input.activities.calendar[index] as number] as WorkCalendar
    const early = [schedule.earlyStart[index], schedule.earlyFinish[index]] as [number, number]
    planned.set(activity.rowKey, goesOn ? asPlanned(activity, early, to, calendar) : activity)
    floats.set(activity.rowKey, schedule.totalFloat[index] as number)
  }
  const steps: ChangeStep[] = []
  if (moves) {
    steps.push({
      ...step('dataDate'),
      at: { sheet: 'project', rowKey: after.project.rowKey, code: after.project.code, field: 'dataDate' },
      text: dataDateWords(from, to, goesOn),
      apply: given => ({
        ...given,
        project: { ...given.project, dataDate: to },
        activities: given.activities.map(activity => planned.get(activity.rowKey) ?? activity),
      }),
    })
  }
  const differing = after.activities.filter(now => {
    const expected = planned.get(now.rowKey)
    return expected !== undefined && !isSame(expected, takeFields(expected, now))
  })
  differing.sort((a, b) => floatOf(floats, a) - floatOf(floats, b))
  for (const now of differing.slice(0, most))
    steps.push({
      ...step('progress'),
      at: {
        sheet: 'activity',
        rowKey: now.rowKey,
        code: now.code,
        field: now.actualFinish !== null ? 'actualFinish' : 'remainingDuration',
      },
      text: progressWords(planned.get(now.rowKey) as Activity, now, after, goesOn),
      apply: given => ({
        ...given,
        activities: given.activities.map(row => (row.rowKey === now.rowKey ? takeFields(row, now) : row)),
      }),
    })
  const rest = new Map(differing.slice(most).map(now => [now.rowKey as string, now]))
  if (rest.size > 0)
    steps.push({
      ...step('progress'),
      changes: rest.size,
      text: { zh: `其余 ${rest.size} 道工序的进度`, en: `Progress of ${rest.size} further activities` },
      apply: given => ({
        ...given,
        activities: given.activities.map(row => {
          const now = rest.get(row.rowKey)
          return now ? takeFields(row, now) : row
        }),
      }),
    })
  return steps
}

function step(kind: 'dataDate' | 'progress'): Omit<ChangeStep, 'text' | 'apply'> {
  return { kind, at: {}, changes: 1, movesDates: true, movesBudget: false }
}

/** An activity as it stands at a later data date when all goes as planned. */
function asPlanned(
  activity: Activity,
  [start, finish]: [number, number],
  at: number,
  calendar: WorkCalendar,
): Activity {
  const isSpan = activity.kind === 'levelOfEffort' || activity.kind === 'wbsSummary'
  if (activity.actualFinish !== null || isSpan || !(start < at)) return activity
  const actualStart = activity.actualStart ?? (start as PlanMinute)
  if (finish <= at)
    return {
      ...activity,
      actualStart,
      actualFinish: finish as PlanMinute,
      remainingDuration: 0 as WorkMinutes,
    }
  return {
    ...activity,
    actualStart,
    remainingDuration: Math.max(0, workBetween(calendar, at, finish)) as WorkMinutes,
  }
}

function isSame(a: Activity, b: Activity): boolean {
  return (
    a.actualStart === b.actualStart &&
    a.actualFinish === b.actualFinish &&
    a.remainingDuration === b.remainingDuration &&
    a.suspendedAt === b.suspendedAt &&
    a.resumedAt === b.resumedAt &&
    a.expectedFinish === b.expectedFinish &&
    (a.remainingDuration !== null || a.completeRatio === b.completeRatio)
  )
}

function floatOf(floats: ReadonlyMap<string, number>, activity: Activity): number {
  const float = floats.get(activity.rowKey) ?? Number.NaN
  return Number.isNaN(float) ? Number.MAX_VALUE : float
}

function dataDateWords(from: number | null, to: number | null, goesOn: boolean): Words {
  const [old, now] = [from, to].map(date => (date === null ? '—' : dateText(date).slice(0, 10)))
  return {
    zh: `检查日期 ${old} → ${now}${goesOn ? '（其间均按计划进行）' : ''}`,
    en: `Data date ${old} → ${now}${goesOn ? ' (all going as planned)' : ''}`,
  }
}

function progressWords(planned: Activity, now: Activity, plan: Plan, goesOn: boolean): Words {
  const { code } = now
  const day = (date: number | null) => (date === null ? '—' : dateText(date).slice(0, 10))
  const perDay = minutesPerDay(plan, now)
  const rest = (activity: Activity) =>
    activity.actualFinish !== null
      ? 0
      : daysOf(
          activity.remainingDuration ?? Math.round(activity.duration * (1 - (activity.completeRatio ?? 0))),
          perDay,
        )
  if (now.actualFinish !== null)
    return planned.actualFinish === null
      ? {
          zh: `${code} ${day(now.actualFinish)} 完成${goesOn ? `，按计划还剩 ${rest(planned)} 天` : ''}`,
          en: `${code} finished ${day(now.actualFinish)}${goesOn ? `, ${rest(planned)} d were planned to be left` : ''}`,
        }
      : {
          zh: `${code} 实际完成 ${day(planned.actualFinish)} → ${day(now.actualFinish)}`,
          en: `${code} actual finish ${day(planned.actualFinish)} → ${day(now.actualFinish)}`,
        }
  if (now.actualStart === null)
    return {
      zh: `${code} 未按计划于 ${day(planned.actualStart)} 开始`,
      en: `${code} did not start on ${day(planned.actualStart)} as planned`,
    }
  return {
    zh: `${code} 剩余 ${rest(now)} 天，${goesOn ? '按计划' : '原为'} ${rest(planned)} 天`,
    en: `${code} has ${rest(now)} d left, ${goesOn ? 'by plan' : 'before'} ${rest(planned)} d`,
  }
}
