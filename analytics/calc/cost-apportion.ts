import type { Plan } from '#model/plan.ts'
import { isBelowWbs } from './cost-account-finder.ts'
import type { CostCells } from './cost-cells.ts'

/** Budget that no activity carries alone is planned and earned in step with a group of activities: PMI's apportioned
 *  effort. Sources: PMI, Practice Standard for Earned Value Management (2nd ed.), apportioned effort. */
export interface Apportioning {
  /** Aligned with the cells: the group they follow, -1 for cells of an ordinary activity. */
  groupOf: Int32Array
  groups: { activities: Int32Array; weights: Float64Array; weightSum: number }[]
}

/** Groups for the cells without an activity of their own: amounts of a summary follow the activities below it, amounts of
 *  an account the activities it covers, all others the whole project. Weights are the activities' own budgets, or their
 *  planned working time where none of the group has a budget. */
export function apportionCosts(
  plan: Plan,
  cells: CostCells,
  accountOfActivity: Int32Array,
  plannedWork: Float64Array,
): Apportioning {
  const ownBudget = new Float64Array(plan.activities.length)
  for (let cell = 0; cell < cells.length; cell++) {
    const activity = cells.activity[cell] as number
    if (activity >= 0) ownBudget[activity] = (ownBudget[activity] as number) + (cells.budget[cell] as number)
  }
  const isOrdinary = (index: number) => plan.activities[index]?.kind !== 'wbsSummary'
  const ordinary = plan.activities.map((_, index) => index).filter(isOrdinary)
  const groups: Apportioning['groups'] = []
  const groupByKey = new Map<string, number>()
  const groupOf = new Int32Array(cells.length).fill(-1)
  for (let cell = 0; cell < cells.length; cell++) {
    const activity = cells.activity[cell] as number
    const account = cells.account[cell] as number
    if (activity >= 0 && isOrdinary(activity)) continue
    const key = activity >= 0 ? `summary ${activity}` : `account ${account}`
    const known = groupByKey.get(key)
    if (known !== undefined) groupOf[cell] = known
    else {
      const members = membersOf(plan, ordinary, activity, account, accountOfActivity)
      groups.push(weigh(members.length > 0 ? members : ordinary, ownBudget, plannedWork))
      groupByKey.set(key, groups.length - 1)
      groupOf[cell] = groups.length - 1
    }
  }
  return { groupOf, groups }
}

/** The weighted mean of a ratio over a group; 0 for a group without activities. */
export function meanOfGroup(
  group: Apportioning['groups'][number],
  ratioOf: (activity: number) => number,
): number {
  if (group.weightSum <= 0) return 0
  let sum = 0
  for (let i = 0; i < group.activities.length; i++)
    sum += (group.weights[i] as number) * ratioOf(group.activities[i] as number)
  return Math.min(1, sum / group.weightSum)
}

function membersOf(
  plan: Plan,
  ordinary: number[],
  activity: number,
  account: number,
  accountOfActivity: Int32Array,
): number[] {
  if (activity < 0)
    return account < 0 ? ordinary : ordinary.filter(index => accountOfActivity[index] === account)
  const code = plan.activities[activity]?.wbs ?? null
  if (code === null) return []
  return ordinary.filter(index => {
    const wbs = plan.activities[index]?.wbs ?? null
    return wbs !== null && isBelowWbs(wbs, code)
  })
}

function weigh(
  members: number[],
  ownBudget: Float64Array,
  plannedWork: Float64Array,
): Apportioning['groups'][number] {
  const pick = (from: Float64Array) => Float64Array.from(members, index => Math.max(0, from[index] as number))
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const choices = [pick(ownBudget), pick(plannedWork), new Float64Array(members.length).fill(1)]
  const weights = choices.find(values => sum(values) > 0) ?? new Float64Array(members.length)
  return { activities: Int32Array.from(members), weights, weightSum: sum(weights) }
}
