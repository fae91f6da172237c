import { type WorkCalendar, workAt } from '#calc/calendar.ts'
import { priceQuantity } from '#calc/cost-amount.ts'
import type { CostEntry } from '#model/entities/cost-entry.ts'
import type { CostKind } from '#model/entities/resource.ts'
import { type MinorUnits, roundMoney } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import { dayOf, formatDay, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import type { RealCourse } from './real-course.ts'
import type { SampleRandom } from './sample-random.ts'

/** Cost entries of the real course for the periods that `cutOffs` (ascending) close: each activity's cost by kind as its work
 *  goes on, overheads as time goes on. Amounts are what has accrued less what is booked, so they sum without a rest. */
export function bookCosts(
  plan: Plan,
  course: RealCourse,
  calendars: ReadonlyMap<string, WorkCalendar>,
  cutOffs: readonly PlanMinute[],
  random: SampleRandom,
): CostEntry[] {
  const drafts = [...activityDrafts(plan, course, calendars), ...overheadDrafts(plan, course)]
  const entries: CostEntry[] = []
  for (const draft of drafts) {
    let booked = 0
    cutOffs.forEach((cutOff, period) => {
      const accrued = roundMoney(draft.total * draft.shareAt(cutOff))
      if (accrued === booked) return
      const lastDay = dayOf(cutOff) - 1
      const firstDay = Math.max(dayOf(draft.start), dayOf(cutOffs[period - 1] ?? (0 as PlanMinute)))
      entries.push({
        projectId: plan.project.projectId,
        rowKey: random.key(),
        bookedOn: Math.max(firstDay, lastDay - random.integer(0, 5)) as PlanDay,
        ...draft.names,
        amount: (accrued - booked) as MinorUnits,
        quantity: null,
        voucher: null,
        sourceDocument: null,
      })
      booked = accrued
    })
  }
  return numberVouchers(entries)
}

interface Draft {
  names: Pick<CostEntry, 'costAccountKey' | 'activityKey' | 'kind' | 'description'>
  total: number
  start: PlanMinute
  shareAt: (minute: number) => number
}

function activityDrafts(
  plan: Plan,
  course: RealCourse,
  calendars: ReadonlyMap<string, WorkCalendar>,
): Draft[] {
  const resources = new Map(plan.resources.map(row => [row.rowKey as string, row]))
  const indexOf = new Map(plan.activities.map((row, index) => [row.rowKey as string, index]))
  const budgets = new Map<string, { index: number; kind: CostKind; amount: number }>()
  for (const row of plan.assignments) {
    const resource = resources.get(row.resourceKey)
    const index = indexOf.get(row.activityKey)
    if (!resource || index === undefined) continue
    const amount =
      row.plannedCost ??
      (resource.price !== null && row.plannedQuantity !== null
        ? priceQuantity(row.plannedQuantity, resource.price, plan.project.currency)
        : 0)
    const key = `${index} ${resource.kind}`
    const known = budgets.get(key)
    if (known) known.amount += amount
    else budgets.set(key, { index, kind: resource.kind, amount })
  }
  return [...budgets.values()].map(({ index, kind, amount }) => {
    const activity = plan.activities[index] as Plan['activities'][number]
    const calendar = calendars.get(activity.calendarKey ?? '') as WorkCalendar
    const start = course.start[index] as PlanMinute
    const from = workAt(calendar, start)
    const length = workAt(calendar, course.finish[index] as number) - from
    return {
      names: {
        costAccountKey: null,
        activityKey: activity.rowKey,
        kind,
        description: `${activity.name}${costNames[kind]}`,
      },
      total: amount * (course.costFactor[index] as number),
      start,
      shareAt: minute => Math.min(1, Math.max(0, (workAt(calendar, minute) - from) / length)),
    }
  })
}

const costNames: Record<CostKind, string> = {
  labour: '人工费',
  material: '材料费',
  machine: '机械费',
  subcontract: '分包工程款',
  other: '费用',
}

function overheadDrafts(plan: Plan, course: RealCourse): Draft[] {
  const first = course.start.reduce((least, minute) => Math.min(least, minute), Number.POSITIVE_INFINITY)
  const last = course.finish.reduce((most, minute) => Math.max(most, minute), 0)
  return plan.budgetLines.map(line => ({
    names: {
      costAccountKey: line.costAccountKey,
      activityKey: null,
      kind: line.kind,
      description: plan.costAccounts.find(row => row.rowKey === line.costAccountKey)?.name ?? null,
    },
    total: line.amount * course.overheadFactor,
    start: first as PlanMinute,
    shareAt: minute => Math.min(1, Math.max(0, (minute - first) / (last - first))),
  }))
}

/** Vouchers run by month in order of date: 记-202603-0012. */
function numberVouchers(entries: CostEntry[]): CostEntry[] {
  const sorted = [...entries].sort((a, b) => a.bookedOn - b.bookedOn)
  const numbers = new Map<string, number>()
  return sorted.map(entry => {
    const month = formatDay(entry.bookedOn).slice(0, 7).replace('-', '')
    const number = (numbers.get(month) ?? 0) + 1
    numbers.set(month, number)
    const serial = String(number).padStart(4, '0')
    return {
      ...entry,
      voucher: `记-${month}-${serial}`,
      sourceDocument: `${papers[entry.kind]}-${month}-${serial}`,
    }
  })
}

const papers: Record<CostKind, string> = {
  labour: '劳务结算单',
  material: '材料入库单',
  machine: '机械台班单',
  subcontract: '分包结算单',
  other: '费用报销单',
}
