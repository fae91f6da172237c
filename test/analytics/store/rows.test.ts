import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { computedFields } from '#model/entity.ts'
import { entityOf } from '#model/entities.ts'
import type { RowOf, Store } from '#store/store.ts'
import { arbitraryPlan, arbitraryResult, arbitraryRows, sheetNames } from '../../support/arbitrary-rows.ts'
import { author, memoryStore } from '../../support/memory-store.ts'

let store: Store
beforeAll(async () => {
  store = await memoryStore()
})
afterAll(() => store.close())

test.each(sheetNames)('any row of %s comes back as it was written', async name => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(arbitraryRows(name, 'P', { maxLength: name === 'project' ? 1 : 9 }), async rows => {
      const projectId = `${name} ${run++}`
      const placed = rows.map(row => ({ ...row, projectId })) as RowOf<typeof name>[]
      await store.write(tx => tx.insertRows(name, placed))
      expect(byKey(await store.rows(name, projectId))).toEqual(byKey(placed))
    }),
    { numRuns: 15 },
  )
})

test.each(sheetNames.filter(name => computedFields(entityOf(name)).length > 0))(
  'any result of %s comes back as it was written',
  async name => {
    await fc.assert(
      fc.asyncProperty(arbitraryResult(name, 'R', 'row'), async result => {
        await store.write(tx => tx.replaceResults(name, 'R', [result], 1))
        const [stored] = await store.results(name, 'R')
        expect(stored).toMatchObject(result)
      }),
      { numRuns: 15 },
    )
  },
)

test('any plan comes back as it was inserted', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constant(null).chain(() => arbitraryPlan(`plan ${run++}`)),
      async plan => {
        const { projectId } = plan.project
        await store.write(tx => tx.insertPlans([plan], author))
        const stored = await store.readPlan(projectId)
        expect(stored.project).toEqual(plan.project)
        expect(byKey(stored.activities)).toEqual(byKey(plan.activities))
        expect(byKey(stored.progressRecords)).toEqual(byKey(plan.progressRecords))
        expect(await store.projectState(projectId)).toEqual({
          change: 1,
          resultNumber: 0,
          resultsFromChange: null,
          previousFromChange: null,
        })
      },
    ),
    { numRuns: 10 },
  )
})

function byKey<R extends { rowKey: string }>(rows: readonly R[]): R[] {
  return rows.toSorted((a, b) => (a.rowKey < b.rowKey ? -1 : 1))
}
