import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Plan } from '#model/plan.ts'
import type { Store } from '#store/store.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, memoryStore } from '../../support/memory-store.ts'

let store: Store
beforeEach(async () => {
  store = await memoryStore()
})
afterEach(() => store.close())

test('a file imported twice changes nothing the second time', async () => {
  await store.write(tx => tx.insertPlans([fileAsOf('first')], author))
  const replaced = await replace(fileAsOf('second'))
  expect(replaced).toMatchObject({ change: 1, created: 0, set: 0, deleted: 0, kept: [] })
})

test('a row with the same code keeps its key, and what changed is journalled field by field', async () => {
  await store.write(tx => tx.insertPlans([fileAsOf('first')], author))
  const later = fileAsOf('second')
  const [first, second] = later.activities
  later.activities = [{ ...first, name: '改名', duration: 960 } as typeof first & object, second as never]
  expect(await replace(later)).toMatchObject({ change: 2, created: 0, set: 2, deleted: 0 })
  const rows = await store.rows('activity', 'P')
  expect(rows.map(row => [row.rowKey, row.name, row.duration])).toEqual([
    ['first A', '改名', 960],
    ['first B', 'x', 0],
  ])
  const entries = await store.journal('P', { sheet: 'activity', rowKey: 'first A', limit: 2 })
  expect(entries.map(entry => [entry.field, entry.oldValue, entry.newValue]).toSorted(byText)).toEqual([
    ['duration', 0, 960],
    ['name', 'x', '改名'],
  ])
})

test('new rows refer to the stored keys of old ones', async () => {
  await store.write(tx => tx.insertPlans([fileAsOf('first')], author))
  const later = fileAsOf('second')
  later.activities.push(activity('second', 'C'))
  later.links.push(
    makeRow('link', {
      projectId: 'x',
      rowKey: 'second BC',
      predecessorKey: 'second B',
      successorKey: 'second C',
    }),
  )
  expect(await replace(later)).toMatchObject({ created: 2, deleted: 0 })
  const links = await store.rows('link', 'P')
  expect(links.map(link => [link.predecessorKey, link.successorKey])).toEqual([
    ['first A', 'first B'],
    ['first B', 'second C'],
  ])
})

test('a row that is gone from the file goes, unless something that stays uses it', async () => {
  await store.write(tx => tx.insertPlans([fileAsOf('first')], author))
  const entry = makeRow('costEntry', { projectId: 'P', rowKey: 'typed', activityKey: 'first B', amount: 100 })
  await store.write(tx => tx.insertRows('costEntry', [entry]))
  const later = fileAsOf('second')
  later.activities = [activity('second', 'C')]
  later.links = [
    makeRow('link', { projectId: 'x', rowKey: 'l', predecessorKey: 'second C', successorKey: 'second C' }),
  ]
  later.assignments = [
    makeRow('assignment', { projectId: 'x', rowKey: 's', activityKey: 'second C', resourceKey: 'second R' }),
  ]
  const replaced = await replace(later)
  expect(replaced.kept).toEqual([
    { sheet: 'costEntry', rowKey: 'typed', field: 'activityKey', target: 'first B' },
  ])
  expect((await store.rows('activity', 'P')).map(row => row.rowKey)).toEqual(['first B', 'second C'])
  expect(await store.rows('costEntry', 'P')).toEqual([entry])
})

test('what a file does not carry stays: sheets without rows, fields never filled, snapshots', async () => {
  await store.write(tx => tx.insertPlans([fileAsOf('first')], author))
  const typed = { ...activity('first', 'A'), projectId: 'P' as never, quantity: 5000 as never }
  const budget = makeRow('budgetLine', { projectId: 'P', rowKey: 'typed', amount: 100 })
  await store.write(async tx => {
    await tx.replaceRows('activity', [typed])
    await tx.insertRows('budgetLine', [budget])
  })
  const later = fileAsOf('second')
  later.statusSnapshots = [makeRow('statusSnapshot', { projectId: 'x', rowKey: 'later', statusAt: 2000 })]
  expect(await replace(later)).toMatchObject({ created: 1, set: 0, deleted: 0 })
  expect((await store.rows('activity', 'P', ['first A']))[0]?.quantity).toBe(5000)
  expect(await store.rows('budgetLine', 'P')).toEqual([budget])
  expect((await store.rows('statusSnapshot', 'P')).map(row => row.statusAt)).toEqual([1000, 2000])
})

test('rows without a code are paired by what they are about, equal ones in order', async () => {
  const twice = (key: string, quantities: number[]): Plan => ({
    ...fileAsOf(key),
    assignments: quantities.map((plannedQuantity, i) =>
      makeRow('assignment', {
        projectId: 'x',
        rowKey: `${key} s${i}`,
        activityKey: `${key} A`,
        resourceKey: `${key} R`,
        plannedQuantity,
      }),
    ),
  })
  await store.write(tx => tx.insertPlans([owned(twice('first', [1000, 2000]))], author))
  expect(await replace(twice('second', [1000, 3000, 4000]))).toMatchObject({ created: 1, set: 1, deleted: 0 })
  const rows = await store.rows('assignment', 'P')
  expect(rows.map(row => [row.rowKey, row.plannedQuantity]).toSorted(byText)).toEqual([
    ['first s0', 1000],
    ['first s1', 3000],
    ['second s2', 4000],
  ])
})

function replace(plan: Plan) {
  return store.write(tx => tx.replacePlan('P', plan, author))
}

const activity = (key: string, code: string) =>
  makeRow('activity', { projectId: 'P', rowKey: `${key} ${code}`, code })

/** The same project read twice: every import makes row keys of its own. */
function fileAsOf(key: string): Plan {
  return owned(
    makePlan('P', {
      project: makeRow('project', { projectId: 'P', rowKey: 'P', code: 'P', calendarKey: `${key} cal` }),
      calendars: [makeRow('calendar', { projectId: 'P', rowKey: `${key} cal`, code: 'cal' })],
      activities: [activity(key, 'A'), activity(key, 'B')],
      links: [
        makeRow('link', {
          projectId: 'P',
          rowKey: `${key} AB`,
          predecessorKey: `${key} A`,
          successorKey: `${key} B`,
        }),
      ],
      resources: [makeRow('resource', { projectId: 'P', rowKey: `${key} R`, code: 'R' })],
      assignments: [
        makeRow('assignment', {
          projectId: 'P',
          rowKey: `${key} s`,
          activityKey: `${key} A`,
          resourceKey: `${key} R`,
        }),
      ],
      statusSnapshots: [makeRow('statusSnapshot', { projectId: 'P', rowKey: `${key} shot`, statusAt: 1000 })],
    }),
  )
}

function owned(plan: Plan): Plan {
  const rows = Object.entries(plan).map(([part, value]) => [
    part,
    Array.isArray(value) ? value.map((row: object) => ({ ...row, projectId: 'P' })) : value,
  ])
  return Object.fromEntries(rows) as Plan
}

function byText(a: unknown[], b: unknown[]): number {
  return String(a) < String(b) ? -1 : 1
}
