/** Monte Carlo on the random networks of `../shared/limits`: our kernels (SIMD and plain) beside the C of that folder compiled here with four
 *  lanes, its JavaScript, and numpy, in turn and by processor time. Prints JSON. Needs gcc for C (said when it is not there). */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Piscina } from 'piscina'
import { pertQuantile, tableByDeviate, tableByShare } from '#calc/distribution-tables.ts'
import { openSimulationKernel, type SimulationEngine } from '#calc/simulate-kernel.ts'
import { drawKinds, type SimulationNetwork } from '#calc/simulate-network.ts'
import { drawBits, runWord } from '#calc/simulate-random.ts'
import type { MonteCarloTask } from './monte-carlo/make-runs.ts'
import { numpyProgram, sse2 } from './monte-carlo/programs.ts'

const sizes = [1000, 10_000]
const runs = 10_000
const rounds = 3
/** Minutes of a day of the networks, whose durations are days. */
const day = 480
const chunk = 256
const cc = 'gcc'
const shared = join(import.meta.dirname, '../../shared/limits')
if (!existsSync(shared)) {
  console.log(JSON.stringify({ bench: 'monte-carlo', skipped: `${shared} is not there` }))
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'monte-carlo-'))
try {
  const compiler = prepare()
  const results = []
  for (const size of sizes) results.push(await measure(size, compiler))
  console.log(JSON.stringify({ bench: 'monte-carlo', runs, rounds, compiler, results }, null, 2))
} finally {
  rmSync(folder, { recursive: true })
}

/** Networks, and the C with four lanes. Its four-lane form leaves the square root and the maximum to the compiler, which only clang makes
 *  vectors of; here they are SSE2's own, so that gcc's program is no slower than clang's. Its clock becomes processor time. */
function prepare(): string | null {
  cpSync(shared, folder, { recursive: true })
  for (const [place, program] of [
    ['cpm', 'gen.mjs'],
    ['mc', 'dumpnet.mjs'],
  ] as const)
    spawnSync(process.execPath, [program], { cwd: join(folder, place), timeout: 120_000 })
  const kernel = join(folder, 'mc/kern.h')
  writeFileSync(
    kernel,
    readFileSync(kernel, 'utf8').replace(
      '#else\nstatic inline vf vsqrt',
      `${sse2}#else\nstatic inline vf vsqrt`,
    ),
  )
  const main = join(folder, 'mc/mc.c')
  writeFileSync(main, readFileSync(main, 'utf8').replace('CLOCK_MONOTONIC', 'CLOCK_PROCESS_CPUTIME_ID'))
  const flags = [
    '-O3',
    '-march=x86-64',
    '-fno-math-errno',
    '-w',
    '-DVL=4',
    'mc.c',
    '-o',
    'mc4',
    '-lpthread',
    '-lm',
  ]
  return spawnSync(cc, flags, { cwd: join(folder, 'mc') }).status === 0
    ? `${cc} ${flags.slice(0, 5).join(' ')}`
    : null
}

async function measure(size: number, compiler: string | null) {
  const triangular = networkOf(size)
  const pert = withTables(networkOf(size), false)
  const everything = withConversions(withTables(networkOf(size), true))
  const best = new Map<string, number>()
  const keep = (name: string, milliseconds: number | null) => {
    if (milliseconds !== null)
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, milliseconds))
  }
  let p80 = 0
  for (let round = 0; round < rounds; round++) {
    if (compiler) {
      keep('c triangular', cTime(size, 'tri', false))
      keep('c pert', cTime(size, 'pert', false))
      keep('c criticality', cTime(size, 'tri', true))
    }
    const timed = time(triangular, 'simd', false, runs)
    p80 = timed.p80
    keep('triangular', timed.milliseconds)
    keep('pert', time(pert, 'simd', false, runs).milliseconds)
    keep('criticality', time(triangular, 'simd', true, runs).milliseconds)
    keep('pert, correlation, calendars, criticality', time(everything, 'simd', true, runs).milliseconds)
    const few = size > 1000 ? runs / 8 : runs
    keep('plain', time(triangular, 'plain', false, few).milliseconds * (runs / few))
    keep('their JavaScript', await theirJavaScript(size, few))
  }
  const reference = referenceP80(triangular, size > 1000 ? 2000 : runs)
  const same = time(triangular, 'simd', false, reference.runs).p80
  const numpy = numpyTime(size)
  const rate = (name: string) => {
    const milliseconds = best.get(name)
    return milliseconds === undefined ? null : Math.round((size * runs) / milliseconds / 1000)
  }
  const ratio = (a: string, b: string) => {
    const [x, y] = [best.get(a), best.get(b)]
    return x === undefined || y === undefined ? null : Number((x / y).toFixed(2))
  }
  return {
    activities: size,
    milliseconds: Object.fromEntries([...best].map(([name, value]) => [name, Number(value.toFixed(1))])),
    millionsPerSecond: Object.fromEntries([...best.keys()].map(name => [name, rate(name)])),
    timesC: {
      triangular: ratio('triangular', 'c triangular'),
      pert: ratio('pert', 'c pert'),
      criticality: ratio('criticality', 'c criticality'),
    },
    everythingTimesCriticality: ratio('pert, correlation, calendars, criticality', 'criticality'),
    plainTimesTheirJavaScript: ratio('plain', 'their JavaScript'),
    numpy: numpy ?? 'numpy is not there',
    numpyTimes: numpy && Number((numpy / (best.get('triangular') as number)).toFixed(1)),
    workers: await workerSpeed(triangular),
    p80Days: Number((p80 / day).toFixed(2)),
    p80FromFloat64: { runs: reference.runs, share: (same - reference.p80) / reference.p80 },
  }
}

function time(network: SimulationNetwork, engine: SimulationEngine, criticality: boolean, count: number) {
  const { memory, run } = openSimulationKernel(network, 42, chunk, { criticality, sums: null }, engine)
  for (let i = 0; i < memory.factors.length; i++) memory.factors[i] = ((i * 7) % 13) / 6.5 - 1
  const finishes = new Int32Array(count)
  const before = process.cpuUsage().user
  for (let first = 0; first < count; first += chunk) {
    const runsNow = Math.min(chunk, count - first)
    run(first, Math.ceil(runsNow / 8) * 8)
    finishes.set(memory.finishes.subarray(0, runsNow), first)
  }
  const milliseconds = (process.cpuUsage().user - before) / 1000
  return { milliseconds, p80: percentile(finishes) }
}

function percentile(values: Int32Array | Float64Array): number {
  return values.slice().sort()[Math.floor(0.8 * values.length)] as number
}

/** The straightforward way in double precision on the same stream of random numbers. */
function referenceP80(network: SimulationNetwork, count: number): { runs: number; p80: number } {
  const { least, likely, most, keys, linkEnds, linkSlot, linkLag } = network
  const slots = new Float64Array(network.slotCount)
  const finishes = Float64Array.from({ length: count }, (_, run) => {
    const word = runWord(42, run)
    let last = 0
    for (let node = 0; node < network.count; node++) {
      const share = (drawBits(word, keys[2 * node] as number, keys[2 * node + 1] as number) >>> 8) / 2 ** 24
      const [a, m, b] = [least[node] as number, likely[node] as number, most[node] as number]
      const duration =
        share < (m - a) / (b - a)
          ? a + Math.sqrt(share * (b - a) * (m - a))
          : b - Math.sqrt((1 - share) * (b - a) * (b - m))
      let start = 0
      for (let k = linkEnds[2 * node] as number; k < (linkEnds[2 * node + 2] as number); k++) {
        const bound = (slots[linkSlot[k] as number] as number) + (linkLag[k] as number)
        start = Math.max(start, k < (linkEnds[2 * node + 1] as number) ? bound : bound - duration)
      }
      slots[2 * node] = start
      slots[2 * node + 1] = start + duration
      last = Math.max(last, start + duration)
    }
    return last
  })
  return { runs: count, p80: percentile(finishes) }
}

/** Wall time of one and of two worker threads making the same runs: half of them each. */
async function workerSpeed(network: SimulationNetwork) {
  const pool = new Piscina({
    filename: new URL('./monte-carlo/worker.mjs', import.meta.url).href,
    minThreads: 2,
    maxThreads: 2,
  })
  const work = async (first: number, count: number) => {
    const task: MonteCarloTask = { network, first, count }
    return (await pool.run(task, { name: 'makeRuns' })) as number
  }
  await Promise.all([work(0, 2048), work(2048, 2048)])
  let one = Number.POSITIVE_INFINITY
  let two = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    one = Math.min(one, await work(0, 10_240))
    two = Math.min(two, Math.max(...(await Promise.all([work(0, 5120), work(5120, 5120)]))))
  }
  await pool.destroy()
  return {
    clockMsOfOne: Math.round(one),
    clockMsOfTwo: Math.round(two),
    speedUp: Number((one / two).toFixed(2)),
  }
}

function cTime(size: number, kind: 'tri' | 'pert', criticality: boolean): number | null {
  const { stdout } = spawnSync(
    join(folder, 'mc/mc4'),
    [String(size), String(runs), kind, '1', '3', ...(criticality ? ['crit'] : [])],
    {
      cwd: join(folder, 'mc'),
      encoding: 'utf8',
      timeout: 60_000,
    },
  )
  const found = /"ms":([\d.]+)/.exec(stdout)
  return found ? Number(found[1]) : null
}

async function theirJavaScript(size: number, count: number): Promise<number> {
  const { prep } = await import(pathToFileURL(join(folder, 'mc/prep.mjs')).href)
  const { i32x4, table } = await import(pathToFileURL(join(folder, 'mc/kernels.mjs')).href)
  const network = prep(size)
  const quantiles = table('tri')
  const out = new Float64Array(count + 4)
  const before = process.cpuUsage().user
  i32x4(network, 0, count, out, 42, quantiles)
  return ((process.cpuUsage().user - before) / 1000) * (runs / count)
}

/** Vectorised over runs, activity by activity: the way of a careful Python program. Null without numpy. */
function numpyTime(size: number): number | null {
  const { stdout, status } = spawnSync(
    'python3',
    ['-c', numpyProgram, join(folder, `mc/prep_${size}.bin`), String(runs)],
    {
      encoding: 'utf8',
      timeout: 120_000,
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    },
  )
  return status === 0 ? Number(stdout) : null
}

function networkOf(size: number): SimulationNetwork {
  const bytes = readFileSync(join(folder, `mc/prep_${size}.bin`))
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  const [count = 0, links = 0] = new Int32Array(buffer, 0, 2)
  let at = 8
  const integers = (length: number) => new Int32Array(buffer, (at += 4 * length) - 4 * length, length)
  const floats = (length: number) => new Float32Array(buffer, (at += 4 * length) - 4 * length, length)
  const linkEnds = integers(2 * count + 1)
  const linkSlot = integers(links)
  const linkLag = Int32Array.from(floats(links), days => Math.round(days * day))
  const [least, likely, most] = [floats(count), floats(count), floats(count)].map(days =>
    Float64Array.from(days, x => x * day),
  )
  const column = () => new Int32Array(count)
  return {
    count,
    slotCount: 2 * count + 1,
    zeroSlot: 2 * count,
    draw: new Uint8Array(count).fill(drawKinds.triangular),
    fixed: column(),
    least: least as Float64Array,
    likely: likely as Float64Array,
    most: most as Float64Array,
    table: column(),
    offset: new Float64Array(count),
    scale: new Float64Array(count),
    group: column(),
    loading: new Float64Array(count),
    keys: Uint32Array.from({ length: 2 * count }, (_, i) => runWord(77, i)),
    linkEnds,
    linkSlot,
    linkLag,
    conversions: null,
    ends: lastFinishes(count, linkSlot, linkLag),
    riskNode: column().subarray(0, 0),
    riskIndex: column().subarray(0, 0),
    riskCount: 0,
    groupCount: 0,
    costNode: column().subarray(0, 0),
    costRate: new Float64Array(0),
    costEnds: new Int32Array(1),
    tables: [],
  }
}

/** Finishes that no link holds another start or finish after: the only ones that can be the end, as the product lays plans out. */
function lastFinishes(count: number, linkSlot: Int32Array, linkLag: Int32Array): Int32Array {
  const isLast = new Uint8Array(count).fill(1)
  linkSlot.forEach((slot, k) => {
    if ((slot & 1) === 1 && (linkLag[k] as number) >= 0) isLast[slot >> 1] = 0
  })
  return Int32Array.from(isLast.keys(), node => 2 * node + 1).filter(slot => isLast[slot >> 1] === 1)
}

/** PERT by 64 tables as the C has them; correlated by eight groups where asked for. */
function withTables(network: SimulationNetwork, correlated: boolean): SimulationNetwork {
  const shapes = 64
  const make = correlated ? tableByDeviate : tableByShare
  network.tables = Array.from({ length: shapes }, (_, i) => make(pertQuantile((i + 0.5) / shapes)))
  for (let node = 0; node < network.count; node++) {
    const least = network.least[node] as number
    const width = (network.most[node] as number) - least
    const mode = ((network.likely[node] as number) - least) / width
    network.draw[node] = correlated ? drawKinds.correlated : drawKinds.table
    network.table[node] = Math.min(shapes - 1, Math.floor(mode * shapes))
    network.offset[node] = least
    network.scale[node] = width
    network.group[node] = node % 8
    network.loading[node] = correlated ? Math.sqrt(0.3) : 0
  }
  if (correlated) network.groupCount = 8
  return network
}

/** Every fifth activity hands its finish on through a table, as one in a second calendar does. */
function withConversions(network: SimulationNetwork): SimulationNetwork {
  const { count } = network
  const block = 240
  const entries = Int32Array.from({ length: 40_000 }, (_, k) => ((k * block) << 1) | 1)
  const converted = Array.from({ length: Math.ceil(count / 5) }, (_, i) => i * 5)
  const toOf = new Map(converted.map((node, i) => [2 * node + 1, network.slotCount + i]))
  const ends = new Int32Array(count + 1)
  for (let node = 0; node < count; node++) ends[node + 1] = (ends[node] as number) + (node % 5 === 0 ? 1 : 0)
  const zeros = new Int32Array(converted.length)
  return {
    ...network,
    slotCount: network.slotCount + converted.length,
    linkSlot: network.linkSlot.map(slot => toOf.get(slot) ?? slot),
    conversions: {
      ends,
      from: Int32Array.from(converted, node => 2 * node + 1),
      add: zeros,
      to: Int32Array.from(converted, (_, i) => network.slotCount + i),
      table: zeros,
      tables: [{ block, entries, shift: 0 }],
    },
  }
}
