import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RowKey } from '#model/field.ts'

/** Repeatable chance: one seed gives one sequence. */
export interface SampleRandom {
  /** From 0 (included) to 1. */
  unit(): number
  /** From `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** Standard normal deviate. Source: Box & Muller 1958. */
  normal(): number
  pick<T>(values: readonly T[]): T
  /** A row key in the form of a UUID (version 4, RFC 9562). */
  key<Entity extends string>(): RowKey<Entity>
}

/** A stream of chance from a seed. */
export function sampleRandom(seed: number): SampleRandom {
  const generator = xoroshiro128plus(seed)
  const unit = () => uniformFloat64(generator)
  const integer = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1))
  const hex = () => (generator.next() >>> 0).toString(16).padStart(8, '0')
  return {
    unit,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    pick: <T>(values: readonly T[]) => values[integer(0, values.length - 1)] as T,
    key: <Entity extends string>() => {
      const digits = hex() + hex() + hex() + hex()
      const variant = '89ab'[integer(0, 3)]
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}` as RowKey<Entity>
    },
  }
}
