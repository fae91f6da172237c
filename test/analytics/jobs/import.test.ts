import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Analytics, openAnalytics } from '#analytics'

const shared = join(import.meta.dirname, '../../../../shared/data')
const owner = { name: '测试', role: 'owner' as const }
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

describe.skipIf(!existsSync(shared))('with the shared data (skipped where ../shared is not there)', () => {
  // Counts: README.md of the shared data: 160 projects, 83 with tracking periods, 1,009 periods in all.
  test('all 160 projects of the DSLIB release become projects with their 1,009 periods', {
    timeout: 120_000,
  }, async () => {
    const summary = await analytics.importPaths(owner, [join(shared, 'dslib')], { asHistory: false })
    expect(summary.projects).toHaveLength(160)
    expect(summary.projects.reduce((sum, project) => sum + project.periods, 0)).toBe(1009)
    expect(summary.projects.filter(project => project.periods > 0)).toHaveLength(83)
    expect(await analytics.projects()).toHaveLength(160)
  })

  test('a folder of planner files is imported file by file and a file that cannot be read is named', {
    timeout: 60_000,
  }, async () => {
    const mixed = mkdtempSync(join(folder, 'mixed-'))
    writeFileSync(join(mixed, 'good.xer'), readFileSync(join(shared, 'planner_files/airport_terminal.xer')))
    writeFileSync(join(mixed, 'bad.xer'), 'this is no P6 file')
    const summary = await analytics.importPaths(owner, [mixed], { asHistory: false })
    // 66 activities: p6-rules.md, table 10.
    expect(summary.projects).toMatchObject([{ code: 'TERMINAL-2', activities: 66 }])
    expect(summary.notUsed.filter(found => found.file === 'bad.xer')).toHaveLength(1)
  })

  test('a file imported again brings its project up to date instead of doubling it', {
    timeout: 60_000,
  }, async () => {
    const file = join(shared, 'planner_files/airport_terminal.xer')
    const before = await analytics.findProject('TERMINAL-2')
    await analytics.importPaths(owner, [file], { asHistory: false })
    const after = await analytics.findProject('TERMINAL-2')
    expect(after).toEqual({ ...before, change: after.change })
    const sheets = await analytics.pull(after.projectId, ['activity', 'link'], null)
    expect(sheets.sheets[0]?.rowKeys).toHaveLength(66)
  })

  test('two files whose databases number their projects alike become two projects', {
    timeout: 60_000,
  }, async () => {
    const text = readFileSync(join(shared, 'planner_files/airport_terminal.xer'), 'latin1')
    const other = join(folder, 'other.xer')
    writeFileSync(other, text.replaceAll('TERMINAL-2', 'TERMINAL-9'), 'latin1')
    await analytics.importPaths(owner, [other], { asHistory: false })
    const [first, second] = await Promise.all([
      analytics.findProject('TERMINAL-2'),
      analytics.findProject('TERMINAL-9'),
    ])
    expect(first.projectId).not.toBe(second.projectId)
    expect([first.activities, second.activities]).toEqual([66, 66])
  })

  test('a stored project and its file have the same dates', { timeout: 60_000 }, async () => {
    const fromFile = await analytics.schedule(join(shared, 'planner_files/airport_terminal.xer'))
    const stored = await analytics.schedule('TERMINAL-2')
    const byCode = (dates: typeof stored) =>
      dates.projects[0]?.activities.toSorted((a, b) => (a.code < b.code ? -1 : 1))
    expect(byCode(stored)).toEqual(byCode(fromFile))
  })
})

test('a path that is not there is named', async () => {
  await expect(
    analytics.importPaths(owner, [join(folder, 'nothing.xer')], { asHistory: false }),
  ).rejects.toMatchObject({
    code: 'file-not-found',
  })
})

test('nothing is stored when one of the files cannot be read', async () => {
  const count = (await analytics.projects()).length
  const bad = join(folder, 'text.xlsx')
  writeFileSync(bad, 'no workbook')
  await expect(analytics.importPaths(owner, [bad], { asHistory: false })).rejects.toMatchObject({
    code: expect.stringMatching(/^file-/),
  })
  expect(await analytics.projects()).toHaveLength(count)
})

test('a file in another currency does not take over the amounts of a stored project, and says what to do', async () => {
  const { projectId } = await analytics.createProject(owner, { code: 'EURO-1', name: '桥' })
  const values = { activityKey: null, kind: 'labour', amount: 1000_00 }
  const fields = ['', ...Object.keys(values)]
  const { outcomes } = await analytics.push(owner, projectId, {
    idempotencyKey: 'a budget in yuan',
    baseChange: 0,
    edits: {
      sheet: fields.map(() => 'budgetLine'),
      rowKey: fields.map(() => 'line'),
      operation: fields.map(field => (field === '' ? 'create' : 'set')),
      field: fields,
      base: fields.map(() => null),
      value: fields.map(field => values[field as keyof typeof values] ?? null),
    },
  })
  expect(outcomes).not.toContain('refused')
  const inEuro = mkdtempSync(join(folder, 'euro-'))
  writeFileSync(join(inEuro, 'projects.csv'), 'project_id,name\nEURO-1,Bridge\n')
  writeFileSync(
    join(inEuro, 'activities.csv'),
    'project_id,activity_id,name,kind,baseline_start,baseline_end,duration_text,total_cost\n' +
      'EURO-1,1,Dig,activity,2026-03-02T08:00,2026-03-03T17:00,2d,100\n',
  )
  await expect(analytics.importPaths(owner, [inEuro], { asHistory: false })).rejects.toMatchObject({
    code: 'currency-in-use',
    data: { project: 'EURO-1', from: 'CNY', to: 'EUR', count: 1 },
    at: { sheet: 'project', code: 'EURO-1', field: 'currency' },
  })
  const kept = await analytics.pull(projectId, ['budgetLine', 'activity'], null)
  expect(kept.sheets.map(sheet => sheet.rowKeys.length)).toEqual([1, 0])
  const { projects } = await analytics.importPaths(owner, [inEuro], { asHistory: false, mode: 'new' })
  expect(projects).toMatchObject([{ code: 'EURO-1-2' }])
})
