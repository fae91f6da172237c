import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runPlumbline } from '../support/run-plumbline.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-given-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
const run = async (...parameters: string[]) => {
  const { code, stdout } = await runPlumbline([...parameters, '--json'], home).finished
  return { code, answer: JSON.parse(stdout) }
}

/** Two linked activities as P6 writes them, its tables in the order of the alphabet. */
const plan = [
  'ERMHDR\t8.0\t2026-03-01\tProject\tadmin\tadmin\tdb\tProject Management\tCNY',
  '%T\tPROJECT',
  '%F\tproj_id\tproj_short_name\tlast_recalc_date',
  '%R\t1\tCUT\t2026-03-02 08:00',
  '%T\tTASK',
  '%F\ttask_id\tproj_id\ttask_code\ttask_name\ttask_type\tstatus_code\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt',
  '%R\t10\t1\tA\tDig\tTT_Task\tTK_NotStart\t16\t16',
  '%R\t11\t1\tB\tPour\tTT_Task\tTK_NotStart\t8\t8',
  '%T\tTASKPRED',
  '%F\ttask_pred_id\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt',
  '%R\t100\t11\t10\tPR_FS\t0',
  '%E',
].join('\r\n')

test('a .xer file that breaks off is refused with its line and leaves the stored plan as it was', async () => {
  const file = join(home, 'cut.xer')
  await writeFile(file, plan)
  expect((await run('import', file)).answer.projects).toMatchObject([
    { code: 'CUT', activities: 2, links: 1 },
  ])
  await writeFile(file, plan.slice(0, plan.indexOf('%R\t11')))
  for (const typed of [
    ['import', file, '--preview'],
    ['import', file],
    ['check', file],
  ])
    expect(await run(...typed)).toMatchObject({
      code: 1,
      answer: { error: { code: 'xer-truncated', at: { file: 'cut.xer', line: 7 } } },
    })
  const { answer } = await run('schedule', 'CUT')
  expect(answer.projects[0].activities.map((one: { code: string }) => one.code)).toEqual(['A', 'B'])
}, 120_000)

test('a folder where a file is meant, and an empty folder, are named as such', async () => {
  const folder = join(home, 'nothing')
  await mkdir(folder)
  expect(await run('schedule', folder, '--compare')).toMatchObject({
    code: 1,
    answer: { error: { code: 'file-is-folder', at: { file: folder } } },
  })
  expect(await run('import', folder)).toMatchObject({
    code: 1,
    answer: { error: { code: 'folder-empty', at: { file: folder } } },
  })
}, 60_000)

test('schedule says why a plan has no dates, and what of its file could not be read', async () => {
  const file = join(home, 'loop.xer')
  const back = '%R\t101\t10\t11\tPR_FS\t1e300\r\n%E'
  await writeFile(file, plan.replace('%E', back))
  const { code, answer } = await run('schedule', file)
  expect({ code, finish: answer.projects[0].finish }).toEqual({ code: 0, finish: null })
  expect(answer.findings).toMatchObject([
    { code: 'xer-value-unreadable', severity: 'warning', at: { line: 12 } },
    { code: 'link-loop', severity: 'error', text: expect.stringMatching(/A, B, A|B, A, B/) },
  ])
  const { stdout } = await runPlumbline(['schedule', file], home).finished
  expect(stdout).toMatch(/\n {2}line 12: "1e300" in column lag_hr_cnt/)
}, 60_000)

test('a folder of updates of one project is stored one after another, the last as the plan', async () => {
  const folder = join(home, 'monthly')
  await mkdir(folder)
  const first = plan.replaceAll('CUT', 'MONTHLY')
  await writeFile(join(folder, '2026-03.xer'), first)
  await writeFile(join(folder, '2026-04.xer'), first.replace('2026-03-02 08:00', '2026-04-01 08:00'))
  const { code, answer } = await run('import', folder)
  expect({ code, projects: answer.projects?.length }).toEqual({ code: 0, projects: 2 })
  const { projects } = (await run('schedule', 'MONTHLY')).answer
  expect(projects[0]).toMatchObject({ code: 'MONTHLY', dataDate: '2026-04-01T08:00' })
}, 60_000)
