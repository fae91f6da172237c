import type { Activity } from '#model/entities/activity.ts'
import type { Words } from '#model/field.ts'
import { type CheckedPlan, notRun, type PlanCheck, ran, shareOf } from './plan-check.ts'
import { spansLeftOut } from './plan-check-links.ts'

/** Constraints that hold an activity whatever the logic says. */
const hard: ReadonlySet<string> = new Set([
  'mandatoryStart',
  'mandatoryFinish',
  'startOn',
  'finishOn',
  'startOnOrBefore',
  'finishOnOrBefore',
])

/** Check 5: unfinished activities with a hard constraint. */
export function checkConstraints(checked: CheckedPlan): PlanCheck {
  const failing = openWhere(
    checked,
    ({ constraintKind, secondConstraintKind }) =>
      hard.has(constraintKind ?? '') || hard.has(secondConstraintKind ?? ''),
  )
  return share(
    checked,
    5,
    { zh: '硬性限制', en: 'Hard constraints' },
    failing,
    checked.limits.hardConstraints,
  )
}

/** Check 6: unfinished activities with more total float than the limit of days. */
export function checkHighFloat(checked: CheckedPlan): PlanCheck {
  const failing = openWhere(checked, (activity, index) => {
    const float = checked.schedule.totalFloat[index] as number
    return float > checked.limits.longDays * checked.calendarOf(activity).minutesPerDay
  })
  return share(checked, 6, { zh: '总时差过大', en: 'High float' }, failing, checked.limits.highFloat)
}

/** Check 7: unfinished activities with negative total float. */
export function checkNegativeFloat(checked: CheckedPlan): PlanCheck {
  const failing = openWhere(checked, (_, index) => (checked.schedule.totalFloat[index] as number) < 0)
  const { count, of, items } = rowsOf(checked, failing)
  return ran({
    number: 7,
    name: { zh: '负时差', en: 'Negative float' },
    metric: count,
    threshold: 0,
    count,
    of,
    items,
  })
}

/** Check 8: unfinished activities longer than the limit of days. */
export function checkHighDuration(checked: CheckedPlan): PlanCheck {
  const failing = openWhere(
    checked,
    activity => activity.duration > checked.limits.longDays * checked.calendarOf(activity).minutesPerDay,
  )
  return share(checked, 8, { zh: '工期过长', en: 'High duration' }, failing, checked.limits.highDuration)
}

/** Check 9: actual dates after the data date, and forecast dates before it. */
export function checkDates(checked: CheckedPlan): PlanCheck {
  const name = { zh: '无效日期', en: 'Invalid dates' }
  const { dataDate, plan, schedule } = checked
  if (dataDate === null)
    return notRun(9, name, 0, { zh: '项目没有检查日期', en: 'The project has no data date' })
  const failing = plan.activities.flatMap((activity, index) => {
    const isLate =
      (activity.actualStart ?? dataDate) > dataDate || (activity.actualFinish ?? dataDate) > dataDate
    const isEarly = activity.actualFinish === null && (schedule.earlyFinish[index] as number) < dataDate
    return isLate || isEarly ? [index] : []
  })
  const { count, items } = rowsOf(checked, failing)
  return ran({ number: 9, name, metric: count, threshold: 0, count, of: plan.activities.length, items })
}

/** Check 10: unfinished activities of some length without a resource or a budget. */
export function checkResources(checked: CheckedPlan): PlanCheck {
  const name = { zh: '未分配资源', en: 'Resources' }
  const { plan } = checked
  if (plan.assignments.length === 0 && !plan.budgetLines.some(line => line.activityKey !== null))
    return notRun(10, name, 0, { zh: '计划未加载资源与成本', en: 'The plan is not resource or cost loaded' })
  const loaded = new Set<string>()
  for (const { activityKey } of plan.assignments) loaded.add(activityKey)
  for (const { activityKey } of plan.budgetLines) if (activityKey !== null) loaded.add(activityKey)
  const failing = openWhere(checked, activity => activity.duration > 0 && !loaded.has(activity.rowKey))
  const { count, of, items } = rowsOf(checked, failing)
  return ran({ number: 10, name, metric: count, threshold: 0, count, of, items })
}

function openWhere(
  { plan, open }: CheckedPlan,
  fails: (activity: Activity, index: number) => boolean,
): number[] {
  return open.filter(index => fails(plan.activities[index] as Activity, index))
}

function rowsOf(
  { plan, open }: CheckedPlan,
  failing: readonly number[],
): Pick<PlanCheck, 'count' | 'of' | 'items'> {
  return {
    count: failing.length,
    of: open.length,
    items: failing.map(index => plan.activities[index]?.code as string),
  }
}

function share(
  checked: CheckedPlan,
  number: number,
  name: Words,
  failing: readonly number[],
  threshold: number,
): PlanCheck {
  const rows = rowsOf(checked, failing)
  return ran(
    { ...rows, number, name, metric: shareOf(rows.count, rows.of), threshold },
    { reason: spansLeftOut(checked.leftOut) },
  )
}
