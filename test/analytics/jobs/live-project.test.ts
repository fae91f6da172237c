import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Analytics, openAnalytics } from '#analytics'
import type { CellValue, EditColumns, SheetRows } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { parseMinute } from '#model/plan-time.ts'

const planner = { name: '王工', role: 'planner' as const }
let folder: string
let analytics: Analytics

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-'))
  analytics = await openAnalytics({ file: join(folder, 'plan.duckdb'), now: () => new Date().toISOString() })
})
afterAll(async () => {
  await analytics.close()
  rmSync(folder, { recursive: true, force: true })
})

type Edit = [
  sheet: string,
  rowKey: string,
  operation: 'create' | 'set' | 'delete',
  field?: string,
  value?: CellValue,
  base?: CellValue,
]
function columns(list: Edit[]): EditColumns {
  return {
    sheet: list.map(edit => edit[0]),
    rowKey: list.map(edit => edit[1]),
    operation: list.map(edit => edit[2]),
    field: list.map(edit => edit[3] ?? ''),
    base: list.map(edit => edit[5] ?? null),
    value: list.map(edit => edit[4] ?? null),
  }
}
const newRow = (sheet: string, rowKey: string, fields: Record<string, CellValue>): Edit[] => [
  [sheet, rowKey, 'create'],
  ...Object.entries(fields).map(([field, value]): Edit => [sheet, rowKey, 'set', field, value]),
]

let batches = 0
async function push(projectId: string, list: Edit[], actor: Parameters<Analytics['push']>[0] = planner) {
  return analytics.push(actor, projectId, {
    idempotencyKey: `batch-${++batches}`,
    baseChange: 0,
    edits: columns(list),
  })
}
function cells(rows: SheetRows, rowKey: string): Record<string, CellValue> {
  const at = rows.rowKeys.indexOf(rowKey)
  return Object.fromEntries(Object.entries(rows.columns).map(([name, values]) => [name, values[at] ?? null]))
}
async function sheet(projectId: string, name: EntityName): Promise<SheetRows> {
  const pulled = await analytics.pull(projectId, [name], null)
  return pulled.sheets[0] as SheetRows
}
const at = (text: string) => parseMinute(text) as number

test('a typed plan is stored, calculated on a worker and comes back with dates, floats and costs', async () => {
  const project = await analytics.createProject(planner, {
    code: 'P-1',
    name: '试验楼',
    plannedStart: at('2026-03-02T08:00'),
  })
  const id = project.projectId
  const told: unknown[] = []
  const stop = analytics.listen(event => told.push(event))
  const result = await push(id, [
    ...newRow('activity', 'a', { code: 'A', name: '基槽开挖', duration: 480 * 3 }),
    ...newRow('activity', 'b', { code: 'B', name: '垫层', duration: 480 * 2, predecessors: 'A' }),
    ...newRow('activity', 'c', { code: 'C', name: '降水', duration: 480, predecessors: 'ASS' }),
  ])
  expect(new Set(result.outcomes)).toEqual(new Set(['accepted']))
  const bought = await push(
    id,
    [
      ...newRow('budgetLine', 'x', { activityKey: 'A', kind: 'labour', amount: 3_000_000 }),
      ...newRow('budgetLine', 'y', { activityKey: 'B', kind: 'material', amount: 2_000_000 }),
    ],
    { name: '李会计', role: 'cost' },
  )
  expect(new Set(bought.outcomes)).toEqual(new Set(['accepted']))
  const job = await analytics.startRefresh(planner, id)
  const ended = await analytics.finishedJob(job.jobId)
  expect(ended).toMatchObject({ state: 'done', progress: 1, problem: null })
  const schedule = await sheet(id, 'activity')
  expect(cells(schedule, 'a')).toMatchObject({
    start: at('2026-03-02T08:00'),
    finish: at('2026-03-04T17:00'),
    totalFloat: 0,
    isCritical: true,
    budget: 3_000_000,
  })
  expect(cells(schedule, 'b')).toMatchObject({
    predecessors: 'AFS',
    start: at('2026-03-05T08:00'),
    finish: at('2026-03-06T17:00'),
  })
  expect(cells(schedule, 'c')).toMatchObject({ predecessors: 'ASS', totalFloat: 480 * 4, isCritical: false })
  expect(told.filter(event => (event as { kind: string }).kind === 'project').length).toBeGreaterThanOrEqual(
    3,
  )
  stop()
})

test('a workbook that knows its numbers pulls only what changed since', async () => {
  const { projectId } = await analytics.findProject('P-1')
  const before = await analytics.pull(projectId, ['activity', 'resource'], null)
  const since = { change: before.change, resultNumber: before.resultNumber }
  await push(projectId, [['activity', 'c', 'set', 'duration', 960, 480]])
  const after = await analytics.pull(projectId, ['activity', 'resource'], since)
  expect(after.change).toBe(before.change + 1)
  expect(after.sheets).toHaveLength(1)
  expect(after.sheets[0]?.rowKeys).toEqual(['c'])
  await push(projectId, [['activity', 'a', 'set', 'code', 'A1', 'A']])
  const renamed = await analytics.pull(projectId, ['activity'], {
    change: after.change,
    resultNumber: after.resultNumber,
  })
  expect(new Set(renamed.sheets[0]?.rowKeys)).toEqual(new Set(['a', 'b', 'c']))
  expect(cells(renamed.sheets[0] as SheetRows, 'b').predecessors).toBe('A1FS')
})

test('the same batch sent twice is applied once and answered the same', async () => {
  const { projectId } = await analytics.findProject('P-1')
  const batch = {
    idempotencyKey: 'twice',
    baseChange: 0,
    edits: columns([['activity', 'b', 'set', 'duration', 480, 960]]),
  }
  const first = await analytics.push(planner, projectId, batch)
  const second = await analytics.push(planner, projectId, batch)
  expect(second).toEqual({ ...first, repeated: true })
  await expect(analytics.push(planner, projectId, { ...batch, baseChange: 9 })).rejects.toMatchObject({
    code: 'batch-reused',
  })
})

test('a conflict names who changed the cell', async () => {
  const { projectId } = await analytics.findProject('P-1')
  await push(projectId, [['activity', 'b', 'set', 'name', '混凝土垫层', '垫层']])
  const late = await push(projectId, [['activity', 'b', 'set', 'name', '素土垫层', '垫层']], {
    name: '张工',
    role: 'planner',
  })
  expect(late.reasons[0]).toMatchObject({
    stored: '混凝土垫层',
    problem: { code: 'edit-conflict', data: { by: '王工' } },
  })
})

test('a cancelled refresh changes nothing and says so', async () => {
  const { projectId } = await analytics.findProject('P-1')
  const before = await analytics.pull(projectId, ['activity'], null)
  const job = await analytics.startRefresh(planner, projectId)
  analytics.cancelJob(job.jobId)
  expect(await analytics.finishedJob(job.jobId)).toMatchObject({
    state: 'cancelled',
    problem: { code: 'calculation-cancelled' },
  })
  expect((await analytics.pull(projectId, ['activity'], null)).resultNumber).toBe(before.resultNumber)
})

test('a baseline freezes the calculated plan and takes the place of the one before', async () => {
  const { projectId } = await analytics.findProject('P-1')
  await expect(analytics.takeBaseline(planner, projectId, null)).rejects.toMatchObject({
    code: 'baseline-needs-refresh',
  })
  const job = await analytics.startRefresh(planner, projectId)
  await analytics.finishedJob(job.jobId)
  expect(await analytics.takeBaseline(planner, projectId, '开工基线')).toMatchObject({
    code: 'B1',
    activities: 3,
  })
  const again = await analytics.startRefresh(planner, projectId)
  await analytics.finishedJob(again.jobId)
  expect(await analytics.takeBaseline(planner, projectId, null)).toMatchObject({ code: 'B2' })
  const baselines = await sheet(projectId, 'baseline')
  expect(baselines.columns.isCurrent).toEqual([false, true])
  const frozen = await sheet(projectId, 'baselineActivity')
  expect(frozen.rowKeys).toHaveLength(6)
})

test('a row that only loads and baselines refer to can be deleted', async () => {
  const { projectId } = await analytics.findProject('P-1')
  await push(projectId, [
    ...newRow('resource', 'r', { code: 'R', name: '挖掘机', kind: 'machine' }),
    ...newRow('assignment', 's', { activityKey: 'C', resourceKey: 'R', plannedQuantity: 5000 }),
  ])
  const job = await analytics.startRefresh(planner, projectId)
  await analytics.finishedJob(job.jobId)
  expect((await sheet(projectId, 'resourceLoad')).rowKeys.length).toBeGreaterThan(0)
  expect((await push(projectId, [['resource', 'r', 'delete']])).outcomes).toEqual(['refused'])
  const together = await push(projectId, [
    ['assignment', 's', 'delete'],
    ['resource', 'r', 'delete'],
  ])
  expect(together.outcomes).toEqual(['accepted', 'accepted'])
})

test('a batch for an unknown project is refused and leaves nothing', async () => {
  await expect(push('nothing', newRow('activity', 'q', { code: 'Q', name: '无' }))).rejects.toMatchObject({
    code: 'project-unknown',
  })
  expect((await analytics.projects()).map(project => project.code)).not.toContain('nothing')
})

test('unknown project and unknown job are named', async () => {
  await expect(analytics.findProject('nothing')).rejects.toMatchObject({ code: 'project-unknown' })
  await expect(analytics.startRefresh(planner, 'nothing')).rejects.toMatchObject({ code: 'project-unknown' })
  await expect(analytics.finishedJob('nothing')).rejects.toMatchObject({ code: 'job-unknown' })
  await expect(analytics.createProject(planner, { code: 'P-1', name: '重复' })).rejects.toMatchObject({
    code: 'project-exists',
  })
})

test('functions answer from the newest forecast and name what they cannot answer', async () => {
  const { projectId } = await analytics.findProject('P-1')
  const answers = await analytics.answerFunctions({
    calls: [
      { name: 'FINISH', arguments: ['B', 0.5, projectId] },
      { name: 'FINISH', arguments: ['Z', 0.5, 'P-1'] },
      { name: 'CPI', arguments: ['nothing'] },
      { name: 'EAC', arguments: ['P-1'] },
    ],
  })
  expect(answers[1]?.problem?.code).toBe('function-argument')
  expect(answers[2]?.problem?.code).toBe('project-unknown')
})
