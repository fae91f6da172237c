// Monte Carlo kernel: eight runs at a time, one in each lane of two vectors, all times whole minutes. `simulate-memory.ts` lays the memory
// out, `simulate-fallback.ts` is the same arithmetic without SIMD, to the bit. Rebuild with `node .ci/build-kernels.mjs`.

// @ts-ignore: decorator
@inline const LANES: i32 = 8
// @ts-ignore: decorator
@inline const VECTOR: usize = 16
/// Added to a float below 2^22, it leaves the nearest whole number in the low bits.
// @ts-ignore: decorator
@inline const ROUND: f32 = 8388608

// @ts-ignore: decorator
@inline function word(header: usize, index: i32): i32 {
  return load<i32>(header + (<usize>index << 2))
}

function mix(seed: u32): u32 {
  seed = (seed ^ (seed >>> 16)) * 0x7feb352d
  seed = (seed ^ (seed >>> 15)) * 0x846ca68b
  return seed ^ (seed >>> 16)
}

function counters(seed: u32, run: i32): v128 {
  let counter = i32x4.splat(mix(seed + <u32>run * 0x9e3779b9))
  counter = i32x4.replace_lane(counter, 1, mix(seed + <u32>(run + 1) * 0x9e3779b9))
  counter = i32x4.replace_lane(counter, 2, mix(seed + <u32>(run + 2) * 0x9e3779b9))
  return i32x4.replace_lane(counter, 3, mix(seed + <u32>(run + 3) * 0x9e3779b9))
}

// @ts-ignore: decorator
@inline function draw(counter: v128, keyA: v128, keyB: v128): v128 {
  let bits = v128.xor(counter, keyA)
  bits = i32x4.mul(bits, i32x4.splat(0x7feb352d))
  bits = v128.xor(bits, i32x4.shr_u(bits, 15))
  bits = i32x4.add(bits, keyB)
  bits = i32x4.mul(bits, i32x4.splat(0x846ca68b))
  return v128.xor(bits, i32x4.shr_u(bits, 16))
}

// @ts-ignore: decorator
@inline function interpolate(table: usize, places: v128, share: v128): v128 {
  const low = i64x2.extract_lane(places, 0)
  const high = i64x2.extract_lane(places, 1)
  const first = v128.load_lane<u64>(
    table + <usize>(<u64>low >> 32),
    v128.load64_zero(table + <usize>(low & 0xffffffff)),
    1,
  )
  const second = v128.load_lane<u64>(
    table + <usize>(<u64>high >> 32),
    v128.load64_zero(table + <usize>(high & 0xffffffff)),
    1,
  )
  const value = v128.shuffle<i32>(first, second, 0, 2, 4, 6)
  const rise = v128.shuffle<i32>(first, second, 1, 3, 5, 7)
  return f32x4.add(value, f32x4.mul(share, rise))
}

// @ts-ignore: decorator
@inline function interpolateDraw(table: usize, bits: v128): v128 {
  const place = i32x4.shl(i32x4.shr_u(bits, 22), 3)
  const rest = v128.and(i32x4.shr_u(bits, 8), i32x4.splat(0x3fff))
  return interpolate(table, place, f32x4.mul(f32x4.convert_i32x4_s(rest), f32x4.splat(<f32>(1.0 / 16384.0))))
}

// @ts-ignore: decorator
@inline function wholeMinutes(minutes: v128): v128 {
  return i32x4.sub(f32x4.add(minutes, f32x4.splat(ROUND)), i32x4.splat(0x4b000000))
}

/// Exact, by the inverse of its distribution; `share` counts in steps of 2^-24, which the factors allow for.
// @ts-ignore: decorator
@inline function triangular(bits: v128, turn: v128, below: v128, above: v128, least: v128, most: v128): v128 {
  const share = f32x4.convert_i32x4_s(i32x4.shr_u(bits, 8))
  const isLow = f32x4.lt(share, turn)
  const low = f32x4.mul(share, below)
  const high = f32x4.mul(f32x4.sub(f32x4.splat(16777216), share), above)
  const root = f32x4.sqrt(v128.bitselect(low, high, isLow))
  return wholeMinutes(v128.bitselect(f32x4.add(least, root), f32x4.sub(most, root), isLow))
}

/// What both halves of the runs need of an activity is loaded once: behind a store the engine would load it again.
function sampleTriangular(first: v128, second: v128, durations: usize, list: usize, count: i32): void {
  const end = list + <usize>count * 32
  for (let at = list; at < end; at += 32) {
    const to = durations + load<i32>(at)
    const keyA = v128.load32_splat(at, 4)
    const keyB = v128.load32_splat(at, 8)
    const turn = v128.load32_splat(at, 12)
    const below = v128.load32_splat(at, 16)
    const above = v128.load32_splat(at, 20)
    const least = v128.load32_splat(at, 24)
    const most = v128.load32_splat(at, 28)
    const one = triangular(draw(first, keyA, keyB), turn, below, above, least, most)
    const two = triangular(draw(second, keyA, keyB), turn, below, above, least, most)
    v128.store(to, one)
    v128.store(to, two, VECTOR)
  }
}

// @ts-ignore: decorator
@inline function scaled(shape: v128, offset: v128, scale: v128): v128 {
  return wholeMinutes(f32x4.add(offset, f32x4.mul(scale, shape)))
}

function sampleTable(first: v128, second: v128, durations: usize, list: usize, count: i32): void {
  const end = list + <usize>count * 24
  for (let at = list; at < end; at += 24) {
    const to = durations + load<i32>(at)
    const table = <usize>load<i32>(at, 12)
    const keyA = v128.load32_splat(at, 4)
    const keyB = v128.load32_splat(at, 8)
    const offset = v128.load32_splat(at, 16)
    const scale = v128.load32_splat(at, 20)
    const one = scaled(interpolateDraw(table, draw(first, keyA, keyB)), offset, scale)
    const two = scaled(interpolateDraw(table, draw(second, keyA, keyB)), offset, scale)
    v128.store(to, one)
    v128.store(to, two, VECTOR)
  }
}

// @ts-ignore: decorator
@inline function correlated(own: v128, common: v128, at: usize): v128 {
  const deviate = f32x4.add(
    f32x4.mul(v128.load32_splat(at, 28), common),
    f32x4.mul(v128.load32_splat(at, 32), own),
  )
  const place = f32x4.pmax(
    f32x4.splat(0),
    f32x4.pmin(
      f32x4.splat(<f32>1023.99),
      f32x4.add(f32x4.mul(deviate, f32x4.splat(<f32>102.4)), f32x4.splat(512)),
    ),
  )
  const whole = i32x4.trunc_sat_f32x4_s(place)
  const rest = f32x4.sub(place, f32x4.convert_i32x4_s(whole))
  const shape = interpolate(load<i32>(at, 12), i32x4.shl(whole, 3), rest)
  return scaled(shape, v128.load32_splat(at, 16), v128.load32_splat(at, 20))
}

function sampleCorrelated(
  first: v128,
  second: v128,
  durations: usize,
  list: usize,
  count: i32,
  normal: usize,
  factors: usize,
): void {
  const end = list + <usize>count * 36
  for (let at = list; at < end; at += 36) {
    const to = durations + load<i32>(at)
    const factor = factors + load<i32>(at, 24)
    const keyA = v128.load32_splat(at, 4)
    const keyB = v128.load32_splat(at, 8)
    const one = interpolateDraw(normal, draw(first, keyA, keyB))
    v128.store(to, correlated(one, v128.load(factor), at))
    const two = interpolateDraw(normal, draw(second, keyA, keyB))
    v128.store(to, correlated(two, v128.load(factor, VECTOR), at), VECTOR)
  }
}

/// Early starts and finishes of one set of runs; with calendars, each node's times are then counted in the others that ask for them.
// @ts-ignore: decorator
@inline function pass(header: usize, hasCalendars: bool): void {
  const nodes = word(header, 0)
  let duration = <usize>word(header, 1)
  const slots = <usize>word(header, 2)
  let ends = <usize>word(header, 13)
  let link = <usize>word(header, 14)
  const base = link
  let conversionEnds = <usize>word(header, 15)
  let conversion = <usize>word(header, 16)
  const conversions = conversion
  let out = slots
  for (let node = 0; node < nodes; node++) {
    const workA = v128.load(duration)
    const workB = v128.load(duration, VECTOR)
    let startA = i32x4.splat(0)
    let startB = i32x4.splat(0)
    const startEnd = base + <usize>load<i32>(ends, 4)
    const finishEnd = base + <usize>load<i32>(ends, 8)
    for (; link < startEnd; link += 8) {
      const from = slots + load<i32>(link)
      const lag = v128.load32_splat(link, 4)
      startA = i32x4.max_s(startA, i32x4.add(v128.load(from), lag))
      startB = i32x4.max_s(startB, i32x4.add(v128.load(from, VECTOR), lag))
    }
    for (; link < finishEnd; link += 8) {
      const from = slots + load<i32>(link)
      const lag = v128.load32_splat(link, 4)
      startA = i32x4.max_s(startA, i32x4.sub(i32x4.add(v128.load(from), lag), workA))
      startB = i32x4.max_s(startB, i32x4.sub(i32x4.add(v128.load(from, VECTOR), lag), workB))
    }
    v128.store(out, startA)
    v128.store(out, startB, VECTOR)
    v128.store(out, i32x4.add(startA, workA), 2 * VECTOR)
    v128.store(out, i32x4.add(startB, workB), 3 * VECTOR)
    if (hasCalendars) {
      conversionEnds += 4
      const conversionEnd = conversions + <usize>load<i32>(conversionEnds)
      for (; conversion < conversionEnd; conversion += 32) {
        convertTime(slots, conversion, 0)
        convertTime(slots, conversion, VECTOR)
      }
    }
    duration += 2 * VECTOR
    out += 4 * VECTOR
    ends += 8
  }
}

function passPlain(header: usize): void {
  pass(header, false)
}

function passCalendars(header: usize): void {
  pass(header, true)
}

/// Counts a time in another calendar: piecewise linear, one entry per block of minutes, each twice the value there and 1 where it rises.
// @ts-ignore: decorator
@inline function convertTime(slots: usize, at: usize, half: usize): void {
  const time = i32x4.max_s(
    i32x4.splat(0),
    i32x4.min_s(
      i32x4.add(v128.load(slots + half + load<i32>(at)), v128.load32_splat(at, 4)),
      v128.load32_splat(at, 28),
    ),
  )
  const block = i32x4.trunc_sat_f32x4_s(
    f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(time), f32x4.splat(0.5)), v128.load32_splat(at, 20)),
  )
  const rest = i32x4.sub(time, i32x4.mul(block, v128.load32_splat(at, 16)))
  const table = <usize>load<i32>(at, 12)
  const places = i32x4.shl(block, 2)
  const entries = v128.load_lane<u32>(
    table + i32x4.extract_lane(places, 3),
    v128.load_lane<u32>(
      table + i32x4.extract_lane(places, 2),
      v128.load_lane<u32>(
        table + i32x4.extract_lane(places, 1),
        v128.load32_zero(table + i32x4.extract_lane(places, 0)),
        1,
      ),
      2,
    ),
    3,
  )
  const rises = i32x4.neg(v128.and(entries, i32x4.splat(1)))
  v128.store(slots + half + load<i32>(at, 8), i32x4.add(i32x4.shr_s(entries, 1), v128.and(rest, rises)))
}

// @ts-ignore: decorator
@inline function latest(header: usize, half: usize): v128 {
  const slots = <usize>word(header, 2) + half
  let at = <usize>word(header, 17)
  const end = at + (<usize>word(header, 18) << 2)
  let finish = i32x4.splat(0)
  for (; at < end; at += 4) finish = i32x4.max_s(finish, v128.load(slots + load<i32>(at)))
  return finish
}

// @ts-ignore: decorator
@inline function mark(marks: usize, owners: usize, slot: i32, lanes: i32): void {
  const at = marks + load<i32>(owners + (<usize>slot >> 3))
  store<u8>(at, load<u8>(at) | lanes)
}

/// Lanes in which a time and a lag after it are two other times.
// @ts-ignore: decorator
@inline function lanesAt(place: usize, lag: v128, first: v128, second: v128): i32 {
  return (
    i32x4.bitmask(i32x4.eq(i32x4.add(v128.load(place), lag), first)) |
    (i32x4.bitmask(i32x4.eq(i32x4.add(v128.load(place, VECTOR), lag), second)) << 4)
  )
}

/// Marks what lies on a driving path to the end, back from there through the links that are tight; nothing else is looked at.
function countCritical(header: usize, first: v128, second: v128): void {
  const nodes = word(header, 0)
  const slots = <usize>word(header, 2)
  const ends = <usize>word(header, 13)
  const base = <usize>word(header, 14)
  const owners = <usize>word(header, 19)
  const marks = <usize>word(header, 20)
  const counts = <usize>word(header, 21)
  memory.fill(marks, 0, (<usize>nodes + 7) & ~7)
  let at = <usize>word(header, 17)
  const last = at + (<usize>word(header, 18) << 2)
  for (; at < last; at += 4) {
    const slot = load<i32>(at)
    const lanes = lanesAt(slots + slot, i32x4.splat(0), first, second)
    if (lanes != 0) mark(marks, owners, slot, lanes)
  }
  for (let eight = (nodes - 1) >> 3; eight >= 0; eight--) {
    if (load<u64>(marks + (<usize>eight << 3)) == 0) continue
    const top = min(nodes, (eight << 3) + 8) - 1
    for (let node = top; node >= eight << 3; node--) {
      const lanes = <i32>load<u8>(marks + node)
      if (lanes == 0) continue
      const count = counts + (<usize>node << 2)
      store<i32>(count, load<i32>(count) + popcnt(lanes))
      const own = slots + (<usize>node << 6)
      const range = ends + (<usize>node << 3)
      let link = base + <usize>load<i32>(range)
      const startEnd = base + <usize>load<i32>(range, 4)
      const finishEnd = base + <usize>load<i32>(range, 8)
      for (let place = own; link < finishEnd; link += 8) {
        if (link >= startEnd) place = own + 2 * VECTOR
        const slot = load<i32>(link)
        const lag = v128.load32_splat(link, 4)
        const tight = lanesAt(slots + slot, lag, v128.load(place), v128.load(place, VECTOR)) & lanes
        if (tight != 0) mark(marks, owners, slot, tight)
      }
    }
  }
}

/// Sums of duration, its square and its product with the finish, about given centres: whole numbers, so exact in any order.
function addSums(header: usize, finish: v128, half: usize): void {
  const durations = <usize>word(header, 1) + half
  let at = <usize>word(header, 22)
  const end = at + (<usize>word(header, 23) << 3)
  let sums = <usize>word(header, 24)
  const moved = i32x4.sub(finish, i32x4.splat(word(header, 35)))
  const movedLow = f64x2.convert_low_i32x4_s(moved)
  const movedHigh = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(moved, moved, 2, 3, 2, 3))
  for (; at < end; at += 8) {
    const own = i32x4.sub(v128.load(durations + load<i32>(at)), v128.load32_splat(at, 4))
    const low = f64x2.convert_low_i32x4_s(own)
    const high = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(own, own, 2, 3, 2, 3))
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.add(low, high)))
    v128.store(
      sums,
      f64x2.add(v128.load(sums, 16), f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high))),
      16,
    )
    v128.store(
      sums,
      f64x2.add(v128.load(sums, 32), f64x2.add(f64x2.mul(low, movedLow), f64x2.mul(high, movedHigh))),
      32,
    )
    sums += 48
  }
}

function addCosts(header: usize, out: usize, half: usize): void {
  const durations = <usize>word(header, 1) + half
  const list = <usize>word(header, 25)
  const classes = word(header, 26)
  let ends = <usize>word(header, 36)
  let at = list
  for (let one = 0; one < classes; one++) {
    ends += 4
    const end = list + <usize>load<i32>(ends)
    let low = f64x2.splat(0)
    let high = f64x2.splat(0)
    for (; at < end; at += 16) {
      const own = v128.load(durations + load<i32>(at))
      const rate = v128.load64_splat(at, 8)
      low = f64x2.add(low, f64x2.mul(rate, f64x2.convert_low_i32x4_s(own)))
      high = f64x2.add(
        high,
        f64x2.mul(rate, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(own, own, 2, 3, 2, 3))),
      )
    }
    v128.store(out, low)
    v128.store(out, high, 16)
    out += 64
  }
}

/// Runs `first` to before `first + count`, both multiples of eight, of the network that `header` points to.
export function simulate(header: usize, first: i32, count: i32): void {
  const durations = <usize>word(header, 1)
  const seed = <u32>word(header, 29)
  const risks = word(header, 31)
  const groups = word(header, 33)
  const classes = word(header, 26)
  let impacts = <usize>word(header, 30)
  let factors = <usize>word(header, 32)
  let finishes = <usize>word(header, 27)
  let costs = <usize>word(header, 28)
  for (let run = first; run < first + count; run += LANES) {
    const counterA = counters(seed, run)
    const counterB = counters(seed, run + 4)
    sampleTriangular(counterA, counterB, durations, word(header, 3), word(header, 4))
    sampleTable(counterA, counterB, durations, word(header, 5), word(header, 6))
    sampleCorrelated(counterA, counterB, durations, word(header, 7), word(header, 8), word(header, 34), factors)
    let at = <usize>word(header, 9)
    let end = at + (<usize>word(header, 10) << 3)
    for (; at < end; at += 8) {
      const to = durations + load<i32>(at)
      v128.store(to, v128.load32_splat(at, 4))
      v128.store(to, v128.load32_splat(at, 4), VECTOR)
    }
    at = <usize>word(header, 11)
    end = at + (<usize>word(header, 12) << 3)
    for (; at < end; at += 8) {
      const to = durations + load<i32>(at)
      const from = impacts + load<i32>(at, 4)
      v128.store(to, i32x4.add(v128.load(to), v128.load(from)))
      v128.store(to, i32x4.add(v128.load(to, VECTOR), v128.load(from, VECTOR)), VECTOR)
    }
    if (word(header, 15) == 0) passPlain(header)
    else passCalendars(header)
    const finishA = latest(header, 0)
    const finishB = latest(header, VECTOR)
    v128.store(finishes, finishA)
    v128.store(finishes, finishB, VECTOR)
    if (word(header, 21) != 0) countCritical(header, finishA, finishB)
    if (word(header, 23) != 0) {
      addSums(header, finishA, 0)
      addSums(header, finishB, VECTOR)
    }
    if (classes != 0) {
      addCosts(header, costs, 0)
      addCosts(header, costs + 32, VECTOR)
    }
    impacts += <usize>risks << 5
    factors += <usize>groups << 5
    finishes += 2 * VECTOR
    costs += <usize>classes << 6
  }
}
