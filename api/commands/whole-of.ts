import { AppError } from '#model/problems.ts'
import type { Typed } from './command.ts'

/** The whole number that a flag was given, null without the flag. Throws `usage-wrong` where it is none or out of range. */
export function wholeOf({ values }: Typed, name: string, least: number, most: number): number | null {
  const given = values[name]
  if (given === undefined) return null
  const value = Number(given)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new AppError('usage-wrong', {
      reason: {
        zh: `--${name} 应为 ${least} 至 ${most} 的整数，给出的是 ${String(given)}`,
        en: `--${name} must be a whole number from ${least} to ${most}, not ${String(given)}`,
      },
    })
  return value
}
