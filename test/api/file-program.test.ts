import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runPlumbline } from '../support/run-plumbline.ts'

const root = dirname(dirname(import.meta.dirname))
const program = join(root, 'api/plumbline.mjs')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-program-'))
  writeFileSync(join(folder, 'small.xer'), smallXer)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Through `plumbline`, with what Node loads reported on standard error. */
function quick(...parameters: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PLUMBLINE_DATA: folder, PLUMBLINE_LANGUAGE: 'en', NODE_DEBUG: 'child_process' },
  })
  return { status, stdout, started: stderr.includes('spawn') }
}

describe('a command about a file', () => {
  test('is answered in the first process, as the whole program answers it', async () => {
    quick('schedule', 'small.xer')
    const { status, stdout, started } = quick('schedule', 'small.xer', '--json')
    const whole = await runPlumbline(['schedule', 'small.xer', '--json'], folder).finished
    expect({ status, started }).toEqual({ status: 0, started: false })
    expect(JSON.parse(stdout)).toEqual(JSON.parse(whole.stdout))
  })

  test('that cannot be read gives its coded problem and exit code 1', () => {
    writeFileSync(join(folder, 'broken.xer'), 'nothing')
    const { status, stdout } = quick('schedule', 'broken.xer', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: expect.stringMatching(/^file-/) } })
  })

  test('typed wrongly is left to the whole program, which says so', () => {
    const { status, started } = quick('schedule', 'small.xer', '--nonsense')
    expect({ status, started }).toEqual({ status: 2, started: true })
  })
})

const smallXer = [
  'ERMHDR\t8.0\t2026-03-01\tProject\tadmin\tadmin\tdb\tProject Management\tCNY',
  '%T\tPROJECT',
  '%F\tproj_id\tproj_short_name\tlast_recalc_date\tplan_start_date',
  '%R\t1\tP1\t2026-03-02 08:00\t2026-03-02 08:00',
  '%T\tTASK',
  '%F\ttask_id\tproj_id\ttask_code\ttask_name\ttask_type\tstatus_code\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt',
  '%R\t10\t1\tA\tDig\tTT_Task\tTK_NotStart\t16\t16',
  '%R\t11\t1\tB\tPour\tTT_Task\tTK_NotStart\t8\t8',
  '%T\tTASKPRED',
  '%F\ttask_pred_id\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt',
  '%R\t100\t11\t10\tPR_FS\t0',
  '%E',
].join('\r\n')
