import { afterAll, beforeAll, expect, test } from 'vitest'
import { JobBoard } from '#jobs/job-board.ts'
import { Simulations } from '#jobs/simulations.ts'
import type { Store } from '#store/store.ts'
import { finishedPlan } from '../../support/finished-plan.ts'
import { author, memoryStore } from '../../support/memory-store.ts'

let store: Store
let simulations: Simulations
const projectId = 'history-1'

beforeAll(async () => {
  store = await memoryStore()
  await store.write(tx => tx.insertPlans([finishedPlan(1, 1, 1)], author))
  const jobs = new JobBoard(() => undefined)
  simulations = new Simulations(store, jobs)
  const { jobId } = await simulations.start(projectId, { runs: 100 }, async () => undefined)
  await jobs.finished(jobId)
}, 60_000)
afterAll(async () => {
  await simulations.close()
  await store.close()
})

test('a simulation stored before it stated what it assumed of costs is read as one that does not', async () => {
  const made = await simulations.latest(projectId)
  expect(made.costAssumptions).toHaveLength(5)
  const [row] = await store.rows('simulation', projectId)
  if (!row) throw new Error('nothing was stored')
  const details = JSON.parse(row.details) as Record<string, unknown>
  delete details['costAssumptions']
  await store.write(async tx => {
    await tx.deleteRows('simulation', projectId, [row.rowKey])
    await tx.insertRows('simulation', [{ ...row, details: JSON.stringify(details) }])
  })
  expect(await simulations.latest(projectId)).toEqual({ ...made, costAssumptions: [] })
})

test('a range of prices out of order is refused before anything is queued', async () => {
  const request = { costAssumptions: { labour: { price: { least: 1.1, most: 1.2 } } } }
  await expect(simulations.start(projectId, request, async () => undefined)).rejects.toMatchObject({
    code: 'price-range-out-of-order',
  })
})
