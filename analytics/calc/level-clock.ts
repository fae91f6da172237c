/** When a search ends, apart from reaching the lower bound. Without any limit it goes on until the bound is reached. */
export interface SearchLimits {
  seed: number
  schedules?: number
  /** Milliseconds by the clock given; the result then depends on the speed of the machine. */
  time?: { now: () => number; milliseconds: number }
  isCancelled?: () => boolean
}

const mostBetweenLooks = 64

/** Counts the schedules of a search and says when its limits are reached. The clock and the caller are asked about every
 *  millisecond, at first after every schedule, since a schedule may take microseconds or seconds. */
export class SearchClock {
  readonly #most: number
  readonly #time: SearchLimits['time']
  readonly #isCancelled: SearchLimits['isCancelled']
  readonly #began: number
  #schedules = 0
  #nextLook = 1
  #between = 1
  #lastLook: number

  constructor({ schedules, time, isCancelled }: SearchLimits) {
    this.#most = schedules ?? Infinity
    this.#time = time
    this.#isCancelled = isCancelled
    this.#began = time ? time.now() : 0
    this.#lastLook = this.#began
  }

  get isTimed(): boolean {
    return this.#time !== undefined
  }

  /** Whether schedules are counted rather than timed, so that proof must not take longer than they do. */
  get isCounted(): boolean {
    return this.#time === undefined && this.#most < Infinity
  }

  /** Counts one schedule; true when the search is over. */
  tick(): boolean {
    this.#schedules++
    if (this.#schedules >= this.#most) return true
    if (this.#schedules < this.#nextLook) return false
    const now = this.#time?.now() ?? 0
    if (now - this.#lastLook < 1) this.#between = Math.min(2 * this.#between, mostBetweenLooks)
    else this.#between = Math.max(1, this.#between >> 1)
    this.#nextLook = this.#schedules + this.#between
    this.#lastLook = now
    return this.isPast(1) || this.#isCancelled?.() === true
  }

  /** Looks at once whether the search is to end. */
  isOver(): boolean {
    this.#lastLook = this.#time?.now() ?? 0
    return this.isPast(1) || this.#isCancelled?.() === true
  }

  /** Whether a share of the time was used up at the last look. */
  isPast(share: number): boolean {
    return this.#time !== undefined && this.elapsedMs() >= share * this.#time.milliseconds
  }

  /** Time taken at the last look; 0 without a clock. */
  elapsedMs(): number {
    return this.#lastLook - this.#began
  }

  /** Schedules until the limits are reached, at the speed so far. */
  schedulesLeft(): number {
    const byCount = this.#most - this.#schedules
    if (!this.#time) return byCount
    const taken = Math.max(this.elapsedMs(), 1e-3)
    return Math.min(byCount, ((this.#time.milliseconds - taken) * this.#schedules) / taken)
  }
}
