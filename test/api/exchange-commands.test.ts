import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportPreview, LossGroup } from '#model/exchange-contract.ts'
import { runPlumbline } from '../support/run-plumbline.ts'

const file = join(import.meta.dirname, '../../../shared/data/planner_files/school_update.xer')
const noFile = !existsSync(file)
const why = noFile ? ' (skipped: ../shared/data/planner_files is not there)' : ''
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-exchange-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
const run = (...parameters: string[]) => runPlumbline([...parameters, '--json'], home).finished

test.skipIf(noFile)(
  `export writes a project and says what is lost; import --preview says what would change${why}`,
  async () => {
    expect((await run('import', file)).code).toBe(0)
    const output = join(home, 'out.xer')
    const exported = await run('export', 'PROJECT-2', '--format', 'xer', '--output', output)
    expect(exported.code, exported.stdout).toBe(0)
    const said: { bytes: number; losses: LossGroup[] } = JSON.parse(exported.stdout)
    expect(said.losses).toEqual([])
    expect((await readFile(output)).length).toBe(said.bytes)
    const { code, stdout } = await run('import', output, '--preview')
    expect(code).toBe(0)
    const preview: ImportPreview = JSON.parse(stdout)
    const activities = preview.projects[0]?.replaces?.sheets.find(one => one.sheet === 'activity')
    // 95 activities: manifest.csv.
    expect(activities).toEqual({ sheet: 'activity', created: 0, changed: 0, unchanged: 95, deleted: 0 })
  },
  120_000,
)

test('a format that does not exist is refused with those that do', async () => {
  const { code, stdout } = await run('export', 'P', '--format', 'doc', '--output', 'x.doc')
  expect(code).not.toBe(0)
  expect(stdout).toContain('xer, pmxml, mspdi, template, csv')
})
