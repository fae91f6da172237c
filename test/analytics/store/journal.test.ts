import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChangeEntry, Operation, Store } from '#store/store.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, memoryStore } from '../../support/memory-store.ts'

let store: Store
beforeEach(async () => {
  store = await memoryStore()
  const row = makeRow('activity', { projectId: 'P', rowKey: 'a', code: 'A1', name: '挖土' })
  await store.write(tx => tx.insertPlans([makePlan('P', { activities: [row] })], author))
})
afterEach(() => store.close())

test('an import is journalled row by row with the row as it came', async () => {
  const entries = await store.journal('P', { limit: 100 })
  expect(entries.map(entry => [entry.sheet, entry.operation, entry.change, entry.who])).toEqual([
    ['activity', 'import', 1, '王工'],
    ['project', 'import', 1, '王工'],
  ])
  expect(entries[0]?.newValue).toMatchObject({ code: 'A1', name: '挖土' })
})

test('the history of a cell starts with the value it was imported with', async () => {
  await push([entry('a', 'set', 'name', '挖土', '土方开挖')])
  await push([entry('a', 'set', 'duration', 0, 960)])
  await push([entry('a', 'delete', null, { name: '土方开挖' }, null)])
  const history = await store.journal('P', { sheet: 'activity', rowKey: 'a', field: 'name', limit: 10 })
  expect(history.map(({ change, oldValue, newValue }) => [change, oldValue, newValue])).toEqual([
    [4, '土方开挖', null],
    [2, '挖土', '土方开挖'],
    [1, null, '挖土'],
  ])
})

test('parts of one batch go on counting its edits', async () => {
  await store.write(async tx => {
    const change = await tx.nextChange('P')
    await tx.appendChanges('P', change, [entry('a', 'set', 'name', 1, 2)], author)
    await tx.appendChanges('P', change, [entry('a', 'set', 'name', 2, 3)], author)
  })
  const entries = await store.journal('P', { limit: 2 })
  expect(entries.map(({ ordinal, newValue }) => [ordinal, newValue])).toEqual([
    [1, 3],
    [0, 2],
  ])
})

test('since a change, a row is either touched or removed, whichever came last', async () => {
  await push([entry('a', 'set', 'name', 1, 2), entry('b', 'create', null, null, {})])
  await push([entry('b', 'delete', null, {}, null), entry('c', 'delete', null, {}, null)])
  await push([entry('c', 'create', null, null, {})])
  const changed = await store.changedSince('P', 1)
  expect(changed.change).toBe(4)
  expect([...(changed.touched.get('activity') ?? [])].toSorted()).toEqual(['a', 'c'])
  expect([...(changed.removed.get('activity') ?? [])]).toEqual(['b'])
  expect((await store.changedSince('P', 4)).touched.size).toBe(0)
})

test('a set code is reported as a renaming, another field is not', async () => {
  await push([entry('a', 'set', 'code', 'A1', 'A2'), entry('b', 'set', 'name', 'x', 'y')])
  expect((await store.changedSince('P', 1)).renamed).toEqual(new Map([['activity', new Set(['a'])]]))
})

function entry(
  rowKey: string,
  operation: Operation,
  field: string | null,
  oldValue: unknown,
  newValue: unknown,
): ChangeEntry {
  return { sheet: 'activity', rowKey, operation, field, oldValue, newValue }
}

function push(entries: ChangeEntry[]): Promise<void> {
  return store.write(async tx => tx.appendChanges('P', await tx.nextChange('P'), entries, author))
}
