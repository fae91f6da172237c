/** Levelling on PSPLIB and RG300: how far the makespans lie above the best known ones and above the longest path, by seconds and
 *  by counted schedules, on one thread; how fast schedules are made and how soon the first one stands. Prints JSON.
 *  `npm run bench -- level [j30 j60 j90 j120 rg300] [--every N] [--seconds S] [--schedules N,N] [--seed S]`
 *  Seconds are of the processor, so that other programs on the machine do not count. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LevelProblem } from '#calc/level-problem.ts'
import { levelResources } from '#calc/level-resources.ts'
import type { SearchLimits } from '#calc/level-search.ts'
import { verifyLevelled } from '#calc/level-verify.ts'
import { readPsplib } from '#interchange/psplib-file.ts'
import { hasPsplib, type PsplibInstance, psplibInstances } from '../test/support/psplib.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '80' },
    seconds: { type: 'string', default: '5' },
    schedules: { type: 'string', default: '5000,50000' },
    seed: { type: 'string', default: '1' },
  },
})
const sets = positionals.length > 0 ? positionals : ['j30', 'j60', 'j90', 'j120', 'rg300']
const seed = Number(values.seed)
const seconds = Number(values.seconds)
const counts = values.schedules.split(',').map(Number)
const processorMs = () => process.cpuUsage().user / 1000

interface Run {
  makespan: number
  schedules: number
  milliseconds: number
  isProven: boolean
  bounds: PsplibInstance['bounds']
}

if (!hasPsplib) {
  console.error('../shared/data/psplib is not there; nothing was measured.')
  process.exit(1)
}
levelResources(readInstance(psplibInstances('j30', 1000)[0] as PsplibInstance), { seed, schedules: 20_000 })
for (const set of sets) {
  const instances = psplibInstances(set, Number(values.every))
  const byCount = Object.fromEntries(
    counts
      .filter(schedules => schedules > 0)
      .map(schedules => [schedules, summary(instances, { seed, schedules })]),
  )
  const time = { now: processorMs, milliseconds: seconds * 1000 }
  const answer = {
    set,
    instances: instances.length,
    every: Number(values.every),
    seed,
    firstScheduleMilliseconds: firstScheduleMs(instances),
    bySchedules: byCount,
    bySeconds: seconds > 0 ? { [seconds]: summary(instances, { seed, time }) } : {},
    peer: peer(),
  }
  console.log(JSON.stringify(answer))
}

function summary(instances: readonly PsplibInstance[], limits: SearchLimits) {
  const runs = instances.map(instance => runOn(instance, limits))
  const known = runs.filter(run => run.bounds !== null)
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  const meanPercent = (of: (run: Run) => number | undefined) =>
    known.length === 0
      ? null
      : rounded(
          (100 * known.reduce((total, run) => total + run.makespan / (of(run) ?? NaN) - 1, 0)) / known.length,
        )
  return {
    aboveBestKnownPercent: meanPercent(run => run.bounds?.upper),
    aboveLongestPathPercent: meanPercent(run => run.bounds?.longestPath),
    atBestKnown: known.filter(run => run.makespan <= (run.bounds?.upper ?? -1)).length,
    betterThanBestKnown: known.filter(run => run.makespan < (run.bounds?.upper ?? -1)).length,
    proven: runs.filter(run => run.isProven).length,
    meanMakespan: rounded(sum(run => run.makespan) / runs.length),
    schedulesPerSecond: Math.round((1000 * sum(run => run.schedules)) / sum(run => run.milliseconds)),
    secondsInAll: rounded(sum(run => run.milliseconds) / 1000),
  }
}

function runOn(instance: PsplibInstance, limits: SearchLimits): Run {
  const problem = readInstance(instance)
  const began = processorMs()
  const found = levelResources(problem, limits)
  const milliseconds = processorMs() - began
  const fault = verifyLevelled(problem, found.start)
  if (fault !== null) throw new Error(`${instance.name}: ${fault}`)
  return {
    makespan: found.value,
    schedules: found.schedules,
    milliseconds,
    isProven: found.isProven,
    bounds: instance.bounds,
  }
}

/** From the problem's columns to a valid schedule, bounds and priority rules included, once warm. */
function firstScheduleMs(instances: readonly PsplibInstance[]): number {
  const problems = instances.map(readInstance)
  const round = () => {
    const began = processorMs()
    for (const problem of problems) levelResources(problem, { seed, schedules: 1 })
    return (processorMs() - began) / problems.length
  }
  return rounded(Math.min(...Array.from({ length: 10 }, round)))
}

function readInstance({ name, bytes }: PsplibInstance): LevelProblem {
  return readPsplib(bytes, name)
}

/** CP-SAT in WebAssembly is measured in `performance.md` and is no dependency. */
function peer(): string {
  const isThere = existsSync(join(import.meta.dirname, '../node_modules/or-tools-wasm'))
  return isThere
    ? 'or-tools-wasm is installed, but this benchmark does not run it'
    : 'or-tools-wasm is not installed'
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
