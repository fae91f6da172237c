import type { CostKind } from '#model/entities/resource.ts'
import type { Thousandths } from '#model/field.ts'
import type { MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'

/** One data date of a trend: what stood, and what was forecast then. Absent is null. */
export interface TrendPoint {
  statusAt: PlanMinute
  budgetAtCompletion: MinorUnits | null
  plannedValue: MinorUnits | null
  earnedValue: MinorUnits | null
  actualCost: MinorUnits | null
  costPerformance: number | null
  schedulePerformance: number | null
  schedulePerformanceTime: number | null
  /** Finish of the network as calculated then. */
  calculatedFinish: PlanMinute | null
  finishP10: PlanMinute | null
  finishP50: PlanMinute | null
  finishP80: PlanMinute | null
  finishP90: PlanMinute | null
  costP10: MinorUnits | null
  costP50: MinorUnits | null
  costP80: MinorUnits | null
  costP90: MinorUnits | null
}

/** A resource with its need by week, every week between the first and the last present. */
export interface TrendResource {
  code: string
  name: string
  unit: string | null
  available: Thousandths | null
  weeks: { week: PlanMinute; quantity: Thousandths; peak: Thousandths }[]
}

/** Figures worked out a second time, apart from the rows of the data sheets; money in minor units, dates in plan minutes,
 *  quantities in thousandths. */
export const tieOutNames = [
  'statusCount',
  'earnedValueSum',
  'actualCostSum',
  'budgetAtCompletion',
  'plannedValue',
  'plannedValueAtEnd',
  'earnedValue',
  'actualCost',
  'budgetLabour',
  'budgetMaterial',
  'budgetMachine',
  'budgetSubcontract',
  'budgetOther',
  'actualLabour',
  'actualMaterial',
  'actualMachine',
  'actualSubcontract',
  'actualOther',
  'finishP50',
  'costP50',
  'loadQuantity',
] as const
export type TieOutName = (typeof tieOutNames)[number]
/** Null where the separate reading finds nothing to add up; the line is then left out. */
export type TieOutFigures = Record<TieOutName, number | null>

/** Everything a trend workbook says of one project, as plain rows. */
export interface TrendData {
  code: string
  name: string
  currency: string
  sector: string | null
  isSample: boolean
  isFinished: boolean
  dataDate: PlanMinute | null
  plannedStart: PlanMinute | null
  plannedFinish: PlanMinute | null
  actualFinish: PlanMinute | null
  /** The change the project stands at, and the one its results were made from; null before the first calculation. */
  change: number
  resultsFromChange: number | null
  /** Codes of linked projects edited after the results were made. */
  staleLinks: readonly string[]
  /** How the newest forecast was made; null without one. */
  forecast: { method: string; sufficientHistory: boolean; referenceCount: number } | null
  /** By date. */
  points: TrendPoint[]
  /** Cumulative planned value by date, from the planned start to the planned finish. */
  plannedCurve: { at: PlanMinute; plannedValue: MinorUnits }[]
  costs: { kind: CostKind; budget: MinorUnits; actual: MinorUnits }[]
  /** Those to draw, the most strained first. */
  resources: TrendResource[]
  tieOut: TieOutFigures
}
