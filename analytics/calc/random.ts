import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Gives a number from 0 up to, not including, 1 at every call. */
export type Random = () => number

/** A stream of random numbers that is the same for the same seed on every machine (xoroshiro128+). */
export function makeRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}
