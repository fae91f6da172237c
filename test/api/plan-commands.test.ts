import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { detectKind } from '#interchange/detect-kind.ts'
import { runPlumbline } from '../support/run-plumbline.ts'

const files = join(import.meta.dirname, '../../../shared/data/planner_files')
const dslib = join(import.meta.dirname, '../../../shared/data/dslib')
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-plan-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
const run = (...parameters: string[]) => runPlumbline([...parameters, '--json'], home).finished

describe.skipIf(!existsSync(files))(
  'on files of the shared data (skipped where ../shared is not there)',
  () => {
    test('schedule --compare counts how many of P6’s values are reached', async () => {
      const { code, stdout } = await run('schedule', join(files, 'airport_terminal.xer'), '--compare')
      // p6-rules.md, table 10: all 66 activities agree in all six fields.
      const all = { equal: 66, of: 66 }
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({
        activities: 66,
        equal: {
          earlyStart: all,
          earlyFinish: all,
          lateStart: all,
          lateFinish: all,
          totalFloat: all,
          freeFloat: all,
        },
        mismatches: [],
      })
    })

    test('check gives the 14 points in order, each passed, failed or not run with a reason', async () => {
      const { stdout } = await run('check', join(files, 'school_update.xer'))
      const { checks } = JSON.parse(stdout) as {
        checks: { number: number; result: string; reason: string | null }[]
      }
      expect(checks.map(check => check.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
      expect(checks.filter(check => check.result === 'not run').every(check => check.reason !== null)).toBe(
        true,
      )
    })
  },
)

describe.skipIf(!existsSync(dslib))('on the DSLIB release (skipped where ../shared is not there)', () => {
  test('forecast --cases answers every case in order, one JSON line each, and names a line it cannot read', async () => {
    const cases = join(home, 'cases.jsonl')
    const given = (id: string) => ({
      id,
      project: {
        projectId: id,
        baselineStart: '2026-01-05T08:00',
        baselineEnd: '2026-12-18T17:00',
        bac: 1000,
      },
      periods: [{ statusDate: '2026-06-30T17:00', pv: 500, ev: 450, ac: 480 }],
    })
    await writeFile(cases, [JSON.stringify(given('a')), 'nonsense', JSON.stringify(given('b'))].join('\n'))
    const { code, stdout } = await run('forecast', '--cases', cases, '--history', dslib)
    const [first, second, third] = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(0)
    expect(first).toMatchObject({
      id: 'a',
      finish: { p50: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/) },
    })
    expect(second).toMatchObject({ id: null, error: { code: 'case-unreadable', at: { line: 2 } } })
    expect(third).toMatchObject({ finish: first.finish, cost: first.cost, notUsed: first.notUsed })
    expect(third.findings).toContainEqual({
      code: 'single-status',
      message: expect.stringContaining('only'),
      at: { line: 3, part: 'periods 2026-06-30T17:00' },
    })
  })
})

test('backtest without a folder tests the stored projects and says when there are too few', async () => {
  const { code, stdout } = await run('backtest')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ version: null, trackRecord: null, scores: [] })
})

test('cases without their folder are wrong usage', async () => {
  expect((await run('forecast', '--cases', 'x.jsonl')).code).toBe(2)
})

test('template writes a workbook that import knows as its own', async () => {
  const file = join(home, '模板.xlsx')
  const { code, stdout } = await run('template', '-o', file)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ file })
  expect(detectKind('模板.xlsx', await readFile(file))).toBe('template')
})

test('a file that is no P6 file cannot be compared, damaged gzip included', async () => {
  const text = join(home, 'text.xer')
  const broken = join(home, 'broken.xer.gz')
  await writeFile(text, 'no P6 file')
  await writeFile(broken, new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]))
  const { code, stdout } = await run('schedule', text, '--compare')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: expect.stringMatching(/^file-/) } })
  expect(JSON.parse((await run('schedule', broken, '--compare')).stdout)).toMatchObject({
    error: { code: 'file-unreadable' },
  })
})

test('a template without a file to write is wrong usage', async () => {
  expect((await run('template')).code).toBe(2)
})
