import { describe, expect, test } from 'vitest'
import { makeDecoder } from '#calc/level-decoder.ts'
import { gatherNeighbours } from '#calc/level-neighbours.ts'
import type { LevelProblem } from '#calc/level-problem.ts'
import { searchSchedule } from '#calc/level-search.ts'
import type { LevelSpace } from '#calc/level-space.ts'

describe('the search with a decoder of another kind', () => {
  test('finds the same schedule where times are of any size', () => {
    const small = searchSchedule(spaceOf(1), { seed: 5, schedules: 400 })
    const large = searchSchedule(spaceOf(1_000_000), { seed: 5, schedules: 400 })
    expect(large.value).toBe(small.value * 1_000_000)
    expect(large.start).toEqual(small.start.map(at => at * 1_000_000))
  })

  test('stops in time though a schedule takes long', () => {
    let now = 0
    const space = spaceOf(1, () => (now += 40))
    const found = searchSchedule(space, { seed: 1, time: { now: () => now, milliseconds: 1000 } })
    expect(now).toBeLessThanOrEqual(1000 + 40)
    expect(found.schedules).toBe(25)
  })

  test('stops when it is told to though a schedule takes long', () => {
    let now = 0
    const space = spaceOf(1, () => (now += 500))
    const time = { now: () => now, milliseconds: Infinity }
    const found = searchSchedule(space, { seed: 1, time, isCancelled: () => now >= 3000 })
    expect(found.schedules).toBe(6)
  })

  test('begins with the lists it is given', () => {
    const space = spaceOf(1)
    const list = Int32Array.from({ length: space.activityCount }, (_, k) => space.activityCount - 1 - k)
    const first = searchSchedule({ ...space, firstLists: [list] }, { seed: 1, schedules: 1 })
    const start = new Int32Array(list.length)
    space.decode(list, false, start, new Int32Array(list.length), Infinity)
    expect(first.start).toEqual(start)
  })
})

/** Thirty unlinked activities that share ten units, their times multiplied. */
function spaceOf(scale: number, onDecode = () => {}): LevelSpace {
  const activityCount = 30
  const problem: LevelProblem = {
    duration: Int32Array.from({ length: activityCount }, (_, a) => 3 + (a % 7)),
    demand: Int32Array.from({ length: activityCount }, (_, a) => 3 + (a % 5)),
    capacity: Int32Array.of(10),
    from: new Int32Array(0),
    to: new Int32Array(0),
  }
  const none = gatherNeighbours(activityCount, problem.to, problem.from)
  const decode = makeDecoder(problem, none, none)
  return {
    activityCount,
    before: none,
    after: none,
    rank: new Float64Array(activityCount),
    lowerBound: 0,
    decode(list, isBackward, start, finish) {
      onDecode()
      const value = decode(list, isBackward, start, finish, Infinity)
      for (const times of [start, finish]) for (let a = 0; a < activityCount; a++) times[a]! *= scale
      return value * scale
    },
  }
}
