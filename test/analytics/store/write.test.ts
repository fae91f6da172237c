import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '#model/problems.ts'
import type { ChangeEntry, Store } from '#store/store.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, memoryStore, someTime } from '../../support/memory-store.ts'

let store: Store
beforeEach(async () => {
  store = await memoryStore()
})
afterEach(() => store.close())

const wbs = (rowKey: string, name = rowKey) => makeRow('wbs', { projectId: 'P', rowKey, code: rowKey, name })
const set = (rowKey: string, field: string, oldValue: unknown, newValue: unknown): ChangeEntry => ({
  sheet: 'wbs',
  rowKey,
  operation: 'set',
  field,
  oldValue,
  newValue,
})

test('a batch that fails half way leaves nothing behind', async () => {
  const failing = store.write(async tx => {
    await tx.insertPlans([makePlan('P', { wbs: [wbs('1')] })], author)
    await tx.insertRows('wbs', [wbs('2')])
    await tx.nextChange('P')
    throw new Error('the work gave up')
  })
  await expect(failing).rejects.toThrow('the work gave up')
  expect(await store.projects()).toEqual([])
  expect(await store.rows('wbs', 'P')).toEqual([])
  await expect(store.projectState('P')).rejects.toMatchObject({ code: 'project-unknown' })
})

test('a value that a column cannot hold is refused with its place, and no row of the batch is kept', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => wbs(String(i)))
  const bad = { ...rows[4999], name: null } as unknown as (typeof rows)[0]
  const failing = store.write(tx => tx.insertRows('wbs', [...rows.slice(0, 4999), bad]))
  await expect(failing).rejects.toMatchObject({
    code: 'row-not-storable',
    at: { sheet: 'wbs', rowKey: '4999', field: 'name' },
  })
  await store.write(tx => tx.insertRows('wbs', [wbs('later')]))
  expect((await store.rows('wbs', 'P')).map(row => row.rowKey)).toEqual(['later'])
})

test.each([
  ['a fraction', 'duration', 1.5],
  ['a number beyond 32 bits', 'duration', 2 ** 31],
  ['an amount beyond 2^53', 'quantity', 2 ** 53],
  ['not a number', 'completeRatio', Number.NaN],
  ['half a character', 'name', '\ud800'],
  ['a word outside the choices', 'kind', 'tsak'],
  ['a missing field', 'name', undefined],
])('%s is no value of activity.%s', async (_, field, value) => {
  const row = { ...makeRow('activity', { projectId: 'P', rowKey: 'a' }), [field]: value }
  await expect(store.write(tx => tx.insertRows('activity', [row]))).rejects.toMatchObject({
    code: 'row-not-storable',
    at: { sheet: 'activity', field },
  })
})

test('a second row with the key of a stored one is refused', async () => {
  await store.write(tx => tx.insertRows('wbs', [wbs('1')]))
  await expect(store.write(tx => tx.insertRows('wbs', [wbs('1')]))).rejects.toMatchObject({
    code: 'row-key-taken',
  })
  await expect(store.write(tx => tx.insertRows('wbs', [wbs('2'), wbs('2')]))).rejects.toMatchObject({
    code: 'row-key-taken',
  })
  await expect(store.write(tx => tx.replaceRows('wbs', [wbs('1'), wbs('1')]))).rejects.toMatchObject({
    code: 'row-key-taken',
  })
  expect(await store.rows('wbs', 'P')).toHaveLength(1)
})

test('replacing rows changes those rows of that project only', async () => {
  const other = makeRow('wbs', { projectId: 'Q', rowKey: '1', code: '1', name: 'of Q' })
  await store.write(async tx => {
    await tx.insertRows('wbs', [wbs('1'), wbs('2'), other])
    await tx.replaceRows('wbs', [wbs('1', 'changed'), wbs('3')])
  })
  expect((await store.rows('wbs', 'P')).map(row => [row.rowKey, row.name])).toEqual([
    ['1', 'changed'],
    ['2', '2'],
    ['3', '3'],
  ])
  expect(await store.rows('wbs', 'Q')).toEqual([other])
  expect(await store.rows('wbs', 'P', ['3', '2', 'none'])).toHaveLength(2)
})

test('writers wait for each other, so no change number is given twice', async () => {
  await store.write(tx => tx.insertPlans([makePlan('P')], author))
  const numbers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      store.write(async tx => {
        const change = await tx.nextChange('P')
        await tx.insertRows('wbs', [wbs(String(i))])
        await tx.appendChanges('P', change, [set(String(i), 'name', null, i)], author)
        return change
      }),
    ),
  )
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 2))
  expect(await store.rows('wbs', 'P')).toHaveLength(20)
})

test('a failing writer does not stop those behind it', async () => {
  const outcomes = await Promise.allSettled([
    store.write(tx => tx.insertRows('wbs', [wbs('1')])),
    store.write(() => Promise.reject(new AppError('row-unknown', { rowKey: '9' }))),
    store.write(tx => tx.insertRows('wbs', [wbs('2')])),
  ])
  expect(outcomes.map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await store.rows('wbs', 'P')).toHaveLength(2)
})

test('reads see what was committed, not what a running batch has done so far', async () => {
  await store.write(async tx => {
    await tx.insertRows('wbs', [wbs('1')])
    expect(await tx.rows('wbs', 'P')).toHaveLength(1)
    expect(await store.rows('wbs', 'P')).toHaveLength(0)
  })
  expect(await store.rows('wbs', 'P')).toHaveLength(1)
})

test('several reads of one moment do not see a batch that lands between them', async () => {
  await store.write(tx => tx.insertRows('wbs', [wbs('1')]))
  await store.read(async reader => {
    expect(await reader.rows('wbs', 'P')).toHaveLength(1)
    await store.write(tx => tx.insertRows('wbs', [wbs('2')]))
    expect(await reader.rows('wbs', 'P')).toHaveLength(1)
  })
})

test('more readers than sessions all get their answer', async () => {
  await store.write(tx => tx.insertRows('wbs', [wbs('1')]))
  const answers = await Promise.all(Array.from({ length: 30 }, () => store.rows('wbs', 'P')))
  expect(answers.every(rows => rows.length === 1)).toBe(true)
})

test('a recorded batch is found again by its key with the answer it got', async () => {
  expect(await store.findBatch('k1')).toBeNull()
  const batch = { projectId: 'P', requestHash: 'h', change: 7, answer: { outcomes: ['accepted'], n: null } }
  await store.write(tx => tx.recordBatch({ ...batch, idempotencyKey: 'k1', at: someTime, who: '王工' }))
  expect(await store.findBatch('k1')).toEqual(batch)
})

test('deleted rows take their results with them', async () => {
  const result = { projectId: 'P', rowKey: 'a', start: null, finish: null, budget: 5 } as never
  await store.write(async tx => {
    await tx.insertRows('assignment', [makeRow('assignment', { projectId: 'P', rowKey: 'a' })])
    await tx.replaceResults('assignment', 'P', [result], 1)
    expect(await tx.deleteRows('assignment', 'P', ['a', 'never there'])).toBe(1)
  })
  expect(await store.rows('assignment', 'P')).toEqual([])
  expect(await store.results('assignment', 'P')).toEqual([])
})

test('a deleted project leaves no row in any table', async () => {
  await store.write(tx => tx.insertPlans([makePlan('P', { wbs: [wbs('1')] }), makePlan('Q')], author))
  await store.write(tx => tx.deleteProject('P'))
  expect((await store.projects()).map(project => project.code)).toEqual(['Q'])
  expect(await store.journal('P', { limit: 10 })).toEqual([])
  await store.write(tx => tx.insertPlans([makePlan('P')], author))
  expect((await store.projectState('P')).change).toBe(1)
})
