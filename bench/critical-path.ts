/** Critical path, from raw link lists to all floats, on the random networks of `../shared/limits/cpm`: our integer kernel in WebAssembly
 *  and in plain TypeScript, the engine with a calendar, and the C of that folder compiled here. All see the same files and are run in turn; prints JSON. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileCalendar } from '#calc/calendar.ts'
import { type CriticalPathKernel, type IntegerNetwork, openCriticalPath } from '#calc/critical-path-kernel.ts'
import { calculateSchedule, type ScheduleInput } from '#calc/schedule.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import type { CalendarException } from '#model/entities/calendar-exception.ts'
import { parseDay } from '#model/plan-time.ts'
import { median } from 'simple-statistics'

const sizes = [1000, 10_000, 100_000, 1_000_000]
const rounds = 3
/** Its 101 repetitions take minutes beyond. */
const largestForC = 100_000
const shared = join(import.meta.dirname, '../../shared/limits/cpm')
const folder = mkdtempSync(join(tmpdir(), 'cpm-'))

try {
  const program = existsSync(shared) ? compileC() : null
  const networks = sizes.map(size => ({ size, network: networkOf(size) }))
  const best = new Map<string, number>()
  const keep = (name: string, milliseconds: number) =>
    best.set(name, Math.min(best.get(name) ?? Infinity, milliseconds))
  const facts = new Map<number, unknown>()
  for (let round = 0; round < rounds; round++) {
    for (const { size, network } of networks) {
      if (program && size <= largestForC) {
        const theirs = runC(program, size)
        keep(`c ${size}`, theirs.fusedUs / 1000)
        facts.set(size, {
          finish: theirs.T,
          critical: theirs.crit,
          totalFloat: theirs.sumTF,
          freeFloat: theirs.sumFF,
        })
      }
      const kernels = (['compiled', 'plain'] as const).map(engine => {
        const kernel = openCriticalPath(size, network.from.length, engine)
        for (const [name, column] of Object.entries(network))
          kernel.network[name as keyof IntegerNetwork].set(column)
        keep(`${engine} ${size}`, medianOf(size, kernel.find))
        return kernel
      })
      const input = inputOf(network)
      keep(
        `calendar ${size}`,
        medianOf(size, () => calculateSchedule(input)),
      )
      if (round === 0) {
        for (const kernel of kernels) {
          const same = sumsOf(kernel)
          const expected = facts.get(size) ?? same
          if (JSON.stringify(expected) !== JSON.stringify(same))
            throw new Error(`The kernel differs from C at ${size}: ${JSON.stringify({ same, expected })}`)
        }
        keep(`index ${size}`, indexTime(network))
      }
    }
  }
  const results = sizes.map(size => {
    const [c, compiled, plain, calendar, index] = ['c', 'compiled', 'plain', 'calendar', 'index'].map(
      name => best.get(`${name} ${size}`) ?? null,
    )
    const ratio = (value: number | null | undefined) => (c && value ? Number((value / c).toFixed(2)) : null)
    return {
      activities: size,
      links: Math.round(1.8 * size),
      milliseconds: { c, compiled, plain, calendar, idsToIndices: index },
      timesC: { compiled: ratio(compiled), plain: ratio(plain), calendar: ratio(calendar) },
      /** What stands before a calculation that is given codes, against the calculation with a calendar. */
      idsTimesCalculation: index && calendar ? Number((index / calendar).toFixed(2)) : null,
      nanosecondsPerActivity: {
        c: perActivity(c, size),
        compiled: perActivity(compiled, size),
        plain: perActivity(plain, size),
        calendar: perActivity(calendar, size),
      },
    }
  })
  console.log(
    JSON.stringify(
      { bench: 'critical-path', rounds, compiler: program ? 'gcc -O3 -march=native' : null, results },
      null,
      2,
    ),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function perActivity(milliseconds: number | null | undefined, size: number): number | null {
  return milliseconds ? Number(((milliseconds * 1e6) / size).toFixed(1)) : null
}

/** Median of repetitions within about a quarter of a second. */
function medianOf(size: number, run: () => unknown): number {
  const repetitions = size <= 1000 ? 401 : size <= 10_000 ? 101 : size <= 100_000 ? 15 : 3
  const times: number[] = []
  for (let i = 0; i < repetitions; i++) {
    const began = performance.now()
    run()
    times.push(performance.now() - began)
  }
  return median(times)
}

function compileC(): string | null {
  cpSync(shared, folder, { recursive: true })
  const program = join(folder, 'cpm_c')
  const { status } = spawnSync('gcc', ['-O3', '-march=native', '-w', join(folder, 'cpm.c'), '-o', program])
  return status === 0 ? program : null
}

function runC(program: string, size: number) {
  const { stdout, status } = spawnSync(program, [String(size)], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`C ended with ${status}`)
  return JSON.parse(stdout) as { T: number; crit: number; sumTF: number; sumFF: number; fusedUs: number }
}

/** The network of `gen.mjs` of that size, also written as the file that C reads: hidden order, 70 % FS, 15 % SS, 10 % FF, 5 % SF. */
function networkOf(count: number): IntegerNetwork {
  const random = generator(count + 7)
  const links = Math.round(1.8 * count)
  const place = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = (random() * (i + 1)) | 0
    ;[place[i], place[j]] = [place[j] as number, place[i] as number]
  }
  const duration = Int32Array.from({ length: count }, () => 1 + ((random() * 40) | 0))
  const [from, to, kind, lag] = [0, 1, 2, 3].map(() => new Int32Array(links)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  for (let k = 0; k < links; k++) {
    const j = k < count - 1 ? k + 1 : 1 + ((random() * (count - 1)) | 0)
    const i = j - 1 - ((random() * Math.min(j, 100)) | 0)
    from[k] = place[i] as number
    to[k] = place[j] as number
    const type = random()
    kind[k] = type < 0.7 ? 0 : type < 0.85 ? 1 : type < 0.95 ? 2 : 3
    lag[k] = random() < 0.3 ? ((random() * 13) | 0) - 2 : 0
  }
  const columns = [Int32Array.of(count, links), duration, from, to, kind, lag]
  writeFileSync(
    join(folder, `net_${count}.bin`),
    Buffer.concat(columns.map(column => Buffer.from(column.buffer))),
  )
  return { duration, from, to, kind, lag }
}

/** The random numbers of `gen.mjs` (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function sumsOf({ network, find, ...path }: CriticalPathKernel) {
  const finish = find()
  const sums = { finish, critical: 0, totalFloat: 0, freeFloat: 0 }
  for (let u = 0; u < network.duration.length; u++) {
    const float = (path.lateStart[u] as number) - (path.earlyStart[u] as number)
    if (float === 0) sums.critical++
    sums.totalFloat += float
    sums.freeFloat += path.freeFloat[u] as number
  }
  return sums
}

/** From codes to indices and columns: what stands before the calculation when links name their activities. */
function indexTime({ from, to }: IntegerNetwork): number {
  const codes = Array.from(
    { length: Math.max(...[from, to].map(ends => ends.reduce((a, b) => Math.max(a, b)))) + 1 },
    (_, u) => `A${u}`,
  )
  const [predecessors, successors] = [from, to].map(ends => Array.from(ends, u => codes[u] as string)) as [
    string[],
    string[],
  ]
  return medianOf(codes.length, () => {
    const indexOf = new Map<string, number>()
    for (let u = 0; u < codes.length; u++) indexOf.set(codes[u] as string, u)
    const [a, b] = [new Int32Array(from.length), new Int32Array(to.length)]
    for (let k = 0; k < a.length; k++) {
      a[k] = indexOf.get(predecessors[k] as string) as number
      b[k] = indexOf.get(successors[k] as string) as number
    }
    return [a, b]
  })
}

/** The same network in hours of a five-day week with two weeks off, as the engine takes it. */
function inputOf(network: IntegerNetwork): ScheduleInput {
  const count = network.duration.length
  const none = (value: number) => new Float64Array(count).fill(value)
  const shifts = '08:00-12:00,13:00-17:00'
  const calendar = compileCalendar(
    {
      projectId: 'p',
      rowKey: 'c',
      code: 'C',
      name: 'C',
      minutesPerDay: 480,
      monday: shifts,
      tuesday: shifts,
      wednesday: shifts,
      thursday: shifts,
      friday: shifts,
      saturday: null,
      sunday: null,
    } as unknown as Calendar,
    [
      {
        rowKey: 'e',
        calendarKey: 'c',
        fromDay: parseDay('2026-10-01'),
        toDay: parseDay('2026-10-14'),
        shifts: null,
      } as unknown as CalendarException,
    ],
  )
  const start = (parseDay('2026-03-02') as number) * 1440 + 480
  return {
    activities: {
      code: Array.from({ length: count }, (_, u) => `A${u}`),
      rowKey: Array.from({ length: count }, (_, u) => `A${u}`),
      wbs: Array.from({ length: count }, () => null),
      project: new Int32Array(count),
      calendar: new Int32Array(count),
      shape: new Uint8Array(count),
      status: new Uint8Array(count),
      remaining: Float64Array.from(network.duration, hours => hours * 60),
      startMin: none(start),
      startMax: none(Infinity),
      finishMin: none(-Infinity),
      finishMax: none(Infinity),
      mandatoryStart: none(NaN),
      mandatoryFinish: none(NaN),
      expectedFinish: none(NaN),
      actualStart: none(NaN),
      actualFinish: none(NaN),
      asLateAsPossible: new Uint8Array(count),
      resourceFirst: new Int32Array(count + 1),
      resourceCalendar: new Int32Array(0),
    },
    links: {
      from: network.from,
      to: network.to,
      kind: Uint8Array.from(network.kind),
      lag: Float64Array.from(network.lag, hours => hours * 60),
      calendar: new Int32Array(network.from.length),
    },
    effortLinks: {
      from: new Int32Array(0),
      to: new Int32Array(0),
      kind: new Uint8Array(0),
      lag: new Float64Array(0),
      calendar: new Int32Array(0),
    },
    projects: {
      code: ['P'],
      dataDate: Float64Array.of(start),
      mustFinishBy: Float64Array.of(NaN),
      criticalFloat: Float64Array.of(0),
      byLongestPath: new Uint8Array(1),
      openEndsAreCritical: new Uint8Array(1),
      floatBy: new Uint8Array(1),
      floatToNetworkEnd: new Uint8Array(1),
    },
    calendars: [calendar],
    uniformCalendar: 0,
    floatPaths: [],
    msProject: null,
    findings: [],
  }
}
