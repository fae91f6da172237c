import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeXer } from '#interchange/write-xer.ts'
import { parseMinute } from '#model/plan-time.ts'
import { lift, withCrane } from '../analytics/calc/levelled-case.ts'
import { day } from '../analytics/calc/simulation-case.ts'
import { runPlumbline } from '../support/run-plumbline.ts'

let home: string
let file: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-simulate-'))
  file = join(home, 'lifts.xer')
  const plan = withCrane([lift('A', [10, 10, 10]), lift('B', [10, 10, 10])])
  await writeFile(file, writeXer(plan, null).bytes)
})
afterAll(() => rm(home, { recursive: true, force: true }))

const daysTo = (time: string) =>
  ((parseMinute(time) as number) - (parseMinute('2026-01-01T00:00') as number)) / day
const simulate = async (...flags: string[]) => {
  const { code, stdout } = await runPlumbline(['simulate', file, '--runs', '1000', ...flags, '--json'], home)
    .finished
  expect(code).toBe(0)
  const { levelled, finish } = JSON.parse(stdout)
  return { levelled, p10: daysTo(finish.p10), p90: daysTo(finish.p90), planned: daysTo(finish.planned) }
}

test('simulate --levelled lets two lifts that share a crane follow each other, and says so', async () => {
  // Ten days each, from nine to thirteen by the default range: side by side at most 13, one after the other at least 18.
  const free = await simulate()
  expect(free).toMatchObject({ levelled: false, planned: 10 })
  expect(free.p90).toBeLessThanOrEqual(13)
  const levelled = await simulate('--levelled')
  expect(levelled).toMatchObject({ levelled: true, planned: 20 })
  expect(levelled.p10).toBeGreaterThanOrEqual(18)
  expect(await simulate('--levelled', '--workers', '1')).toEqual(levelled)
  const { stdout } = await runPlumbline(
    ['simulate', file, '--levelled', '--runs', '1000', '--language', 'en'],
    home,
  ).finished
  expect(stdout).toContain('each kept to the limited resources')
}, 60_000)
