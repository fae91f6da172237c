import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calculateSchedule, prepareSchedule } from '#calc/schedule.ts'
import { type PlanSource, storedPlan } from '#jobs/plan-source.ts'
import { pushEdits } from '#jobs/push-edits.ts'
import { RefreshPool } from '#jobs/refresh-pool.ts'
import type { DatesOutcome } from '#jobs/refresh.worker.ts'
import type { CellValue } from '#model/contract.ts'
import type { Store } from '#store/store.ts'
import { openStore } from '#store/open-store.ts'
import { createProject } from '#jobs/create-project.ts'

const planner = { name: '王工', role: 'planner' as const }
const now = () => '2026-03-02T00:00:00Z'
let folder: string
let store: Store
const pool = new RefreshPool()
let projectId: string
let keys = 0
let batches = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'))
  store = await openStore(join(folder, 'plan.duckdb'), { now, log: () => undefined })
  const made = await createProject(
    store,
    { ...planner, role: 'owner' },
    { code: 'P-1', name: '一标段' },
    { at: now(), makeKey: () => `key-${++keys}` },
  )
  projectId = made.projectId
  for (const code of ['A', 'B', 'C']) await create(code)
})
afterAll(async () => {
  await pool.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

type Edit = [
  rowKey: string,
  operation: 'create' | 'set' | 'delete',
  field: string,
  value: CellValue,
  base: CellValue,
]

async function push(edits: Edit[]): Promise<void> {
  const { change } = await store.projectState(projectId)
  const result = await pushEdits(
    store,
    planner,
    projectId,
    {
      idempotencyKey: `batch-${++batches}`,
      baseChange: change,
      edits: {
        sheet: edits.map(() => 'activity'),
        rowKey: edits.map(edit => edit[0]),
        operation: edits.map(edit => edit[1]),
        field: edits.map(edit => edit[2]),
        value: edits.map(edit => edit[3]),
        base: edits.map(edit => edit[4]),
      },
    },
    now(),
  )
  expect(new Set(result.outcomes)).toEqual(new Set(['accepted']))
}
const create = (code: string) =>
  push([
    [code, 'create', '', null, null],
    [code, 'set', 'code', code, null],
    [code, 'set', 'name', code, null],
    [code, 'set', 'duration', 2400, null],
  ])

/** What the stored plan gives when it is read and prepared from scratch, by row key. */
async function scratch() {
  const plan = await store.readPlan(projectId)
  return byKey(
    plan.activities.map(activity => activity.rowKey),
    calculateSchedule(prepareSchedule([plan])),
  )
}
function byKey(rowKeys: string[], schedule: DatesOutcome['schedule']) {
  const { earlyStart, earlyFinish, lateStart, totalFloat } = schedule
  return new Map(rowKeys.map((key, u) => [key, [earlyStart[u], earlyFinish[u], lateStart[u], totalFloat[u]]]))
}
/** The stored plan, noting how it was asked for. */
function watched(): { source: PlanSource; asked: string[] } {
  const asked: string[] = []
  const stored = storedPlan(store, projectId)
  return {
    asked,
    source: {
      projectId,
      whole: () => (asked.push('whole'), stored.whole()),
      since: change => (asked.push('since'), stored.since(change)),
    },
  }
}

test('after edits the worker is given only what changed, and its dates are those of the whole plan', async () => {
  const { source, asked } = watched()
  await pool.recalculateDates(source)
  await push([['B', 'set', 'predecessors', 'A', null]])
  await push([['A', 'set', 'duration', 4800, 2400]])
  await create('D')
  await push([['C', 'delete', '', null, null]])
  const { rowKeys, schedule, change } = await pool.recalculateDates(source)
  expect(asked).toEqual(['whole', 'since'])
  expect(byKey(rowKeys, schedule)).toEqual(await scratch())
  expect(change).toBe((await store.projectState(projectId)).change)
})

test('a worker that does not hold the plan is given the whole', async () => {
  const fresh = new RefreshPool()
  const { source, asked } = watched()
  const { rowKeys, schedule } = await fresh.recalculateDates(source)
  await fresh.close()
  expect(asked).toEqual(['whole'])
  expect(byKey(rowKeys, schedule)).toEqual(await scratch())
})

test('two recalculations at once both see the last edit', async () => {
  const { source } = watched()
  await push([['A', 'set', 'duration', 960, 4800]])
  const both = await Promise.all([pool.recalculateDates(source), pool.recalculateDates(source)])
  const expected = await scratch()
  for (const { rowKeys, schedule } of both) expect(byKey(rowKeys, schedule)).toEqual(expected)
})
