import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#store/open-store.ts'
import type { Plan } from '#model/plan.ts'
import type { ChangeEntry, RowOf, Store } from '#store/store.ts'
import { makePlan, makeRow } from '../test/support/make-row.ts'

const now = () => '2026-01-01T00:00:00.000Z'
const author = { who: '王工', role: 'planner', at: now(), batch: null } as const
const folder = mkdtempSync(join(tmpdir(), 'bench-store-'))
const file = join(folder, 'bench.duckdb')

try {
  const portfolio = Array.from({ length: 160 }, (_, i) => makeProject(`H${i}`, 115, 494))
  const loaded = await load(portfolio)
  const running = [
    ...Array.from({ length: 50 }, (_, i) => makeProject(`R${i}`, 2000, 0)),
    makeProject('big', 10_000, 0),
  ]
  await load(running)
  const store = await openStore(file, { now })
  const batches = await measureBatches(store)
  const reads = {
    plan2000Ms: await median(9, () => store.readPlan('R1')),
    plan10000Ms: await median(9, () => store.readPlan('big')),
    rows1000ByKeyMs: await median(9, () => store.rows('activity', 'R1', keys('R1', 0, 1000))),
    changedSinceMs: await median(9, () => store.changedSince('R1', 1)),
    projectsMs: await median(9, () => store.projects()),
    allHistoryPlansMs: await median(3, () => store.readPlans(portfolio.map(plan => plan.project.projectId))),
  }
  const backupMs = await once(() => store.backup(join(folder, 'backup.duckdb')))
  await store.close()
  const openMs = await median(5, async () => (await openStore(file, { now })).close())
  const fileMegabytes = Math.round(statSync(file).size / 1e5) / 10
  console.log(JSON.stringify({ loaded, batches, reads, backupMs, openMs, fileMegabytes }, null, 2))
} finally {
  rmSync(folder, { recursive: true })
}

async function load(plans: Plan[]) {
  const store = await openStore(file, { now })
  const rows = plans.reduce((sum, plan) => sum + 1 + Object.values(plan).flat().length - 1, 0)
  const ms = await once(() => store.write(tx => tx.insertPlans(plans, author)))
  await store.close()
  return { projects: plans.length, rows, journal: rows, ms, rowsPerSecond: Math.round((rows * 1000) / ms) }
}

/** A durable batch of 1,000 edited activities, of one project and of all; the table holds 128,000. */
async function measureBatches(store: Store) {
  const ofOne = (i: number) => ({
    projectId: `R${i % 50}`,
    numbers: Array.from({ length: 1000 }, (_, k) => (i % 2) * 1000 + k),
  })
  return {
    activities: (await store.projects()).reduce((sum, project) => sum + project.activities, 0),
    rowsOnly: await distribution(100, async i => {
      const rows = editedRows(ofOne(i), i)
      return () => store.write(tx => tx.replaceRows('activity', rows))
    }),
    rowsWithJournalAndRecord: await distribution(100, async i => {
      const { projectId } = ofOne(i)
      const rows = editedRows(ofOne(i), i)
      return () =>
        store.write(async tx => {
          const change = await tx.nextChange(projectId)
          await tx.replaceRows('activity', rows)
          await tx.appendChanges(projectId, change, rows.map(toEntry), author)
          await tx.recordBatch({
            idempotencyKey: `k${i}`,
            projectId,
            requestHash: 'h',
            change,
            answer: 'ok',
            at: now(),
            who: 'w',
          })
        })
    }),
    oneRowWithJournalAndRecord: await distribution(100, async i => {
      const { projectId } = ofOne(i)
      const rows = editedRows({ projectId, numbers: [i] }, -i)
      return () =>
        store.write(async tx => {
          const change = await tx.nextChange(projectId)
          await tx.replaceRows('activity', rows)
          await tx.appendChanges(projectId, change, rows.map(toEntry), author)
          await tx.recordBatch({
            idempotencyKey: `one${i}`,
            projectId,
            requestHash: 'h',
            change,
            answer: 'ok',
            at: now(),
            who: 'w',
          })
        })
    }),
    results2000AllChanged: await distribution(20, async i => {
      const rows = Array.from({ length: 2000 }, (_, k) => ({
        projectId: 'R7',
        rowKey: `R7 ${k}`,
        start: i,
        finish: i,
        budget: i,
      }))
      return () => store.write(tx => tx.replaceResults('assignment', 'R7', rows as never, i))
    }),
  }
}

function editedRows(
  { projectId, numbers }: { projectId: string; numbers: number[] },
  i: number,
): RowOf<'activity'>[] {
  return numbers.map(
    k => ({ ...makeActivity(projectId, k), duration: 480 + i, name: `改 ${i}` }) as RowOf<'activity'>,
  )
}
function toEntry(row: RowOf<'activity'>): ChangeEntry {
  return {
    sheet: 'activity',
    rowKey: row.rowKey,
    operation: 'set',
    field: 'duration',
    oldValue: 480,
    newValue: row.duration,
  }
}

function makeProject(projectId: string, activities: number, progressRecords: number): Plan {
  return makePlan(projectId, {
    activities: Array.from({ length: activities }, (_, k) => makeActivity(projectId, k)),
    links: Array.from({ length: activities }, (_, k) =>
      makeRow('link', {
        projectId,
        rowKey: `${projectId} link ${k}`,
        predecessorKey: keyOf(projectId, k),
        successorKey: keyOf(projectId, k + 1),
      }),
    ),
    progressRecords: Array.from({ length: progressRecords }, (_, k) =>
      makeRow('progressRecord', {
        projectId,
        rowKey: `${projectId} progress ${k}`,
        activityKey: keyOf(projectId, k % activities),
        statusAt: 29_000_000 + k,
        actualStart: 28_000_000 + k,
        completeRatio: 0.5,
        earnedValue: 1_000_000 + k,
      }),
    ),
  })
}
function makeActivity(projectId: string, k: number): RowOf<'activity'> {
  return makeRow('activity', {
    projectId,
    rowKey: keyOf(projectId, k),
    code: `A${1000 + k}`,
    name: `第${k}层混凝土浇筑`,
    duration: 480,
    actualStart: 28_000_000 + k,
    quantity: 12_500,
  })
}
function keyOf(projectId: string, k: number): string {
  return `0d0f5b3a-${projectId.padStart(4, '0')}-4c4e-9d4d-${String(k).padStart(12, '0')}`
}
function keys(projectId: string, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, k) => keyOf(projectId, from + k))
}

async function distribution(rounds: number, prepare: (i: number) => Promise<() => Promise<unknown>>) {
  const times: number[] = []
  for (let i = 0; i < rounds + 3; i++) {
    const run = await prepare(i)
    const ms = await once(run)
    if (i >= 3) times.push(ms)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(rounds - 1, Math.floor(rounds * share))]
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}
async function median(rounds: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) times.push(await once(run))
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}
async function once(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return Math.round((performance.now() - from) * 100) / 100
}
