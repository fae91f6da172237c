import { midnightOf, minutesPerDay, type PlanDay } from '#model/plan-time.ts'
import { startAt, workAt, type WorkCalendar } from './calendar.ts'
import type { TimeTable } from './simulate-network.ts'

/** Working minutes since the data date of one calendar in those of another, for times from the data date to the horizon (plan minutes).
 *  A finish counts as the end of the minute of work before it, a start as the beginning of the next, as in Primavera P6. */
export function makeTimeTable(
  from: WorkCalendar,
  to: WorkCalendar,
  dataDate: number,
  horizon: number,
  isFinish: boolean,
): TimeTable {
  const block = commonStep(from, to)
  const midnight = midnightOf(Math.floor(dataDate / minutesPerDay) as PlanDay)
  const origin = workAt(from, midnight)
  const target = workAt(to, dataDate)
  const blocks = Math.ceil((workAt(from, horizon) - origin) / block) + 1
  const lead = isFinish ? 1 : 0
  const entries = new Int32Array(blocks + lead)
  for (let k = 0; k < blocks; k++) {
    const date = startAt(from, origin + k * block)
    const value = workAt(to, date)
    const rise = workAt(to, date + 1) - value
    entries[k + lead] = ((value - target + (isFinish ? rise : 0)) << 1) | rise
  }
  if (isFinish) entries[0] = ((workAt(to, midnight) - target) << 1) | 0
  return { block, entries, shift: workAt(from, dataDate) - origin + (isFinish ? block - 1 : 0) }
}

/** A time of one calendar in another, in the single precision of the kernel; `perBlock` is one over the block. */
export function timeInOther({ block, entries, shift }: TimeTable, perBlock: number, time: number): number {
  const at = Math.max(0, Math.min(entries.length * block - 1, time + shift))
  const place = Math.fround(Math.fround(Math.fround(at) + 0.5) * perBlock) | 0
  const entry = entries[place] as number
  return (entry >> 1) + ((at - place * block) & -(entry & 1))
}

/** Minutes such that in every block of as many, from midnight on, a calendar works throughout or not at all. */
function commonStep(...calendars: WorkCalendar[]): number {
  let step = minutesPerDay
  for (const { shiftFrom, shiftTo } of calendars)
    for (const edges of [shiftFrom, shiftTo]) for (const edge of edges) step = greatestDivisor(step, edge)
  return step
}

function greatestDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}
