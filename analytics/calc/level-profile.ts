/** Use of one resource over time: `used[i]` from `time[i]` up to `time[i + 1]`, the last without end. */
export class LevelProfile {
  #time = new Float64Array(64)
  #used = new Float64Array(64)
  #count = 1
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#time[0] = Number.NEGATIVE_INFINITY
  }

  /** Takes over what another profile holds. */
  copy(other: LevelProfile): void {
    if (this.#time.length < other.#count) this.#grow(other.#time.length)
    this.#time.set(other.#time.subarray(0, other.#count))
    this.#used.set(other.#used.subarray(0, other.#count))
    this.#count = other.#count
  }

  add(from: number, to: number, units: number): void {
    if (!(to > from)) return
    const first = this.#split(from)
    const end = this.#split(to)
    for (let i = first; i < end; i++) this.#used[i]! += units
  }

  /** When a use of these units over a stretch of time must be put off until: the end of the first part of the stretch in which
   *  they are not free, or null where all of it is free. */
  findBlock(from: number, to: number, units: number): number | null {
    if (!(to > from)) return null
    const most = this.#capacity - units
    for (let i = this.#find(from); i < this.#count && (this.#time[i] as number) < to; i++)
      if ((this.#used[i] as number) > most) return this.#timeAt(i + 1)
    return null
  }

  /** The first moment, from one on, from which these units are free for at least a length of time: that moment itself or the end of a part
   *  in which they are not free. */
  findGap(from: number, length: number, units: number): number {
    const most = this.#capacity - units
    const time = this.#time
    const used = this.#used
    const last = this.#count - 1
    let gap = from
    for (let i = this.#find(from); i < last; i++) {
      const end = time[i + 1] as number
      if ((used[i] as number) > most) gap = end
      else if (end - gap >= length) return gap
    }
    return gap
  }

  /** Units beyond capacity times minutes. */
  excess(): number {
    let sum = 0
    for (let i = 0; i + 1 < this.#count; i++) {
      const over = (this.#used[i] as number) - this.#capacity
      if (over > 0) sum += over * ((this.#time[i + 1] as number) - (this.#time[i] as number))
    }
    return sum
  }

  #timeAt(place: number): number {
    return place < this.#count ? (this.#time[place] as number) : Number.POSITIVE_INFINITY
  }

  /** The place of the part that holds a moment. */
  #find(moment: number): number {
    let low = 0
    let high = this.#count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#time[middle] as number) <= moment) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The place of the part that begins at a moment, made where there is none. */
  #split(moment: number): number {
    const place = this.#find(moment)
    if (this.#time[place] === moment) return place
    if (this.#count === this.#time.length) this.#grow(this.#count * 2)
    this.#time.copyWithin(place + 2, place + 1, this.#count)
    this.#used.copyWithin(place + 2, place + 1, this.#count)
    this.#time[place + 1] = moment
    this.#used[place + 1] = this.#used[place] as number
    this.#count++
    return place + 1
  }

  #grow(length: number): void {
    const [time, used] = [new Float64Array(length), new Float64Array(length)]
    time.set(this.#time.subarray(0, this.#count))
    used.set(this.#used.subarray(0, this.#count))
    this.#time = time
    this.#used = used
  }
}
