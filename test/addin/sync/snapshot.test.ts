import { expect, test } from 'vitest'
import { acknowledge, applyPull, emptySnapshot } from '#addin/sync/snapshot.ts'
import type { PullAnswer, SheetRows } from '#model/contract.ts'

const pull = (change: number, rows: Partial<SheetRows>): PullAnswer => ({
  projectId: 'P',
  change,
  resultNumber: 0,
  resultsFromChange: null,
  staleLinks: [],
  sheets: [{ sheet: 'activity', complete: false, rowKeys: [], columns: {}, removed: [], ...rows }],
})
const first = applyPull(
  emptySnapshot('P'),
  pull(5, { complete: true, rowKeys: ['a', 'b'], columns: { code: ['A', 'B'], duration: [480, 960] } }),
)

test('a pull of changes alters the rows it lists and adds new ones at the end', () => {
  const next = applyPull(first, pull(6, { rowKeys: ['b', 'c'], columns: { duration: [1440, 0] } }))
  expect(next.sheets.activity).toMatchObject({
    rowKeys: ['a', 'b', 'c'],
    columns: { code: ['A', 'B', null], duration: [480, 1440, 0] },
  })
  expect(next.change).toBe(6)
})

test('a row that a complete pull does not list is gone', () => {
  const next = applyPull(first, pull(6, { complete: true, rowKeys: ['b'], columns: { code: ['B'] } }))
  expect(next.sheets.activity?.rowKeys).toEqual(['b'])
})

test('a cell with an edit not yet taken keeps its base, and its row survives a deletion by others', () => {
  const keeps = (_: string, key: string) => (key === 'a' ? new Set(['duration']) : undefined)
  const next = applyPull(first, pull(6, { rowKeys: ['a'], columns: { code: ['A2'], duration: [9] } }), keeps)
  expect(next.sheets.activity?.columns).toMatchObject({ code: ['A2', 'B'], duration: [480, 960] })
  expect(applyPull(first, pull(6, { removed: ['a'] }), keeps).sheets.activity?.rowKeys).toEqual(['a', 'b'])
})

test('what the server acknowledged becomes the base; the given snapshot stays as it was', () => {
  const next = acknowledge(first, [{ sheet: 'activity', rowKey: 'a', field: 'duration', value: 7 }])
  expect(next.sheets.activity?.columns['duration']).toEqual([7, 960])
  expect(first.sheets.activity?.columns['duration']).toEqual([480, 960])
})
