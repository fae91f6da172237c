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
