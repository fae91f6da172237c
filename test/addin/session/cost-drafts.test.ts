import { expect, test } from 'vitest'
import {
  type CostDraft,
  type CostDrafts,
  countDrafted,
  draftedKinds,
  draftGivenCosts,
  readCostDrafts,
} from '#addin/session/cost-drafts.ts'
import { assumeCosts } from '#calc/simulate-prices.ts'
import type { CostKind } from '#model/entities/resource.ts'

const typed = (given: Partial<Record<CostKind, Partial<CostDraft>>>): CostDrafts =>
  Object.fromEntries(
    draftedKinds.map(kind => [kind, { timeShare: '', least: '', most: '', ...given[kind] }]),
  ) as CostDrafts

test('blank fields leave a kind to history and the default', () => {
  expect(readCostDrafts(typed({}))).toEqual({ request: {}, problems: new Map() })
  expect(countDrafted(typed({ labour: { least: ' ' } }))).toBe(0)
})

test('numbers are read as offices write them, a share in percent with the sign or without', () => {
  const drafts = typed({
    material: { least: '０．９', most: '1.2' },
    other: { timeShare: '30%' },
    machine: { timeShare: '7', least: '1', most: '1' },
  })
  expect(readCostDrafts(drafts).request).toEqual({
    costAssumptions: {
      material: { price: { least: 0.9, most: 1.2 } },
      machine: { timeShare: 0.07, price: { least: 1, most: 1 } },
      other: { timeShare: 0.3 },
    },
  })
  expect(countDrafted(drafts)).toBe(3)
})

test.each([
  [{ least: '便宜' }, 'not-a-number', 'least'],
  [{ timeShare: '130' }, 'ratio-out-of-range', 'timeShare'],
  [{ timeShare: '-1' }, 'ratio-out-of-range', 'timeShare'],
  [{ least: '0', most: '1.2' }, 'price-out-of-range', 'least'],
  [{ least: '0.9', most: '11' }, 'price-out-of-range', 'most'],
  [{ least: '0.9' }, 'price-range-incomplete', 'most'],
  [{ most: '1.1' }, 'price-range-incomplete', 'least'],
  [{ least: '1.1', most: '1.2' }, 'price-range-out-of-order', 'least'],
  [{ least: '0.8', most: '0.9' }, 'price-range-out-of-order', 'most'],
  [{ least: '1.2', most: '0.9' }, 'price-range-out-of-order', 'least'],
] as const)('%o is refused as %s at %s, and the kinds without fault stay', (draft, code, column) => {
  const { request, problems } = readCostDrafts(typed({ material: draft, labour: { timeShare: '90' } }))
  expect([...problems]).toMatchObject([['material', { code, column }]])
  expect(request).toEqual({ costAssumptions: { labour: { timeShare: 0.9 } } })
})

test('what was given for a simulation is what is typed for the next', () => {
  const given = { material: { price: { least: 0.9, most: 1.25 } }, other: { timeShare: 0.07 } }
  const drafts = draftGivenCosts(assumeCosts(given, [], null))
  expect(readCostDrafts(drafts).request).toEqual({ costAssumptions: given })
  expect(draftGivenCosts([])).toEqual(typed({}))
})
