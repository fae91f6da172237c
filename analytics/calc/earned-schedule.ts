import { divide } from './earned-indices.ts'

/** Earned schedule and what follows from it. Times in one unit of the caller's choice (periods, working or plan minutes)
 *  counted from the project start; a ratio with a zero divisor is null. */
export interface EarnedSchedule {
  /** ES: the time by which what is earned now was to be earned. */
  earnedSchedule: number
  /** SV(t) = ES - AT. */
  timeVariance: number
  /** SPI(t) = ES / AT. */
  timePerformance: number | null
  /** IEAC(t) = PD / SPI(t): total duration at the pace so far. */
  durationAtPerformance: number | null
  /** IEAC(t) = AT + (PD - ES): total duration with the rest as planned. */
  durationAsPlanned: number
  /** TSPI = (PD - ES) / (PD - AT): the pace the rest needs to end as planned; null at or after the planned end. */
  toCompletePerformance: number | null
  /** TSPI to end by the duration given: (PD - ES) / (ED - AT). */
  toCompletePerformanceEstimate: number | null
}

/** Earned schedule by whole periods: the last period C whose cumulative planned value is not above what is earned, plus the
 *  linear share of the next. `plannedValues` are cumulative from period 0 on; earned at or past the last is the last period.
 *  Source: Lipke & Henderson 2006, Earned Schedule training; Lipke 2012. */
export function earnedScheduleOfPeriods(
  plannedValues: readonly number[],
  earnedValue: number,
): number | null {
  if (plannedValues.length === 0 || earnedValue < (plannedValues[0] as number)) return null
  let whole = plannedValues.length - 1
  while ((plannedValues[whole] as number) > earnedValue) whole--
  const next = plannedValues[whole + 1]
  const reached = plannedValues[whole] as number
  if (next !== undefined) return whole + (earnedValue - reached) / (next - reached)
  const full = plannedValues.indexOf(reached)
  return full
}

/** The earned-schedule measures of one data date. `estimatedDuration` is the end TSPI is to be judged against besides the
 *  planned one. Source: Lipke, Schedule is Different (2003); features list 3.2. */
export function measureEarnedSchedule(times: {
  earnedSchedule: number
  actualTime: number
  plannedDuration: number
  estimatedDuration?: number | null
}): EarnedSchedule {
  const { earnedSchedule, actualTime, plannedDuration } = times
  const timePerformance = divide(earnedSchedule, actualTime)
  const rest = plannedDuration - earnedSchedule
  const estimate = times.estimatedDuration ?? null
  return {
    earnedSchedule,
    timeVariance: earnedSchedule - actualTime,
    timePerformance,
    durationAtPerformance: timePerformance === null ? null : divide(plannedDuration, timePerformance),
    durationAsPlanned: actualTime + rest,
    toCompletePerformance: paceToFinish(rest, plannedDuration - actualTime),
    toCompletePerformanceEstimate: estimate === null ? null : paceToFinish(rest, estimate - actualTime),
  }
}

function paceToFinish(rest: number, timeLeft: number): number | null {
  return timeLeft > 0 ? rest / timeLeft : null
}
