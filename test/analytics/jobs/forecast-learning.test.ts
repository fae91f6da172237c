import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ForecastLearning } from '#jobs/forecast-learning.ts'
import type { Store } from '#store/store.ts'
import { finishedPlan } from '../../support/finished-plan.ts'
import { author, memoryStore, someTime } from '../../support/memory-store.ts'

let store: Store
let learning: ForecastLearning
const open = () => new ForecastLearning(store, { now: () => someTime, log: () => undefined })
beforeEach(async () => {
  store = await memoryStore()
  learning = open()
})
afterEach(async () => {
  await learning.close()
  await store.close()
})
const past = (count: number, more: (i: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, i) => finishedPlan(i, 0.95 + i * 0.02, 0.9 + i * 0.02, more(i)))
const anyone = { projectId: 'P', family: null, isSample: false }

test('without finished projects nothing is learned and nothing tested', async () => {
  const { model, available, version } = await learning.knowledgeFor(anyone)
  expect([model.withActivities, model.withStatuses, available, version]).toEqual([null, null, 0, null])
  expect(await learning.tested(false)).toBeNull()
})

test('5 finished projects are too few and are counted', async () => {
  await store.write(tx => tx.insertPlans(past(5), author))
  const { model, available } = await learning.knowledgeFor(anyone)
  expect([model.withStatuses, available]).toEqual([null, 5])
})

test('whole finished plans teach by their activities, once for as long as none of them changes', async () => {
  await store.write(tx => tx.insertPlans(past(14), author))
  const first = await learning.knowledgeFor(anyone)
  expect(first.model.withActivities?.projects).toBe(14)
  expect(first.version).toBe(1)
  expect(await learning.knowledgeFor(anyone)).toEqual(first)
  const again = open()
  expect(await again.knowledgeFor(anyone)).toEqual(first)
  await again.close()
  await store.write(tx => tx.insertPlans([finishedPlan(20, 1.1, 1)], author))
  const next = await learning.knowledgeFor(anyone)
  expect([next.version, next.available]).toEqual([2, 15])
})

test('the same finished projects teach the same to another database', async () => {
  await store.write(tx => tx.insertPlans(past(12), author))
  const here = await learning.knowledgeFor(anyone)
  const other = await memoryStore()
  await other.write(tx => tx.insertPlans(past(12).reverse(), author))
  const there = new ForecastLearning(other, { now: () => someTime, log: () => undefined })
  expect(await there.knowledgeFor(anyone)).toEqual(here)
  await there.close()
  await other.close()
})

test('a project does not learn from its own family, and nobody but samples from samples', async () => {
  const kin = past(16, i => ({ family: i < 3 ? 'near' : null, isSample: i > 13 }))
  await store.write(tx => tx.insertPlans(kin, author))
  const taught = async (learner: object) => (await learning.knowledgeFor({ ...anyone, ...learner })).available
  expect(await taught({})).toBe(14)
  expect(await taught({ family: 'near' })).toBe(11)
  expect(await taught({ isSample: true })).toBe(16)
  expect(await taught({ projectId: 'history-5' })).toBe(13)
})

test('what was learned is tested on the finished projects and the record kept with its version', async () => {
  await store.write(tx => tx.insertPlans(past(14), author))
  const version = await learning.tested(false)
  expect(version).toBe(1)
  const record = JSON.parse((await store.trackRecord(1)) ?? 'null')
  expect(record.projects).toBe(14)
  expect(record.byStage.map((row: { stage: string }) => row.stage)).toEqual(['early', 'mid', 'late'])
  for (const target of ['finish', 'cost']) {
    expect(record[target].p80HitRate).toBeGreaterThanOrEqual(0)
    expect(record[target].p80HitRate).toBeLessThanOrEqual(1)
  }
  const scores = await store.backtestScores(1)
  expect(new Set(scores.map(row => row.slice))).toContain('newest')
  expect(scores.find(row => row.slice === 'all' && row.method === 'plumbline')?.projects).toBe(14)
})

test('asking for what was learned has it tested, for samples as for real projects', async () => {
  await store.write(tx =>
    tx.insertPlans(
      past(12, () => ({ isSample: true })),
      author,
    ),
  )
  const { version } = await learning.knowledgeFor({ ...anyone, isSample: true })
  const record = () => store.read(reader => reader.trackRecord(version as number))
  await vi.waitFor(async () => expect(await record()).not.toBeNull(), { timeout: 30_000 })
  expect(JSON.parse((await record()) as string)).toMatchObject({ projects: 12 })
})
