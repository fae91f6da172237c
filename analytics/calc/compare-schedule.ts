import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { statuses, type ScheduleInput } from './schedule-input.ts'
import type { ScheduleResult } from './schedule-result.ts'

export const comparedFields = [
  'earlyStart',
  'earlyFinish',
  'lateStart',
  'lateFinish',
  'totalFloat',
  'freeFloat',
] as const
export type ComparedField = (typeof comparedFields)[number]

/** What another program computed for one activity; null where it says nothing. Floats are working minutes. */
export type TheirDates = Record<ComparedField, number | null>

/** How many values agree with another program's, and each that does not. Dates are texts, floats minutes. */
export interface ScheduleComparison {
  activities: number
  equal: Record<ComparedField, { equal: number; of: number }>
  mismatches: {
    code: string
    field: ComparedField
    theirs: string | number
    ours: string | number | null
    cause: string | null
  }[]
}

/** Compares a calculated schedule with the dates another program stored, activity by activity in the order of the input. Dates
 *  agree to the minute; floats to half a minute, since P6 writes them as decimal hours. Finished activities are left out
 *  unless asked for. */
export function compareSchedule(
  input: ScheduleInput,
  result: ScheduleResult,
  theirs: readonly (TheirDates | null)[],
  options: { withFinished?: boolean } = {},
): ScheduleComparison {
  const { activities } = input
  const equal = Object.fromEntries(
    comparedFields.map(field => [field, { equal: 0, of: 0 }]),
  ) as ScheduleComparison['equal']
  const mismatches: ScheduleComparison['mismatches'] = []
  let compared = 0
  for (let u = 0; u < activities.code.length; u++) {
    const their = theirs[u]
    if (!their || (activities.status[u] === statuses.finished && options.withFinished !== true)) continue
    compared++
    for (const field of comparedFields) {
      const value = their[field]
      if (value === null) continue
      const ours = result[field][u] as number
      const isFloat = field === 'totalFloat' || field === 'freeFloat'
      equal[field].of++
      if (Math.abs(ours - value) <= (isFloat ? 0.5 : 0)) equal[field].equal++
      else
        mismatches.push({
          code: activities.code[u] as string,
          field,
          theirs: shown(value, isFloat) as string | number,
          ours: shown(ours, isFloat),
          cause: null,
        })
    }
  }
  return { activities: compared, equal, mismatches }
}

function shown(value: number, isFloat: boolean): string | number | null {
  if (!Number.isFinite(value)) return null
  return isFloat ? value : formatMinute(value as PlanMinute)
}
