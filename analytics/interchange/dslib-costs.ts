import { assignment as assignmentEntity, type Assignment } from '#model/entities/assignment.ts'
import { budgetLine as budgetLineEntity, type BudgetLine } from '#model/entities/budget-line.ts'
import type { Resource } from '#model/entities/resource.ts'
import type { RowKey, Thousandths } from '#model/field.ts'
import { roundMoney, roundToMinor, type MinorUnits } from '#model/money.ts'
import type { DslibActivity } from './dslib-activities.ts'
import { noteAt, numberOf, textOf, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

const newAssignment = rowMaker(assignmentEntity)
const newBudgetLine = rowMaker(budgetLineEntity)
/** `Mason[2.00 #6]` is 2 of 6 masons at a time, `mason` is one. */
const oneDemand = /^(.*\S)\s*\[\s*(\d+(?:[.,]\d+)?)[^\]]*\]$/

export interface DslibCosts {
  assignments: Assignment[]
  budgetLines: BudgetLine[]
  /** Planned cost of each activity by row key. */
  budgets: Map<string, MinorUnits>
}

/** Assignments with the source's own resource cost, and one budget line per activity for its other costs. Where the source counted no
 *  resource cost the assignments cost nothing, so that budgets add up to the source's. */
export function dslibCosts(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  activities: readonly DslibActivity[],
  resources: readonly Resource[],
  notUsed: NotUsed[],
): DslibCosts {
  const byName = new Map<string, Resource>()
  for (const resource of resources) if (!byName.has(resource.name)) byName.set(resource.name, resource)
  const costs: DslibCosts = { assignments: [], budgetLines: [], budgets: new Map() }
  for (const made of activities) {
    const { activity, row } = made
    const amount = (column: string) => numberOf(table, row, column, notUsed)
    const resourceCost = amount('resource_cost')
    const budget = roundToMinor(
      amount('total_cost') ?? sumOfParts(table, made, resourceCost, notUsed),
      currency,
    )
    const demands = readDemands(table, made, byName, notUsed)
    const shares = shareCost(roundToMinor(resourceCost ?? 0, currency), demands)
    demands.forEach(({ resource, units, quantity }, index) => {
      costs.assignments.push(
        newAssignment(projectId, namedKey('dslib', code, 'assignment', activity.code, String(index)), {
          activityKey: activity.rowKey,
          resourceKey: resource.rowKey,
          rate: thousandths(units),
          plannedQuantity: thousandths(quantity),
          plannedCost: shares[index] as MinorUnits,
        }),
      )
    })
    const rest = (budget - shares.reduce((sum, share) => sum + share, 0)) as MinorUnits
    if (rest !== 0)
      costs.budgetLines.push(
        newBudgetLine(projectId, namedKey('dslib', code, 'budget', activity.code), {
          activityKey: activity.rowKey,
          kind: 'other',
          amount: rest,
        }),
      )
    costs.budgets.set(activity.rowKey, budget)
  }
  return costs
}

export const currency = 'EUR'

/** The planned cost of a row without a total. The budgets that the release states for such projects are the sum of their fixed costs; a
 *  variable cost counts only where there is no fixed one. */
function sumOfParts(
  table: DslibTable,
  { row }: DslibActivity,
  resourceCost: number | null,
  notUsed: NotUsed[],
): number {
  const fixedCost = numberOf(table, row, 'fixed_cost', notUsed)
  const variableCost = numberOf(table, row, 'variable_cost', notUsed)
  if (fixedCost !== null && variableCost)
    noteAt(notUsed, table, row, 'variable_cost', {
      code: 'column-not-used',
      data: { column: 'variable_cost', count: 1 },
    })
  return (resourceCost ?? 0) + (fixedCost ?? variableCost ?? 0)
}

interface Demand {
  resource: Resource
  units: number
  /** Units times hours; for material the units themselves. */
  quantity: number
}

function readDemands(
  table: DslibTable,
  { activity, row }: DslibActivity,
  byName: ReadonlyMap<string, Resource>,
  notUsed: NotUsed[],
): Demand[] {
  return splitDemands(textOf(row, 'resource_demand') ?? '', byName).flatMap(part => {
    const parts = oneDemand.exec(part)
    const name = parts ? (parts[1] as string) : part
    const units = parts ? Number((parts[2] as string).replace(',', '.')) : 1
    const resource = byName.get(name)
    if (resource) {
      const hours = resource.kind === 'material' ? 1 : activity.duration / 60
      return [{ resource, units, quantity: units * hours }]
    }
    noteAt(notUsed, table, row, 'resource_demand', { code: 'resource-unknown', data: { resource: name } })
    return []
  })
}

/** Demands are parted by semicolons; by commas too where that gives names of resources (a comma is also a decimal sign in them). */
function splitDemands(text: string, byName: ReadonlyMap<string, Resource>): string[] {
  return text
    .split(';')
    .flatMap(part => {
      const names = part.split(',').map(name => name.trim())
      return !byName.has(part.trim()) && names.every(name => byName.has(name)) ? names : [part.trim()]
    })
    .filter(part => part !== '')
}

/** Splits a cost by what each demand would cost at its price, equally where nothing has a price; the last takes the rounding. */
function shareCost(cost: MinorUnits, demands: readonly Demand[]): MinorUnits[] {
  const weights = demands.map(({ resource, quantity }) => quantity * (resource.price ?? 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left: number = cost
  return weights.map((weight, index) => {
    const exact = total > 0 ? (cost * weight) / total : cost / weights.length
    const share = index === weights.length - 1 ? left : roundMoney(exact)
    left -= share
    return share as MinorUnits
  })
}

function thousandths(value: number): Thousandths {
  return Math.round(value * 1000) as Thousandths
}
