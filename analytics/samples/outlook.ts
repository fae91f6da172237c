import type { Activity } from '#model/entities/activity.ts'
import type { Risk } from '#model/entities/risk.ts'
import type { Ratio, RowKey, Thousandths, WorkMinutes } from '#model/field.ts'
import type { MinorUnits } from '#model/money.ts'
import type { Plan } from '#model/plan.ts'
import type { SampleRandom } from './sample-random.ts'

type Three = readonly [least: number, likely: number, most: number]

/** One line of a sample risk register: delays in days, costs in 万元, activities by name. */
interface RiskDraft {
  name: string
  status?: Risk['status']
  probability: number
  activities: readonly string[]
  delay?: Three
  cost?: Three
  owner: string
  mitigation?: { what: string; cost: number; probability: number; impact: number }
}

/** What is not certain of a running sample project, and the machine that its work has to share. */
export interface Outlook {
  risks: readonly RiskDraft[]
  /** Three-point estimates as multiples of the planned duration. */
  estimates: readonly (readonly [activity: string, ...range: Three])[]
  machine: {
    name: string
    specification: string
    available: number
    uses: readonly (readonly [activity: string, units: number])[]
  }
}

/** The plan with a risk register, three-point estimates and a machine that is shared; costs and dates stay as they are, since the machine is
 *  paid out of the overheads for hoisting. A risk of finished work only counts as closed. Throws on a name of no activity. */
export function addOutlook(plan: Plan, outlook: Outlook, random: SampleRandom): Plan {
  const byName = new Map(plan.activities.map(activity => [activity.name, activity]))
  const find = (name: string): Activity => {
    const found = byName.get(name)
    if (!found) throw new RangeError(`No such activity: ${name}`)
    return found
  }
  const perDay = new Map(plan.calendars.map(row => [row.rowKey as string, row.minutesPerDay]))
  const estimates = new Map(
    outlook.estimates.map(([name, ...range]) => {
      const { rowKey, duration, calendarKey } = find(name)
      const day = perDay.get(calendarKey ?? '') ?? 480
      return [rowKey as string, range.map(times => wholeDays(duration * times, day))] as const
    }),
  )
  const { projectId } = plan.project
  const machineKey = random.key<'resource'>()
  const { name, specification, available, uses } = outlook.machine
  return {
    ...plan,
    activities: plan.activities.map(activity => {
      const [least, likely, most] = estimates.get(activity.rowKey) ?? []
      if (least === undefined || likely === undefined || most === undefined) return activity
      return {
        ...activity,
        optimisticDuration: least,
        mostLikelyDuration: likely,
        pessimisticDuration: most,
      }
    }),
    resources: [
      ...plan.resources,
      {
        projectId,
        rowKey: machineKey,
        code: 'J-10',
        name,
        kind: 'machine',
        specification,
        unit: '台班',
        price: null,
        available: (available * 1000) as Thousandths,
        calendarKey: null,
        stock: null,
        dailySupply: null,
        leadDays: null,
      },
    ],
    assignments: [
      ...plan.assignments,
      ...uses.map(([user, units]) => ({
        projectId,
        rowKey: random.key<'assignment'>(),
        activityKey: find(user).rowKey,
        resourceKey: machineKey,
        rate: (units * 1000) as Thousandths,
        plannedQuantity: null,
        plannedCost: null,
        actualQuantity: null,
        remainingQuantity: null,
        actualCost: null,
      })),
    ],
    risks: outlook.risks.map((draft, index) =>
      riskRow(draft, index, draft.activities.map(find), projectId, random),
    ),
  }
}

function riskRow(
  { name, status = 'open', probability, delay, cost, owner, mitigation }: RiskDraft,
  index: number,
  activities: readonly Activity[],
  projectId: RowKey<'project'>,
  random: SampleRandom,
): Risk {
  const open = activities.filter(({ actualFinish }) => actualFinish === null)
  const isOver = activities.length > 0 && open.length === 0
  const named = isOver ? activities : open
  const days = (at: number) => (delay ? (((delay[at] as number) * 480) as WorkMinutes) : null)
  const money = (wan: number | undefined) => (wan === undefined ? null : ((wan * 1_000_000) as MinorUnits))
  return {
    projectId,
    rowKey: random.key(),
    code: `FX-${String(index + 1).padStart(2, '0')}`,
    name,
    status: isOver ? 'closed' : status,
    probability: probability as Ratio,
    activities: named.length > 0 ? named.map(({ code }) => code).join(';') : null,
    leastDelay: days(0),
    likelyDelay: days(1),
    mostDelay: days(2),
    leastCost: money(cost?.[0]),
    likelyCost: money(cost?.[1]),
    mostCost: money(cost?.[2]),
    owner,
    mitigation: mitigation?.what ?? null,
    mitigationCost: money(mitigation?.cost),
    residualProbability: (mitigation?.probability ?? null) as Ratio | null,
    residualImpact: (mitigation?.impact ?? null) as Ratio | null,
  }
}

function wholeDays(minutes: number, day: number): WorkMinutes {
  return (Math.max(1, Math.round(minutes / day)) * day) as WorkMinutes
}
