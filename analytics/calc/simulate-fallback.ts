import { drawBits, runWord } from './simulate-random.ts'
import type { SimulationMemory } from './simulate-memory.ts'

/** `kernels/simulate.as` in plain TypeScript for engines without SIMD: the same memory, the same arithmetic in single precision, so
 *  the same results to the bit. Four runs at a time, since they share loops and indices. */
export function simulateFallback(memory: SimulationMemory, first: number, count: number): void {
  const state = viewOf(memory)
  for (let run = first, octet = 0; run < first + count; run += 8, octet++)
    for (let half = 0; half < 8; half += 4) {
      sampleTriangular(state, run, half)
      sampleTables(state, run, half)
      sampleCorrelated(state, run, octet, half)
      addRisks(state, octet, half)
      passForward(state, half)
      const finish = latest(state, half)
      for (let lane = 0; lane < 4; lane++) memory.finishes[8 * octet + half + lane] = finish[lane] as number
      if (state.word(21) !== 0) countCritical(state, finish, half)
      if (state.word(23) !== 0) addSums(state, finish, half)
      if (state.word(26) !== 0) addCosts(state, memory.costs, octet, half)
    }
}

interface State {
  words: Int32Array
  floats: Float32Array
  doubles: Float64Array
  bytes: Uint8Array
  /** A word of the header. */
  word(index: number): number
}

function viewOf({ buffer, header }: SimulationMemory): State {
  const words = new Int32Array(buffer)
  return {
    words,
    floats: new Float32Array(buffer),
    doubles: new Float64Array(buffer),
    bytes: new Uint8Array(buffer),
    word: index => words[(header >> 2) + index] as number,
  }
}

const { fround } = Math
/** Added to a number below 2^23, it leaves the nearest whole one. */
const rounding = 8388608
const perStep = fround(1 / 16384)

function sampleTriangular(state: State, run: number, half: number): void {
  const { words, floats } = state
  const durations = (state.word(1) >> 2) + half
  const seed = state.word(29)
  const c0 = runWord(seed, run + half)
  const c1 = runWord(seed, run + half + 1)
  const c2 = runWord(seed, run + half + 2)
  const c3 = runWord(seed, run + half + 3)
  const from = state.word(3) >> 2
  const end = from + state.word(4) * 8
  for (let at = from; at < end; at += 8) {
    const out = durations + (words[at]! >> 2)
    const a = words[at + 1]!
    const b = words[at + 2]!
    const turn = Math.ceil(floats[at + 3]!) | 0
    // `drawBits` four times over: as calls they are too much for the engine to inline, and three times as slow.
    let bits = Math.imul(c0 ^ a, 0x7feb352d)
    bits = Math.imul(((bits ^ (bits >>> 15)) + b) | 0, 0x846ca68b)
    words[out] = triangular(floats, at, turn, (bits ^ (bits >>> 16)) >>> 8)
    bits = Math.imul(c1 ^ a, 0x7feb352d)
    bits = Math.imul(((bits ^ (bits >>> 15)) + b) | 0, 0x846ca68b)
    words[out + 1] = triangular(floats, at, turn, (bits ^ (bits >>> 16)) >>> 8)
    bits = Math.imul(c2 ^ a, 0x7feb352d)
    bits = Math.imul(((bits ^ (bits >>> 15)) + b) | 0, 0x846ca68b)
    words[out + 2] = triangular(floats, at, turn, (bits ^ (bits >>> 16)) >>> 8)
    bits = Math.imul(c3 ^ a, 0x7feb352d)
    bits = Math.imul(((bits ^ (bits >>> 15)) + b) | 0, 0x846ca68b)
    words[out + 3] = triangular(floats, at, turn, (bits ^ (bits >>> 16)) >>> 8)
  }
}

/** Without a branch, which would be guessed wrong every third time; `share` and `turn` are whole steps of 2^-24.
 */
function triangular(floats: Float32Array, at: number, turn: number, share: number): number {
  const isHigh = 1 - ((share - turn) >>> 31)
  const steps = ((isHigh << 24) - share) * (isHigh + isHigh - 1)
  const root = fround(Math.sqrt(fround(fround(steps) * floats[at + 4 + isHigh]!)))
  return nearest(fround(floats[at + 6 + isHigh]! + fround(fround(1 - isHigh - isHigh) * root)))
}

function nearest(minutes: number): number {
  return (fround(minutes + rounding) - rounding) | 0
}

function interpolateDraw(floats: Float32Array, table: number, bits: number): number {
  const at = table + ((bits >>> 22) << 1)
  return fround(floats[at]! + fround(fround(((bits >>> 8) & 0x3fff) * perStep) * floats[at + 1]!))
}

function sampleTables(state: State, run: number, half: number): void {
  const { words, floats } = state
  const durations = (state.word(1) >> 2) + half
  const [c0, c1, c2, c3] = [0, 1, 2, 3].map(lane => runWord(state.word(29), run + half + lane)) as [
    number,
    number,
    number,
    number,
  ]
  const from = state.word(5) >> 2
  const end = from + state.word(6) * 6
  for (let at = from; at < end; at += 6) {
    const out = durations + (words[at]! >> 2)
    const a = words[at + 1]!
    const b = words[at + 2]!
    const table = words[at + 3]! >> 2
    const offset = floats[at + 4]!
    const scale = floats[at + 5]!
    words[out] = nearest(fround(offset + fround(scale * interpolateDraw(floats, table, drawBits(c0, a, b)))))
    words[out + 1] = nearest(
      fround(offset + fround(scale * interpolateDraw(floats, table, drawBits(c1, a, b)))),
    )
    words[out + 2] = nearest(
      fround(offset + fround(scale * interpolateDraw(floats, table, drawBits(c2, a, b)))),
    )
    words[out + 3] = nearest(
      fround(offset + fround(scale * interpolateDraw(floats, table, drawBits(c3, a, b)))),
    )
  }
}

const widest = fround(1023.99)
const perDeviate = fround(102.4)

function sampleCorrelated(state: State, run: number, octet: number, half: number): void {
  const { words, floats } = state
  const durations = (state.word(1) >> 2) + half
  const normal = state.word(34) >> 2
  const factors = (state.word(32) >> 2) + octet * state.word(33) * 8 + half
  const counters = [0, 1, 2, 3].map(lane => runWord(state.word(29), run + half + lane))
  const from = state.word(7) >> 2
  const end = from + state.word(8) * 9
  for (let at = from; at < end; at += 9) {
    const out = durations + (words[at]! >> 2)
    const table = words[at + 3]! >> 2
    const factor = factors + (words[at + 6]! >> 2)
    for (let lane = 0; lane < 4; lane++) {
      const own = interpolateDraw(
        floats,
        normal,
        drawBits(counters[lane] as number, words[at + 1]!, words[at + 2]!),
      )
      const deviate = fround(fround(floats[at + 7]! * floats[factor + lane]!) + fround(floats[at + 8]! * own))
      let place = fround(fround(deviate * perDeviate) + 512)
      if (place > widest) place = widest
      if (place < 0) place = 0
      const whole = place | 0
      const pair = table + (whole << 1)
      const shape = fround(floats[pair]! + fround(fround(place - whole) * floats[pair + 1]!))
      words[out + lane] = nearest(fround(floats[at + 4]! + fround(floats[at + 5]! * shape)))
    }
  }
}

function addRisks(state: State, octet: number, half: number): void {
  const { words } = state
  const durations = (state.word(1) >> 2) + half
  const reset = state.word(9) >> 2
  for (let at = reset; at < reset + state.word(10) * 2; at += 2)
    words.fill(words[at + 1]!, durations + (words[at]! >> 2), durations + (words[at]! >> 2) + 4)
  const impacts = (state.word(30) >> 2) + octet * state.word(31) * 8 + half
  const risks = state.word(11) >> 2
  for (let at = risks; at < risks + state.word(12) * 2; at += 2)
    for (let lane = 0; lane < 4; lane++) {
      const to = durations + (words[at]! >> 2) + lane
      words[to] = (words[to]! + words[impacts + (words[at + 1]! >> 2) + lane]!) | 0
    }
}

function passForward(state: State, half: number): void {
  const { words } = state
  const count = state.word(0)
  const slots = (state.word(2) >> 2) + half
  const ends = state.word(13) >> 2
  const base = state.word(14) >> 2
  const conversionEnds = state.word(15) >> 2
  let duration = (state.word(1) >> 2) + half
  let link = base
  let out = slots
  for (let node = 0; node < count; node++) {
    const d0 = words[duration]!
    const d1 = words[duration + 1]!
    const d2 = words[duration + 2]!
    const d3 = words[duration + 3]!
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    const startEnd = base + (words[ends + 2 * node + 1]! >> 2)
    const finishEnd = base + (words[ends + 2 * node + 2]! >> 2)
    for (; link < startEnd; link += 2) {
      const from = slots + (words[link]! >> 2)
      const lag = words[link + 1]!
      s0 = Math.max(s0, (words[from]! + lag) | 0)
      s1 = Math.max(s1, (words[from + 1]! + lag) | 0)
      s2 = Math.max(s2, (words[from + 2]! + lag) | 0)
      s3 = Math.max(s3, (words[from + 3]! + lag) | 0)
    }
    for (; link < finishEnd; link += 2) {
      const from = slots + (words[link]! >> 2)
      const lag = words[link + 1]!
      s0 = Math.max(s0, (words[from]! + lag - d0) | 0)
      s1 = Math.max(s1, (words[from + 1]! + lag - d1) | 0)
      s2 = Math.max(s2, (words[from + 2]! + lag - d2) | 0)
      s3 = Math.max(s3, (words[from + 3]! + lag - d3) | 0)
    }
    words[out] = s0
    words[out + 1] = s1
    words[out + 2] = s2
    words[out + 3] = s3
    words[out + 8] = (s0 + d0) | 0
    words[out + 9] = (s1 + d1) | 0
    words[out + 10] = (s2 + d2) | 0
    words[out + 11] = (s3 + d3) | 0
    duration += 8
    out += 16
    if (conversionEnds !== 0) convertTimes(state, node, half)
  }
}

function convertTimes(state: State, node: number, half: number): void {
  const { words, floats } = state
  const slots = (state.word(2) >> 2) + half
  const ends = (state.word(15) >> 2) + node
  const base = state.word(16) >> 2
  const end = base + (words[ends + 1]! >> 2)
  for (let at = base + (words[ends]! >> 2); at < end; at += 8) {
    const from = slots + (words[at]! >> 2)
    const to = slots + (words[at + 2]! >> 2)
    const table = words[at + 3]! >> 2
    for (let lane = 0; lane < 4; lane++) {
      const time = Math.max(0, Math.min(words[at + 7]!, (words[from + lane]! + words[at + 1]!) | 0))
      const block = fround(fround(fround(time) + 0.5) * floats[at + 5]!) | 0
      const entry = words[table + block]!
      words[to + lane] = (entry >> 1) + ((time - Math.imul(block, words[at + 4]!)) & -(entry & 1))
    }
  }
}

function latest(state: State, half: number): Int32Array {
  const { words } = state
  const slots = (state.word(2) >> 2) + half
  const ends = state.word(17) >> 2
  const finish = new Int32Array(4)
  for (let at = ends; at < ends + state.word(18); at++)
    for (let lane = 0; lane < 4; lane++)
      finish[lane] = Math.max(finish[lane] as number, words[slots + (words[at]! >> 2) + lane]!)
  return finish
}

function countCritical(state: State, finish: Int32Array, half: number): void {
  const { words, bytes } = state
  const count = state.word(0)
  const slots = (state.word(2) >> 2) + half
  const ends = state.word(13) >> 2
  const base = state.word(14) >> 2
  const owners = state.word(19) >> 2
  const marks = state.word(20)
  const counts = state.word(21) >> 2
  bytes.fill(0, marks, marks + count)
  const projectEnds = state.word(17) >> 2
  for (let at = projectEnds; at < projectEnds + state.word(18); at++) {
    const slot = words[at]! >> 2
    for (let lane = 0; lane < 4; lane++)
      if (words[slots + slot + lane] === finish[lane]) {
        const owner = marks + words[owners + (slot >> 3)]!
        bytes[owner] = bytes[owner]! | (1 << lane)
      }
  }
  for (let node = count - 1; node >= 0; node--) {
    const lanes = bytes[marks + node]!
    if (lanes === 0) continue
    words[counts + node]! += (((lanes * 0x08040201) >>> 3) & 0x11111111) % 15
    const own = slots + node * 16
    const startEnd = base + (words[ends + 2 * node + 1]! >> 2)
    const finishEnd = base + (words[ends + 2 * node + 2]! >> 2)
    for (let link = base + (words[ends + 2 * node]! >> 2); link < finishEnd; link += 2) {
      const slot = words[link]! >> 2
      const place = link < startEnd ? own : own + 8
      const owner = marks + words[owners + (slot >> 3)]!
      for (let lane = 0; lane < 4; lane++)
        if (words[slots + slot + lane]! + words[link + 1]! === words[place + lane])
          bytes[owner] = bytes[owner]! | (lanes & (1 << lane))
    }
  }
}

function addSums(state: State, finish: Int32Array, half: number): void {
  const { words, doubles } = state
  const durations = (state.word(1) >> 2) + half
  const list = state.word(22) >> 2
  const centre = state.word(35)
  let sums = state.word(24) >> 3
  for (let at = list; at < list + state.word(23) * 2; at += 2) {
    for (let lane = 0; lane < 4; lane++) {
      const own = words[durations + (words[at]! >> 2) + lane]! - words[at + 1]!
      const side = sums + (lane & 1)
      doubles[side]! += own
      doubles[side + 2]! += own * own
      doubles[side + 4]! += own * ((finish[lane] as number) - centre)
    }
    sums += 6
  }
}

function addCosts(state: State, costs: Float64Array, octet: number, half: number): void {
  const { words, doubles } = state
  const durations = (state.word(1) >> 2) + half
  const base = state.word(25) >> 2
  const classes = state.word(26)
  const ends = state.word(36) >> 2
  for (let one = 0; one < classes; one++)
    for (let lane = 0; lane < 4; lane++) {
      let sum = 0
      for (let at = base + (words[ends + one]! >> 2); at < base + (words[ends + one + 1]! >> 2); at += 4)
        sum += doubles[(at >> 1) + 1]! * words[durations + (words[at]! >> 2) + lane]!
      costs[(octet * classes + one) * 8 + half + lane] = sum
    }
}
