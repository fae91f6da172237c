import { makeCrossover } from './level-child.ts'
import { makeFirstLists } from './level-first-list.ts'
import type { LevelSpace } from './level-space.ts'
import { makeTurn } from './level-turn.ts'
import { makeRandom } from './random.ts'

/** When a search ends, apart from reaching the lower bound. Without any limit it goes on until the bound is reached. */
export interface SearchLimits {
  seed: number
  schedules?: number
  /** Milliseconds by the clock given; the result then depends on the speed of the machine. */
  time?: { now: () => number; milliseconds: number }
  isCancelled?: () => boolean
}
export interface LevelSearch {
  start: Int32Array
  finish: Int32Array
  value: number
  /** True when no schedule can be better by the bound of the space. */
  isProven: boolean
  /** Schedules made, forward and backward. */
  schedules: number
}

/** Looks for an order of the activities whose schedule has a small value: two populations, one of schedules forward and one
 *  backward, each bred from the other's lists, so that every child is also a justification of its parents. The same seed and
 *  number of schedules give the same result. Source: Debels & Vanhoucke 2007, Operations Research 55, 457-469 (the
 *  bi-population genetic algorithm). */
export function searchSchedule(space: LevelSpace, limits: SearchLimits): LevelSearch {
  return new Search(space, limits).run()
}

const pollEvery = 32

class Search {
  readonly #space: LevelSpace
  readonly #limits: SearchLimits
  readonly #most: number
  readonly #random: () => number
  readonly #turn: ReturnType<typeof makeTurn>
  readonly #cross: ReturnType<typeof makeCrossover>
  readonly #deadline: number
  readonly #start: Int32Array
  readonly #finish: Int32Array
  readonly #best: LevelSearch
  #bestBackward = Infinity
  #isOver = false

  constructor(space: LevelSpace, limits: SearchLimits) {
    const count = space.activityCount
    this.#space = space
    this.#limits = limits
    this.#most = limits.schedules ?? Infinity
    this.#random = makeRandom(limits.seed)
    this.#turn = makeTurn(count)
    this.#cross = makeCrossover(count, this.#random)
    this.#deadline = limits.time ? limits.time.now() + limits.time.milliseconds : Infinity
    this.#start = new Int32Array(count)
    this.#finish = new Int32Array(count)
    this.#best = {
      start: new Int32Array(count),
      finish: new Int32Array(count),
      value: Infinity,
      isProven: false,
      schedules: 0,
    }
  }

  run(): LevelSearch {
    const first = makeFirstLists(this.#space)
    const list = new Int32Array(this.#space.activityCount)
    first(list, null)
    this.#decode(list, false)
    while (!this.#isOver) this.#breed(first, sizeOfPopulation(this.#most))
    return this.#best
  }

  /** One population pair from its first lists until it has gone stale. */
  #breed(first: ReturnType<typeof makeFirstLists>, size: number): void {
    const sides = [makeSide(size, this.#space.activityCount), makeSide(size, this.#space.activityCount)] as [
      Side,
      Side,
    ]
    const child = new Int32Array(this.#space.activityCount)
    for (let i = 0; i < size && !this.#isOver; i++) {
      first(child, this.#random)
      this.#place(child, sides[0], i, false)
      if (!this.#isOver) this.#place(sides[0].turned[i] as Int32Array, sides[1], i, true)
    }
    const patience = 100
    for (let idle = 0, least = this.#best.value; idle < patience && !this.#isOver; idle++) {
      this.#generation(sides[1], sides[0], child, false)
      this.#generation(sides[0], sides[1], child, true)
      if (this.#best.value < least) idle = 0
      least = this.#best.value
    }
  }

  #generation(parents: Side, children: Side, child: Int32Array, isBackward: boolean): void {
    const size = parents.value.length
    const before = isBackward ? this.#space.after : this.#space.before
    for (let i = 0; i < size && !this.#isOver; i++) {
      const mother = this.#drawMother(parents, i)
      this.#cross(parents.turned[i] as Int32Array, parents.turned[mother] as Int32Array, before, child)
      this.#place(child, children, i, isBackward)
    }
  }

  /** The better of two others at random. */
  #drawMother({ value }: Side, father: number): number {
    const others = value.length - 1
    const [a, b] = [Math.floor(this.#random() * others), Math.floor(this.#random() * others)]
    const [c, d] = [a < father ? a : a + 1, b < father ? b : b + 1]
    return (value[d] as number) < (value[c] as number) ? d : c
  }

  /** Decodes a list and keeps it where it is no worse than what stood there. */
  #place(list: Int32Array, side: Side, i: number, isBackward: boolean): void {
    const value = this.#decode(list, isBackward)
    if (value > (side.value[i] as number)) return
    const turned = side.turned[i] as Int32Array
    side.value[i] = value
    this.#turn(list, this.#finish, turned)
    if (isBackward && value < this.#bestBackward && !this.#isOver) {
      this.#bestBackward = value
      this.#decode(turned, false)
    }
  }

  #decode(list: Int32Array, isBackward: boolean): number {
    const best = this.#best
    const value = this.#space.decode(list, isBackward, this.#start, this.#finish)
    best.schedules++
    if (!isBackward && value < best.value) {
      best.value = value
      best.start.set(this.#start)
      best.finish.set(this.#finish)
      best.isProven = value <= this.#space.lowerBound
    }
    this.#isOver = best.isProven || best.schedules >= this.#most || this.#isStopped()
    return value
  }

  #isStopped(): boolean {
    if (this.#best.schedules % pollEvery !== 0) return false
    const { time, isCancelled } = this.#limits
    return (time !== undefined && time.now() >= this.#deadline) || isCancelled?.() === true
  }
}

interface Side {
  value: Float64Array
  /** Lists of the schedules turned round, to be decoded the other way. */
  turned: Int32Array[]
}

function makeSide(size: number, count: number): Side {
  return {
    value: new Float64Array(size).fill(Infinity),
    turned: Array.from({ length: size }, () => new Int32Array(count)),
  }
}

function sizeOfPopulation(schedules: number): number {
  return Math.max(10, Math.min(400, Math.round(0.55 * Math.sqrt(Math.min(schedules, 1e6)))))
}
