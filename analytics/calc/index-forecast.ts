import { divide } from './earned-indices.ts'

/** What index forecasts need at one data date: amounts in one money unit, times in one time unit from the project start. */
export interface IndexInput {
  budgetAtCompletion: number
  plannedValue: number
  earnedValue: number
  actualCost: number
  plannedDuration: number
  actualTime: number
  earnedSchedule: number
}

/** Total durations by method and performance factor, in the unit of the input; null where a factor is absent or not above 0. */
export interface DurationForecasts {
  plannedValue: number | null
  plannedValueSpi: number | null
  plannedValueSci: number | null
  earnedDuration: number | null
  earnedDurationSpi: number | null
  earnedDurationSci: number | null
  earnedSchedule: number
  earnedScheduleSpit: number | null
  earnedScheduleScit: number | null
}

/** Total costs by performance factor, in the unit of the input; null where a factor is absent or not above 0. */
export interface CostForecasts {
  asBudgeted: number
  cpi: number | null
  spi: number | null
  spit: number | null
  sci: number | null
  scit: number | null
  cpiSpi: number | null
  cpiSpit: number | null
}

/** Duration by the planned-value, earned-duration and earned-schedule methods: time so far plus the planned rest over a
 *  performance factor (1, SPI or SPI(t), SCI = CPI x SPI or SPI(t)).
 *  Sources: Vandevoorde & Vanhoucke 2006, Int. J. Project Management 24(4), 289-302; Anbari 2003; Jacob & Kane 2004; Lipke 2003. */
export function forecastDurations(input: IndexInput): DurationForecasts {
  const { plannedDuration, actualTime, earnedSchedule } = input
  const { spi, spit, sci, scit } = factors(input)
  const timeVariance = divide(
    (input.earnedValue - input.plannedValue) * plannedDuration,
    input.budgetAtCompletion,
  )
  const horizon = Math.max(plannedDuration, actualTime)
  const earnedDuration = spi === null ? null : actualTime * spi
  const restByDuration = (factor: number | null) =>
    earnedDuration === null ? null : after(actualTime, horizon - earnedDuration, factor)
  return {
    plannedValue: timeVariance === null ? null : plannedDuration - timeVariance,
    plannedValueSpi: after(0, plannedDuration, spi),
    plannedValueSci: after(0, plannedDuration, sci),
    earnedDuration: restByDuration(1),
    earnedDurationSpi: restByDuration(spi),
    earnedDurationSci: restByDuration(sci),
    earnedSchedule: actualTime + plannedDuration - earnedSchedule,
    earnedScheduleSpit: after(actualTime, plannedDuration - earnedSchedule, spit),
    earnedScheduleScit: after(actualTime, plannedDuration - earnedSchedule, scit),
  }
}

/** Cost at completion: actual cost plus the budget of the rest over a performance factor.
 *  Sources: Christensen 1993 (review of EAC formulas); PMI, Practice Standard for Earned Value Management. */
export function forecastCosts(input: IndexInput): CostForecasts {
  const rest = input.budgetAtCompletion - input.earnedValue
  const { cpi, spi, spit, sci, scit } = factors(input)
  const mix = (other: number | null) => (cpi === null || other === null ? null : 0.8 * cpi + 0.2 * other)
  const estimate = (factor: number | null) => after(input.actualCost, rest, factor)
  return {
    asBudgeted: input.actualCost + rest,
    cpi: estimate(cpi),
    spi: estimate(spi),
    spit: estimate(spit),
    sci: estimate(sci),
    scit: estimate(scit),
    cpiSpi: estimate(mix(spi)),
    cpiSpit: estimate(mix(spit)),
  }
}

function factors(input: IndexInput) {
  const cpi = divide(input.earnedValue, input.actualCost)
  const spi = divide(input.earnedValue, input.plannedValue)
  const spit = divide(input.earnedSchedule, input.actualTime)
  return { cpi, spi, spit, sci: product(cpi, spi), scit: product(cpi, spit) }
}

function product(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a * b
}

function after(spent: number, rest: number, factor: number | null): number | null {
  return factor === null || factor <= 0 ? null : spent + rest / factor
}
