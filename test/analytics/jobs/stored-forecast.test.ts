import { randomUUID } from 'node:crypto'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ForecastLearning } from '#jobs/forecast-learning.ts'
import { readBacktest } from '#jobs/read-backtest.ts'
import { readForecast } from '#jobs/read-forecast.ts'
import { RefreshPool } from '#jobs/refresh-pool.ts'
import { refreshProject } from '#jobs/refresh-project.ts'
import { trackRecord } from '#model/forecast-answer.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import type { Store } from '#store/store.ts'
import { finishedPlan } from '../../support/finished-plan.ts'
import { author, memoryStore, someTime } from '../../support/memory-store.ts'

const day = 1440
let store: Store
const pool = new RefreshPool()
let learning: ForecastLearning
const handle = { jobId: randomUUID(), signal: new AbortController().signal, report: () => undefined }
const refresh = () => refreshProject(store, pool, learning, 'history-99', handle)

/** A project of the same kind as the finished ones, half done at day 55. */
function runningPlan() {
  const plan = finishedPlan(99, 1.1, 1.05, { status: 'running', actualFinish: null, dataDate: 55 * day })
  return {
    ...plan,
    activities: plan.activities.map((activity, i) =>
      i < 5 ? activity : { ...activity, actualStart: null, actualFinish: null },
    ),
    budgetLines: [],
    costEntries: plan.costEntries.slice(0, 5),
    statusSnapshots: plan.statusSnapshots.slice(0, 4),
  }
}

beforeAll(async () => {
  store = await memoryStore()
  learning = new ForecastLearning(store, { now: () => someTime, log: () => undefined })
  const past = Array.from({ length: 14 }, (_, i) => finishedPlan(i, 0.95 + i * 0.02, 0.9 + i * 0.02))
  await store.write(tx => tx.insertPlans([...past, runningPlan()], author))
  await refresh()
}, 120_000)
afterAll(async () => {
  await learning.close()
  await pool.close()
  await store.close()
})

test('a refreshed project is forecast from whole finished plans and names the version of what they taught', async () => {
  const forecast = await readForecast(store, 'history-99')
  expect(forecast).toMatchObject({
    method: 'openWork',
    sufficientHistory: true,
    modelVersion: 1,
    change: null,
  })
  expect(forecast.reference).toHaveLength(14)
  expect(forecast.finish.p50).toBeGreaterThan(55 * day)
})
test('its record is there once what was learned has been tested', async () => {
  expect(await learning.tested(false)).toBe(1)
  const { trackRecord } = await readForecast(store, 'history-99')
  expect(trackRecord?.projects).toBe(14)
  expect(trackRecord?.byStage).toHaveLength(3)
  const { method, kept } = trackRecord as NonNullable<typeof trackRecord>
  expect(kept?.finish === null).toBe(method.finish !== 'learned')
  expect(kept?.cost).toBeNull()
  expect(kept).toMatchObject({ isOfKind: true, earned: 0.5 })
})
test('its record and that of a back-test hold what they are declared to hold', async () => {
  const { trackRecord: ofProject } = await readForecast(store, 'history-99')
  const { trackRecord: ofBacktest, scores } = await readBacktest(store, 1)
  expect(scores.length).toBeGreaterThan(0)
  for (const record of [ofProject, ofBacktest]) expect([...Value.Errors(trackRecord, record)]).toEqual([])
})
test('a record stored before rules were kept with it is still read', async () => {
  const stored = JSON.parse((await store.trackRecord(1)) as string)
  await store.write(tx =>
    tx.putBacktest(1, JSON.stringify({ ...stored, learned: undefined, keptByClass: {} }), []),
  )
  const { trackRecord: old } = await readForecast(store, 'history-99')
  expect(old?.kept).toBeNull()
  expect([...Value.Errors(trackRecord, old)]).toEqual([])
  await store.write(tx => tx.putBacktest(1, JSON.stringify(stored), []))
})
test('what it could not use is told with it', async () => {
  const { notUsed } = await readForecast(store, 'history-99')
  expect(notUsed.map(problem => problem.code)).toContain('no-calendar')
})
test('a month later without progress the next forecast says that the data date moved it', async () => {
  const before = await readForecast(store, 'history-99')
  await store.write(async tx => {
    const [project] = await tx.rows('project', 'history-99')
    const change = await tx.nextChange('history-99')
    await tx.replaceRows('project', [
      { ...(project as never as object), dataDate: (85 * day) as PlanMinute } as never,
    ])
    await tx.appendChanges(
      'history-99',
      change,
      [
        {
          sheet: 'project',
          rowKey: 'history-99',
          operation: 'set',
          field: 'dataDate',
          oldValue: 55 * day,
          newValue: 85 * day,
        },
      ],
      author,
    )
  })
  await refresh()
  const { change, finish } = await readForecast(store, 'history-99')
  const movement = (kind: string) => change?.parts.find(part => part.kind === kind)?.movement.finish
  expect(change?.from).toMatchObject({ statusAt: 55 * day, finish: before.finish.p50 })
  expect(movement('dataDate')).toBeGreaterThan(0)
  expect([movement('model'), movement('cost')]).toEqual([0, 0])
  const sum = change?.parts.reduce((total, part) => total + (part.movement.finish ?? Number.NaN), 0)
  expect(sum).toBe((finish.p50 as number) - (before.finish.p50 as number))
})
