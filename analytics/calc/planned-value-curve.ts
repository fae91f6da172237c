import { roundMoney, type MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { workAt } from './calendar.ts'
import { meanOfGroup, type Apportioning } from './cost-apportion.ts'
import type { CostCells } from './cost-cells.ts'
import type { PlannedSpans } from './planned-value-spans.ts'

/** Planned value of a project as a function of time: budget spread evenly over the working time of each activity. */
export interface PlannedValueCurve {
  budgetAtCompletion: MinorUnits
  /** First planned start and last planned finish; null without any dated activity. */
  start: PlanMinute | null
  finish: PlanMinute | null
  /** Cumulative planned value at a minute. Every amount is rounded once, so the sum over activities and accounts is this
   *  value to the last fen; it is 0 at `start` and the whole budget from `finish` on. */
  at(minute: number): MinorUnits
  /** Planned value of each cell at a minute, in minor units. */
  cellsAt(minute: number): Float64Array
  /** The share of each activity planned by a minute, 0..1. */
  sharesAt(minute: number): Float64Array
  /** Planned share of budget by a minute, unrounded, 0..1; null without budget. */
  shareAt(minute: number): number | null
  /** The minute by which this much was to be earned: earned schedule on the continuous curve. Where the curve is level at
   *  this value the minute of the level part nearest to `near`, so that work exactly on plan is neither early nor late.
   *  Null without dates or budget. */
  minuteOf(value: number, near: number): PlanMinute | null
}

/** Builds the curve; nothing is sampled, every call evaluates the activities at that minute. */
export function plannedValueCurve(
  cells: CostCells,
  spans: PlannedSpans,
  apportioning: Apportioning,
): PlannedValueCurve {
  const budget = cells.budget.reduce((sum, amount) => sum + amount, 0)
  const dated =
    spans.start.length === 0
      ? []
      : [...spans.start.keys()].filter(i => spans.finish[i]! >= 0 || spans.finish[i]! < 0)
  const start = dated.reduce(
    (least, i) => Math.min(least, spans.start[i] as number),
    Number.POSITIVE_INFINITY,
  )
  const finish = dated.reduce(
    (most, i) => Math.max(most, spans.finish[i] as number),
    Number.NEGATIVE_INFINITY,
  )
  const hasDates = dated.length > 0

  const sharesAt = (minute: number) => plannedShares(spans, minute, finish)
  const ratiosAt = (minute: number) => cellRatios(cells, apportioning, sharesAt(minute))
  const cellsAt = (minute: number) => {
    const ratios = ratiosAt(minute)
    for (let cell = 0; cell < ratios.length; cell++)
      ratios[cell] = roundMoney((cells.budget[cell] as number) * (ratios[cell] as number))
    return ratios
  }
  const at = (minute: number) => {
    let sum = 0
    for (const value of cellsAt(minute)) sum += value
    return sum as MinorUnits
  }
  const exactAt = (minute: number) => {
    const ratios = ratiosAt(minute)
    let sum = 0
    for (let cell = 0; cell < ratios.length; cell++)
      sum += (ratios[cell] as number) * (cells.budget[cell] as number)
    return sum
  }
  const search = (value: number, near: number) => {
    const slack = budget * noise
    const wanted = Math.min(value, budget)
    const reached = firstMinute(start, finish, minute => exactAt(minute) >= wanted - slack)
    if (reached >= near) return reached as PlanMinute
    const left = firstMinute(reached, finish, minute => exactAt(minute) > wanted + slack)
    return Math.max(reached, Math.min(near, left === finish ? left : left - 1)) as PlanMinute
  }
  let known: { value: number; near: number; minute: PlanMinute } | null = null

  return {
    budgetAtCompletion: budget as MinorUnits,
    start: hasDates ? (start as PlanMinute) : null,
    finish: hasDates ? (finish as PlanMinute) : null,
    at,
    cellsAt,
    sharesAt,
    shareAt: minute => (budget === 0 ? null : exactAt(minute) / budget),
    minuteOf: (value, near) => {
      if (!hasDates || budget <= 0) return null
      if (known?.value !== value || known.near !== near) known = { value, near, minute: search(value, near) }
      return known.minute
    },
  }
}

/** Ratio of each cell, from the ratios of activities: its activity's own or its group's weighted mean. */
export function cellRatios(
  cells: CostCells,
  apportioning: Apportioning,
  ratioOfActivity: Float64Array,
): Float64Array {
  const ofGroup = apportioning.groups.map(group =>
    meanOfGroup(group, activity => ratioOfActivity[activity] as number),
  )
  const ratios = new Float64Array(cells.length)
  for (let cell = 0; cell < ratios.length; cell++) {
    const group = apportioning.groupOf[cell] as number
    ratios[cell] =
      group >= 0 ? (ofGroup[group] as number) : (ratioOfActivity[cells.activity[cell] as number] ?? 0)
  }
  return ratios
}

function plannedShares(spans: PlannedSpans, minute: number, lastFinish: number): Float64Array {
  const work = spans.calendars.map(calendar => workAt(calendar, minute))
  const shares = new Float64Array(spans.start.length)
  for (let i = 0; i < shares.length; i++) {
    const from = spans.workStart[i] as number
    const to = spans.workFinish[i] as number
    const finish = Number.isNaN(spans.finish[i] as number) ? lastFinish : (spans.finish[i] as number)
    if (minute >= finish) shares[i] = 1
    else if (to > from)
      shares[i] = Math.min(
        1,
        Math.max(0, ((work[spans.calendarOf[i] as number] as number) - from) / (to - from)),
      )
  }
  return shares
}

/** A share of the budget below which two values are the same: float error must not push a date to the next step. */
const noise = 1e-9

/** The first minute from `start` on at which the condition holds, given that it stays true; `finish` when it never does. */
function firstMinute(start: number, finish: number, holds: (minute: number) => boolean): number {
  let before = start - 1
  let reached = finish
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2)
    if (holds(middle)) reached = middle
    else before = middle
  }
  return reached
}
