import { parseDay, type PlanDay } from '#model/plan-time.ts'

/** The day of a date written in this folder. Throws on a slip of the pen. */
export function dayOfText(text: string): PlanDay {
  const day = parseDay(text)
  if (day === null) throw new RangeError(`Not a date: ${text}`)
  return day
}
