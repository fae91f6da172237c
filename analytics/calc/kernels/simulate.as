// Monte Carlo kernel: four runs at a time, one in each lane, all times whole minutes. `simulate-memory.ts` lays the memory out,
// `simulate-fallback.ts` is the same arithmetic without SIMD, to the bit. Rebuild with `node .ci/build-kernels.mjs`.

// @ts-ignore: decorator
@inline const LANES: i32 = 4
// @ts-ignore: decorator
@inline const VECTOR: usize = 16

// @ts-ignore: decorator
@inline function word(header: usize, index: i32): i32 {
  return load<i32>(header + (<usize>index << 2))
}

function mix(seed: u32): u32 {
  seed = (seed ^ (seed >>> 16)) * 0x7feb352d
  seed = (seed ^ (seed >>> 15)) * 0x846ca68b
  return seed ^ (seed >>> 16)
}

// @ts-ignore: decorator
@inline function draw(counter: v128, at: usize): v128 {
  let bits = v128.xor(counter, v128.load32_splat(at, 4))
  bits = i32x4.mul(bits, i32x4.splat(0x7feb352d))
  bits = v128.xor(bits, i32x4.shr_u(bits, 15))
  bits = i32x4.add(bits, v128.load32_splat(at, 8))
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
@inline function storeDuration(durations: usize, at: usize, minutes: v128): void {
  v128.store(
    durations + load<i32>(at),
    i32x4.trunc_sat_f32x4_s(f32x4.add(minutes, f32x4.splat(0.5))),
  )
}

function sampleTriangular(counter: v128, durations: usize, list: usize, count: i32): void {
  const end = list + <usize>count * 32
  for (let at = list; at < end; at += 32) {
    const share = f32x4.mul(
      f32x4.convert_i32x4_s(i32x4.shr_u(draw(counter, at), 8)),
      f32x4.splat(<f32>(1.0 / 16777216.0)),
    )
    const isLow = f32x4.lt(share, v128.load32_splat(at, 12))
    const low = f32x4.mul(share, v128.load32_splat(at, 16))
    const high = f32x4.mul(f32x4.sub(f32x4.splat(1), share), v128.load32_splat(at, 20))
    const root = f32x4.sqrt(v128.bitselect(low, high, isLow))
    const least = f32x4.add(v128.load32_splat(at, 24), root)
    const most = f32x4.sub(v128.load32_splat(at, 28), root)
    storeDuration(durations, at, v128.bitselect(least, most, isLow))
  }
}

function sampleTable(counter: v128, durations: usize, list: usize, count: i32): void {
  const end = list + <usize>count * 24
  for (let at = list; at < end; at += 24) {
    const shape = interpolateDraw(load<i32>(at, 12), draw(counter, at))
    storeDuration(
      durations,
      at,
      f32x4.add(v128.load32_splat(at, 16), f32x4.mul(v128.load32_splat(at, 20), shape)),
    )
  }
}

function sampleCorrelated(
  counter: v128,
  durations: usize,
  list: usize,
  count: i32,
  normal: usize,
  factors: usize,
): void {
  const end = list + <usize>count * 36
  for (let at = list; at < end; at += 36) {
    const own = interpolateDraw(normal, draw(counter, at))
    const common = v128.load(factors + load<i32>(at, 24))
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
    const shape = interpolate(
      load<i32>(at, 12),
      i32x4.shl(whole, 3),
      f32x4.sub(place, f32x4.convert_i32x4_s(whole)),
    )
    storeDuration(
      durations,
      at,
      f32x4.add(v128.load32_splat(at, 16), f32x4.mul(v128.load32_splat(at, 20), shape)),
    )
  }
}

function passPlain(header: usize): void {
  const nodes = word(header, 0)
  let duration = <usize>word(header, 1)
  const slots = <usize>word(header, 2)
  let ends = <usize>word(header, 13)
  let link = <usize>word(header, 14)
  const base = link
  let out = slots
  for (let node = 0; node < nodes; node++) {
    const work = v128.load(duration)
    let start = i32x4.splat(0)
    const startEnd = base + <usize>load<i32>(ends, 4)
    const finishEnd = base + <usize>load<i32>(ends, 8)
    for (; link < startEnd; link += 8)
      start = i32x4.max_s(start, i32x4.add(v128.load(slots + load<i32>(link)), v128.load32_splat(link, 4)))
    for (; link < finishEnd; link += 8)
      start = i32x4.max_s(
        start,
        i32x4.sub(i32x4.add(v128.load(slots + load<i32>(link)), v128.load32_splat(link, 4)), work),
      )
    v128.store(out, start)
    v128.store(out, i32x4.add(start, work), VECTOR)
    duration += VECTOR
    out += 2 * VECTOR
    ends += 8
  }
}

/// Counts a time in another calendar: piecewise linear, one entry per block of minutes, each twice the value there and 1 where it rises.
// @ts-ignore: decorator
@inline function convertTime(slots: usize, at: usize): void {
  const time = i32x4.max_s(
    i32x4.splat(0),
    i32x4.min_s(
      i32x4.add(v128.load(slots + load<i32>(at)), v128.load32_splat(at, 4)),
      v128.load32_splat(at, 28),
    ),
  )
  const block = i32x4.trunc_sat_f32x4_s(
    f32x4.mul(
      f32x4.add(f32x4.convert_i32x4_s(time), f32x4.splat(0.5)),
      v128.load32_splat(at, 20),
    ),
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
  v128.store(slots + load<i32>(at, 8), i32x4.add(i32x4.shr_s(entries, 1), v128.and(rest, rises)))
}

function passCalendars(header: usize): void {
  const nodes = word(header, 0)
  let duration = <usize>word(header, 1)
  const slots = <usize>word(header, 2)
  let ends = <usize>word(header, 13)
  let link = <usize>word(header, 14)
  let conversionEnds = <usize>word(header, 15)
  let conversion = <usize>word(header, 16)
  const base = link
  const conversions = conversion
  let out = slots
  for (let node = 0; node < nodes; node++) {
    const work = v128.load(duration)
    let start = i32x4.splat(0)
    const startEnd = base + <usize>load<i32>(ends, 4)
    const finishEnd = base + <usize>load<i32>(ends, 8)
    for (; link < startEnd; link += 8)
      start = i32x4.max_s(start, i32x4.add(v128.load(slots + load<i32>(link)), v128.load32_splat(link, 4)))
    for (; link < finishEnd; link += 8)
      start = i32x4.max_s(
        start,
        i32x4.sub(i32x4.add(v128.load(slots + load<i32>(link)), v128.load32_splat(link, 4)), work),
      )
    v128.store(out, start)
    v128.store(out, i32x4.add(start, work), VECTOR)
    conversionEnds += 4
    const conversionEnd = conversions + <usize>load<i32>(conversionEnds)
    for (; conversion < conversionEnd; conversion += 32) convertTime(slots, conversion)
    duration += VECTOR
    out += 2 * VECTOR
    ends += 8
  }
}

function latest(header: usize): v128 {
  const slots = <usize>word(header, 2)
  let at = <usize>word(header, 17)
  const end = at + (<usize>word(header, 18) << 2)
  let finish = i32x4.splat(0)
  for (; at < end; at += 4) finish = i32x4.max_s(finish, v128.load(slots + load<i32>(at)))
  return finish
}

// @ts-ignore: decorator
@inline function mark(marks: usize, owners: usize, slot: i32, lanes: i32): void {
  const at = marks + load<i32>(owners + (<usize>slot >> 2))
  store<u8>(at, load<u8>(at) | lanes)
}

/// Marks what lies on a driving path to the end, back from there through the links that are tight; nothing else is looked at.
function countCritical(header: usize, finish: v128): void {
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
    const lanes = i32x4.bitmask(i32x4.eq(v128.load(slots + slot), finish))
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
      const start = v128.load(slots + (<usize>node << 5))
      const stop = v128.load(slots + (<usize>node << 5), VECTOR)
      const range = ends + (<usize>node << 3)
      let link = base + <usize>load<i32>(range)
      const startEnd = base + <usize>load<i32>(range, 4)
      const finishEnd = base + <usize>load<i32>(range, 8)
      for (; link < startEnd; link += 8) {
        const slot = load<i32>(link)
        const bound = i32x4.add(v128.load(slots + slot), v128.load32_splat(link, 4))
        const tight = i32x4.bitmask(i32x4.eq(bound, start)) & lanes
        if (tight != 0) mark(marks, owners, slot, tight)
      }
      for (; link < finishEnd; link += 8) {
        const slot = load<i32>(link)
        const bound = i32x4.add(v128.load(slots + slot), v128.load32_splat(link, 4))
        const tight = i32x4.bitmask(i32x4.eq(bound, stop)) & lanes
        if (tight != 0) mark(marks, owners, slot, tight)
      }
    }
  }
}

/// Sums of duration, its square and its product with the finish, about given centres: whole numbers, so exact in any order.
function addSums(header: usize, finish: v128): void {
  const durations = <usize>word(header, 1)
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

function addCosts(header: usize, out: usize): void {
  const durations = <usize>word(header, 1)
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
    out += 32
  }
}

/// Runs `first` to before `first + count`, both multiples of four, of the network that `header` points to.
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
    let counter = i32x4.splat(mix(seed + <u32>run * 0x9e3779b9))
    counter = i32x4.replace_lane(counter, 1, mix(seed + <u32>(run + 1) * 0x9e3779b9))
    counter = i32x4.replace_lane(counter, 2, mix(seed + <u32>(run + 2) * 0x9e3779b9))
    counter = i32x4.replace_lane(counter, 3, mix(seed + <u32>(run + 3) * 0x9e3779b9))
    sampleTriangular(counter, durations, word(header, 3), word(header, 4))
    sampleTable(counter, durations, word(header, 5), word(header, 6))
    sampleCorrelated(counter, durations, word(header, 7), word(header, 8), word(header, 34), factors)
    let at = <usize>word(header, 9)
    let end = at + (<usize>word(header, 10) << 3)
    for (; at < end; at += 8) v128.store(durations + load<i32>(at), v128.load32_splat(at, 4))
    at = <usize>word(header, 11)
    end = at + (<usize>word(header, 12) << 3)
    for (; at < end; at += 8) {
      const to = durations + load<i32>(at)
      v128.store(to, i32x4.add(v128.load(to), v128.load(impacts + load<i32>(at, 4))))
    }
    if (word(header, 15) == 0) passPlain(header)
    else passCalendars(header)
    const finish = latest(header)
    v128.store(finishes, finish)
    if (word(header, 21) != 0) countCritical(header, finish)
    if (word(header, 23) != 0) addSums(header, finish)
    if (classes != 0) addCosts(header, costs)
    impacts += <usize>risks << 4
    factors += <usize>groups << 4
    finishes += VECTOR
    costs += <usize>classes << 5
  }
}
