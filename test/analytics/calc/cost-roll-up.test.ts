import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBelowWbs, makeCostAccountFinder } from '#calc/cost-account-finder.ts'
import { priceQuantity } from '#calc/cost-amount.ts'
import { rollUpCosts } from '#calc/cost-roll-up.ts'
import { sumSplit } from '#calc/cost-split.ts'
import type { Thousandths, UnitPrice } from '#model/field.ts'
import { describeProblem } from '#model/problems.ts'
import { day, minute, smallPlan, type SmallPlan } from '../../support/small-plan.ts'

const price = (quantity: number, unitPrice: number) =>
  priceQuantity(quantity as Thousandths, unitPrice as UnitPrice, 'CNY')

describe('quantity times price', () => {
  test('is rounded once to the fen, half away from zero', () => {
    expect(price(1_000, 12_345)).toBe(123)
    expect(price(1_000, 12_350)).toBe(124)
    expect(price(-1_000, 12_350)).toBe(-124)
  })
  test('stays exact where the product is beyond 2^53', () => {
    expect(price(900_719_925_475, 123_450_001)).toBe(1111938757006087)
  })
})

describe('the cost account of a WBS code', () => {
  const plan = smallPlan({
    costAccounts: [
      { rowKey: 'all', wbs: '1' },
      { rowKey: 'part', wbs: '1.2' },
      { rowKey: 'bill', wbs: '010302' },
      { rowKey: 'none' },
    ],
  })
  const find = makeCostAccountFinder(plan.costAccounts)
  test('is the one with the longest prefix', () => {
    expect(find('1.2.3')).toBe(1)
    expect(find('1.3')).toBe(0)
    expect(find('1.2')).toBe(1)
  })
  test('ends at a level: 1.2 does not cover 1.20, nor 1 cover 10', () => {
    expect(find('1.20')).toBe(0)
    expect(find('10')).toBe(-1)
  })
  test('follows the levels of bill codes, which have no separators (GB 50500: 2, 4, 6, 9 digits)', () => {
    expect(find('010302001')).toBe(2)
    expect(isBelowWbs('010302001', '01030')).toBe(false)
  })
  test('is none for an activity without WBS', () => {
    expect(find(null)).toBe(-1)
  })
})

const site: SmallPlan = {
  project: { dataDate: minute('2026-03-10T17:00') },
  activities: [
    { rowKey: 'A', wbs: '1.1' },
    { rowKey: 'B', wbs: '1.2' },
    { rowKey: 'C', wbs: '9' },
  ],
  resources: [
    { rowKey: 'crew', kind: 'labour', price: 4_000_000 },
    { rowKey: 'steel', kind: 'material' },
  ],
  costAccounts: [
    { rowKey: 'one', wbs: '1' },
    { rowKey: 'two', wbs: '2' },
  ],
  assignments: [
    { rowKey: 'a1', activityKey: 'A', resourceKey: 'crew', plannedQuantity: 10_500 },
    { rowKey: 'a2', activityKey: 'B', resourceKey: 'steel', plannedCost: 700_00, actualCost: 150_00 },
    { rowKey: 'a3', activityKey: 'C', resourceKey: 'crew', plannedCost: 11 },
    { rowKey: 'a4', activityKey: 'C', resourceKey: 'steel', plannedQuantity: 5_000 },
  ],
  budgetLines: [
    { rowKey: 'b1', costAccountKey: 'two', activityKey: 'A', kind: 'subcontract', amount: 5_00 },
    { rowKey: 'b2', costAccountKey: null, activityKey: 'B', kind: 'machine', amount: 6_00 },
    { rowKey: 'b3', costAccountKey: null, activityKey: null, kind: 'other', amount: 7_00 },
  ],
  costEntries: [
    { rowKey: 'c1', bookedOn: day('2026-03-10'), costAccountKey: 'one', kind: 'labour', amount: 1_00 },
    { rowKey: 'c2', bookedOn: day('2026-03-11'), costAccountKey: 'one', kind: 'labour', amount: 2_00 },
    { rowKey: 'c3', bookedOn: day('2026-03-01'), activityKey: 'gone', kind: 'other', amount: 3_00 },
  ],
}

describe('rolling up costs', () => {
  const plan = smallPlan(site)
  const costs = rollUpCosts(plan, plan.project.dataDate)
  const finding = (code: string) => costs.findings.find(problem => problem.code === code)

  test('an assignment costs its planned cost, else quantity times price, else nothing known', () => {
    expect(costs.assignmentBudget).toEqual([4200_00, 700_00, 11, null])
  })
  test('a row belongs to the account it names, else to that of its activity', () => {
    expect(costs.accounts[0]?.budget).toEqual({
      labour: 4200_00,
      material: 700_00,
      machine: 6_00,
      subcontract: 0,
      other: 0,
    })
    expect(costs.accounts[1]?.budget.subcontract).toBe(5_00)
  })
  test('what no account covers is named with its amount and stays in the total', () => {
    expect(sumSplit(costs.unallocated.budget)).toBe(7_11)
    expect(finding('cost-unallocated')?.data).toMatchObject({ budget: 7.11, actual: 3 })
    expect(sumSplit(costs.total.budget)).toBe(4200_00 + 700_00 + 11 + 5_00 + 6_00 + 7_00)
  })
  test('an amount beyond what money can hold fails with the place of its row', () => {
    const huge = { rowKey: 'a9', activityKey: 'A', resourceKey: 'crew', plannedQuantity: 9e15 }
    expect(() => rollUpCosts(smallPlan({ ...site, assignments: [huge] }), null)).toThrow(
      expect.objectContaining({ code: 'money-too-large', at: expect.objectContaining({ rowKey: 'a9' }) }),
    )
  })
  test('a cost booked after the data date is left out of actual cost and said', () => {
    expect(costs.accounts[0]?.actual.labour).toBe(1_00)
    expect(finding('cost-after-data-date')?.data).toMatchObject({ count: 1, amount: 2 })
  })
  test('a row of an activity that is gone is named and its amount kept', () => {
    expect(finding('cost-reference-missing')?.at).toEqual({ sheet: 'costEntry', rowKey: 'c3' })
    expect(sumSplit(costs.total.actual)).toBe(150_00 + 1_00 + 3_00)
  })
  test('a resource without price is named with its assignments', () => {
    const problem = finding('resource-without-price')
    expect(problem && describeProblem(problem, 'zh')).toContain('steel')
  })
})

test('accounts and the unallocated rest sum to the total, to the fen, for any rows', () => {
  const key = (names: string[]) => fc.constantFrom(...names, null)
  const amount = fc.integer({ min: -1e9, max: 1e12 })
  const kind = fc.constantFrom('labour', 'material', 'machine', 'subcontract', 'other')
  const row = fc.record({
    costAccountKey: key(['one', 'two']),
    activityKey: key(['A', 'B', 'C']),
    kind,
    amount,
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), rows => {
      const budgetLines = rows.map((values, index) => ({ rowKey: `b${index}`, ...values }))
      const costs = rollUpCosts(smallPlan({ ...site, budgetLines }), null)
      const parts = [...costs.accounts, costs.unallocated]
      const sum = (side: 'budget' | 'actual') =>
        parts.reduce((total, part) => total + sumSplit(part[side]), 0)
      expect(sum('budget')).toBe(sumSplit(costs.total.budget))
      expect(sum('actual')).toBe(sumSplit(costs.total.actual))
      expect(costs.cells.budget.reduce((a, b) => a + b, 0)).toBe(sumSplit(costs.total.budget))
    }),
    { numRuns: 60 },
  )
})
