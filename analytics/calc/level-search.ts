import { makeCrossover } from './level-child.ts'
import { makeFirstLists } from './level-first-list.ts'
import { SearchClock, type SearchLimits } from './level-clock.ts'
import type { LevelSpace } from './level-space.ts'
import { makeTurn } from './level-turn.ts'
import { makeRandom, type Random } from './random.ts'

export type { SearchLimits }
export interface LevelSearch {
  start: Int32Array
  finish: Int32Array
  value: number
  /** No schedule has a smaller value. */
  lowerBound: number
  /** True when the value has reached the lower bound. */
  isProven: boolean
  /** Schedules made, forward and backward. */
  schedules: number
}

/** Looks for an order of the activities whose schedule has a small value: two populations, one of schedules forward and one
 *  backward, each bred from the other's lists, so that every child is also a justification of its parents. A child takes the
 *  place of its father's counterpart where it is no worse, which keeps the populations diverse; populations gone stale are
 *  begun anew. The same seed and number of schedules give the same result. Source: Debels & Vanhoucke 2007, Operations
 *  Research 55, 457-469 (the bi-population genetic algorithm), with other crossover and replacement. */
export function searchSchedule(space: LevelSpace, limits: SearchLimits): LevelSearch {
  return new Search(space, limits).run()
}

/** Rounds without a better schedule after which populations are begun anew. */
const patience = 100
/** Share of a time limit in which the speed of the machine is found, with a small population. */
const trialRatio = 0.03
const trialSize = 20
/** Steps of proof between the first and the second populations, doubled each time. */
const firstSteps = 300
/** Time of a proof as a share of all the time before it. */
const proofRatio = 0.5
/** Places in all lists of a population. */
const mostPlaces = 10_000_000

class Search {
  readonly #space: LevelSpace
  readonly #clock: SearchClock
  readonly #random: Random
  readonly #firstList: ReturnType<typeof makeFirstLists>
  readonly #turn: ReturnType<typeof makeTurn>
  readonly #cross: ReturnType<typeof makeCrossover>
  readonly #start: Int32Array
  readonly #finish: Int32Array
  readonly #child: Int32Array
  readonly #best: LevelSearch
  #bestBackward = Infinity
  #isOver = false

  constructor(space: LevelSpace, limits: SearchLimits) {
    const column = () => new Int32Array(space.activityCount)
    this.#space = space
    this.#clock = new SearchClock(limits)
    this.#random = makeRandom(limits.seed)
    this.#firstList = makeFirstLists(space)
    this.#turn = makeTurn(space.activityCount)
    this.#cross = makeCrossover(space.activityCount, this.#random)
    this.#start = column()
    this.#finish = column()
    this.#child = column()
    this.#best = {
      start: column(),
      finish: column(),
      value: Infinity,
      lowerBound: space.lowerBound,
      isProven: false,
      schedules: 0,
    }
  }

  run(): LevelSearch {
    const first = this.#space.firstLists ?? []
    if (first[0]) this.#child.set(first[0])
    else this.#firstList(this.#child, null)
    this.#decode(this.#child, false, Infinity)
    if (this.#clock.isTimed) this.#breed(trialSize, first, trialRatio)
    for (let steps = firstSteps; !this.#isOver; steps *= 2) {
      this.#breed(sizeFor(this.#clock.schedulesLeft(), this.#space.activityCount), first, 1)
      if (!this.#clock.isCounted) this.#prove(steps)
    }
    return this.#best
  }

  /** Breeds one pair of populations until it has gone stale or a share of the limits is used up. */
  #breed(size: number, first: readonly Int32Array[], share: number): void {
    const forward = makeSide(size, this.#space.activityCount)
    const backward = makeSide(size, this.#space.activityCount)
    for (let i = 0; i < size && !this.#isOver; i++) {
      const given = first[i]
      if (given) this.#child.set(given)
      else this.#firstList(this.#child, this.#random)
      this.#place(this.#child, forward, i, false)
      if (!this.#isOver) this.#place(forward.turned[i] as Int32Array, backward, i, true)
    }
    if (share === 1) this.#prove(0)
    for (let idle = 0, least = this.#best.value; idle < patience && !this.#isOver; idle++) {
      if (this.#clock.isPast(share)) return
      this.#breedRound(backward, forward, false)
      this.#breedRound(forward, backward, true)
      if (this.#best.value < least) idle = 0
      least = this.#best.value
    }
  }

  #prove(steps: number): void {
    const best = this.#best
    if (this.#isOver || !this.#space.raiseBound) return
    const mostMs = this.#clock.elapsedMs() * (1 + proofRatio)
    const isOver = () => this.#clock.isOver() || this.#clock.elapsedMs() > mostMs
    best.lowerBound = this.#space.raiseBound(best.lowerBound, best.value, { steps, isOver })
    best.isProven = best.value <= best.lowerBound
    this.#isOver = best.isProven || this.#clock.isOver()
  }

  #breedRound(parents: Side, children: Side, isBackward: boolean): void {
    const size = parents.value.length
    const before = isBackward ? this.#space.after : this.#space.before
    for (let i = 0; i < size && !this.#isOver; i++) {
      const mother = this.#drawMother(parents, i)
      const [first, second] = [parents.turned[i] as Int32Array, parents.turned[mother] as Int32Array]
      this.#cross(first, second, before, this.#child)
      this.#place(this.#child, children, i, isBackward)
    }
  }

  /** The better of two others at random. */
  #drawMother({ value }: Side, father: number): number {
    const one = this.#drawOther(value.length, father)
    const other = this.#drawOther(value.length, father)
    return (value[other] as number) < (value[one] as number) ? other : one
  }

  #drawOther(size: number, father: number): number {
    const drawn = Math.floor(this.#random() * (size - 1))
    return drawn < father ? drawn : drawn + 1
  }

  /** Decodes a list and keeps it where it is no worse than what stood there. */
  #place(list: Int32Array, side: Side, i: number, isBackward: boolean): void {
    const limit = side.value[i] as number
    const value = this.#decode(list, isBackward, limit)
    if (value > limit) return
    const turned = side.turned[i] as Int32Array
    side.value[i] = value
    this.#turn(list, this.#finish, turned)
    if (isBackward && value < this.#bestBackward && !this.#isOver) {
      this.#bestBackward = value
      this.#decode(turned, false, Infinity)
    }
  }

  #decode(list: Int32Array, isBackward: boolean, limit: number): number {
    const best = this.#best
    const value = this.#space.decode(list, isBackward, this.#start, this.#finish, limit)
    best.schedules++
    if (!isBackward && value < best.value) {
      best.value = value
      best.start.set(this.#start)
      best.finish.set(this.#finish)
      best.isProven = value <= best.lowerBound
    }
    this.#isOver = this.#clock.tick() || best.isProven
    return value
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

/** Found by trial on J120: 40 for 5,000 schedules, 120 for 50,000, 400 for 500,000. */
function sizeFor(schedules: number, activities: number): number {
  const most = Math.min(800, mostPlaces / activities)
  return Math.max(10, Math.round(Math.min(most, 0.56 * Math.sqrt(schedules))))
}
