import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runPlumbline } from '../support/run-plumbline.ts'

let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plumbline-level-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
const run = (...parameters: string[]) => runPlumbline([...parameters, '--json'], home).finished

/** The example of the python-mip documentation ("Resource Constrained Project Scheduling", optimum 21) as a Patterson file. */
const example = `12 2
6 8
0 0 0 3 2 3 4
3 5 1 2 5 6
2 0 4 2 10 11
5 1 4 1 9
4 1 3 2 7 8
2 3 2 2 10 11
3 3 1 2 9 10
4 2 4 1 9
2 4 0 1 12
4 5 2 1 12
6 2 5 1 12
0 0 0 0
`

test('level prints the makespan, its lower bound and the start of every job', async () => {
  const file = join(home, 'example.rcp')
  await writeFile(file, example)
  const { code, stdout } = await run('level', file, '--seconds', '1', '--seed', '2')
  expect(code).toBe(0)
  const answer = JSON.parse(stdout) as {
    makespan: number
    lowerBound: number
    starts: Record<string, number>
  }
  expect(answer).toMatchObject({ makespan: 21, proven: answer.lowerBound === 21 })
  expect(Object.keys(answer.starts)).toEqual(Array.from({ length: 12 }, (_, job) => String(job + 1)))
  expect(answer.starts).toMatchObject({ 1: 0, 12: 21 })
})

test('level names the line of a bad file, and a wrong flag, and prints one JSON document each', async () => {
  const file = join(home, 'bad.rcp')
  await writeFile(file, example.replace('5 1 4 1 9', '5 9 4 1 9'))
  const bad = await run('level', file)
  expect(bad.code).toBe(1)
  expect(JSON.parse(bad.stdout)).toMatchObject({
    error: { code: 'level-demand-above-capacity', at: { file: 'bad.rcp', line: 6 } },
  })
  const flag = await run('level', file, '--seconds', 'soon')
  expect(flag.code).toBe(2)
  expect(JSON.parse(flag.stdout)).toMatchObject({ error: { code: 'usage-wrong' } })
})

test('a folder is said to be one, and a file that breaks off what comes next, with the remedy', async () => {
  const folder = await run('level', home)
  expect(JSON.parse(folder.stdout).error).toMatchObject({ code: 'file-is-folder', at: { file: home } })
  const file = join(home, 'cut.rcp')
  await writeFile(file, example.slice(0, 60))
  expect(JSON.parse((await run('level', file)).stdout).error.message).toMatch(
    /breaks off after line \d+, before \S.*\. Get the whole file again\.$/,
  )
})

test.each([
  ['level', '--accept'],
  ['level', '--mode', 'float'],
])('%s %s is refused for a file instead of being passed over', async (...words) => {
  const file = join(home, 'flags.rcp')
  await writeFile(file, example)
  const { code, stdout } = await run(words[0] as string, file, ...words.slice(1))
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage-wrong' } })
})

test('simulate refuses a number of workers for a stored project, which has none of its own', async () => {
  const { code, stdout } = await run('simulate', 'NO-FILE', '--workers', '2')
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage-wrong' } })
})
