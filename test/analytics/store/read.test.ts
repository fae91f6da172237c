import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Problem } from '#model/problems.ts'
import type { ResultOf, Store } from '#store/store.ts'
import { makePlan, makeRow } from '../../support/make-row.ts'
import { author, memoryStore } from '../../support/memory-store.ts'

let store: Store
beforeEach(async () => {
  store = await memoryStore()
})
afterEach(() => store.close())

const activity = (rowKey: string, more: object = {}) =>
  makeRow('activity', { projectId: 'P', rowKey, code: rowKey, ...more })
const result = (rowKey: string, budget: number | null) =>
  ({ projectId: 'P', rowKey, start: null, finish: null, budget }) as ResultOf<'assignment'>

test('codes sort with their numbers as numbers', async () => {
  const codes = ['A10', 'A2', 'A1.10', 'A1.9', 'B', '9', '10']
  await store.write(tx =>
    tx.insertRows(
      'activity',
      codes.map(code => activity(code)),
    ),
  )
  const sorted = (await store.rows('activity', 'P')).map(row => row.code)
  expect(sorted).toEqual(['9', '10', 'A1.9', 'A1.10', 'A2', 'A10', 'B'])
  expect((await store.rowKeysByCode('activity', 'P')).get('A1.9')).toBe('A1.9')
  expect((await store.rowKeysByCode('link', 'P')).size).toBe(0)
})

test('a project is found by its id before another by its code', async () => {
  const twin = makePlan('Q', {
    project: makeRow('project', { projectId: 'Q', rowKey: 'Q', code: 'P', name: 'code P' }),
  })
  const named = makePlan('P', {
    project: makeRow('project', { projectId: 'P', rowKey: 'P', code: 'one', name: 'id P' }),
  })
  await store.write(tx => tx.insertPlans([twin, named], author))
  expect((await store.findProject('P')).name).toBe('id P')
  expect((await store.findProject('one')).name).toBe('id P')
  await expect(store.findProject('none')).rejects.toMatchObject({ code: 'project-unknown' })
})

test('a project counts its activities without the summaries', async () => {
  const activities = [activity('1'), activity('2'), activity('3', { kind: 'wbsSummary' })]
  await store.write(tx => tx.insertPlans([makePlan('P', { activities })], author))
  expect(await store.projects()).toMatchObject([
    { projectId: 'P', activities: 2, change: 1, isSample: false },
  ])
})

test('plans come in the order asked for', async () => {
  await store.write(tx =>
    tx.insertPlans([makePlan('P', { activities: [activity('1')] }), makePlan('Q')], author),
  )
  const plans = await store.readPlans(['Q', 'P'])
  expect(plans.map(plan => [plan.project.projectId, plan.activities.length])).toEqual([
    ['Q', 0],
    ['P', 1],
  ])
  await expect(store.readPlan('none')).rejects.toMatchObject({ code: 'project-unknown' })
})

test('only results that differ get the number of the new calculation', async () => {
  await store.write(async tx => {
    await tx.insertPlans([makePlan('P')], author)
    expect(await tx.nextResult('P', 1)).toBe(1)
    expect(
      await tx.replaceResults('assignment', 'P', [result('a', 1), result('b', null), result('c', 3)], 1),
    ).toBe(3)
  })
  await store.write(async tx => {
    expect(await tx.nextResult('P', 1)).toBe(2)
    expect(
      await tx.replaceResults('assignment', 'P', [result('a', 1), result('b', 2), result('d', 4)], 2),
    ).toBe(2)
  })
  const stored = await store.results('assignment', 'P')
  expect(stored.map(row => [row.rowKey, row.budget, row.resultNumber]).toSorted(byText)).toEqual([
    ['a', 1, 1],
    ['b', 2, 2],
    ['d', 4, 2],
  ])
  expect(await store.resultKeysSince('assignment', 'P', 1)).toEqual(new Set(['b', 'd']))
  expect(await store.projectState('P')).toEqual({
    change: 1,
    resultNumber: 2,
    resultsFromChange: 1,
    previousFromChange: null,
  })
})

test('results of one project do not touch those of another', async () => {
  await store.write(async tx => {
    await tx.replaceResults('assignment', 'P', [result('a', 1)], 1)
    await tx.replaceResults('assignment', 'Q', [{ ...result('a', 2), projectId: 'Q' as never }], 1)
    await tx.replaceResults('assignment', 'Q', [], 2)
  })
  expect(await store.results('assignment', 'P')).toHaveLength(1)
  expect(await store.results('assignment', 'Q')).toHaveLength(0)
})

test('findings come back in their order with place and data', async () => {
  const findings: Problem[] = [
    { code: 'code-taken', at: { sheet: 'activity', rowKey: 'a', field: 'code' }, data: { code: 'A1' } },
    { code: 'link-loop', data: { cycle: ['A', 'B'] } },
    { code: 'code-taken' },
  ]
  await store.write(tx => tx.replaceFindings('P', 1, findings))
  expect(await store.findings('P')).toEqual(findings)
  await store.write(tx => tx.replaceFindings('P', 2, []))
  expect(await store.findings('P')).toEqual([])
})

test('rows that use another row are found, a link from another project too', async () => {
  const link = makeRow('link', { projectId: 'Q', rowKey: 'l', predecessorKey: 'a', successorKey: 'q' })
  const assignment = makeRow('assignment', { projectId: 'P', rowKey: 's', activityKey: 'a' })
  const foreign = makeRow('assignment', { projectId: 'Q', rowKey: 't', activityKey: 'a' })
  await store.write(async tx => {
    await tx.insertRows('link', [link])
    await tx.insertRows('assignment', [assignment, foreign])
  })
  expect(await store.referencesTo('P', 'activity', ['a', 'b'])).toEqual([
    { sheet: 'assignment', rowKey: 's', field: 'activityKey', target: 'a' },
    { sheet: 'link', rowKey: 'l', field: 'predecessorKey', target: 'a' },
  ])
  expect(await store.referencesTo('P', 'costEntry', ['a'])).toEqual([])
  expect(await store.referencesTo('P', 'activity', [])).toEqual([])
})

test('finished projects come with the lessons made of them, and their mark changes with any of them', async () => {
  const finished = (projectId: string) =>
    makeRow('project', { projectId, rowKey: projectId, code: projectId, status: 'finished' })
  const snapshot = makeRow('statusSnapshot', { projectId: 'P', rowKey: 's', statusAt: 2000 })
  await store.write(tx =>
    tx.insertPlans(
      [
        makePlan('P', { project: finished('P') }),
        makePlan('Q', { project: finished('Q') }),
        makePlan('running'),
      ],
      author,
    ),
  )
  const before = await store.finishedMarks()
  expect(await store.finishedMarks()).toBe(before)
  await store.write(async tx => {
    await tx.insertRows('statusSnapshot', [snapshot])
    await tx.putLessons([{ projectId: 'P', fromChange: 1, snapshots: 1, form: 1, lessons: '{}' }])
  })
  expect(await store.finishedMarks()).not.toBe(before)
  expect(
    (await store.finishedProjects()).map(p => [p.code, p.change, p.snapshots, p.lessonsFromSnapshots]),
  ).toEqual([
    ['P', 1, 1, 1],
    ['Q', 1, 0, null],
  ])
})

test('a plan whose code or key is taken is refused whole', async () => {
  await store.write(tx => tx.insertPlans([makePlan('P')], author))
  await expect(
    store.write(tx => tx.insertPlans([makePlan('Q'), makePlan('P')], author)),
  ).rejects.toMatchObject({ code: 'project-exists', data: { code: 'P' } })
  const twins = makePlan('Q', {
    activities: [activity('1'), activity('1')].map(row => ({ ...row, projectId: 'Q' as never })),
  })
  await expect(store.write(tx => tx.insertPlans([twins], author))).rejects.toMatchObject({
    code: 'row-key-taken',
    at: { sheet: 'activity', rowKey: '1' },
  })
  expect(await store.projects()).toHaveLength(1)
})

function byText(a: unknown[], b: unknown[]): number {
  return String(a) < String(b) ? -1 : 1
}
