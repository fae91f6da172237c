import type { Thousandths } from '#model/field.ts'
import type { MinorUnits } from '#model/money.ts'
import { midnightOf, parseDay, type PlanDay, type PlanMinute } from '#model/plan-time.ts'
import { type TieOutFigures, tieOutNames, type TrendData, type TrendPoint } from '#report/trend-data.ts'

/** The first working minute of a date. */
export function at(date: string): PlanMinute {
  return (midnightOf(parseDay(date) as PlanDay) + 480) as PlanMinute
}
/** Yuan as fen. */
export function yuan(amount: number): MinorUnits {
  return Math.round(amount * 100) as MinorUnits
}

const noForecast = {
  finishP10: null,
  finishP50: null,
  finishP80: null,
  finishP90: null,
  costP10: null,
  costP50: null,
  costP80: null,
  costP90: null,
}

function point(date: string, planned: number, earned: number, actual: number, spit: number): TrendPoint {
  return {
    statusAt: at(date),
    budgetAtCompletion: yuan(10_000_000),
    plannedValue: yuan(planned),
    earnedValue: yuan(earned),
    actualCost: yuan(actual),
    costPerformance: earned / actual,
    schedulePerformance: earned / planned,
    schedulePerformanceTime: spit,
    calculatedFinish: at('2026-08-20'),
    ...noForecast,
  }
}

const costs: TrendData['costs'] = [
  { kind: 'labour', budget: yuan(2_000_000), actual: yuan(1_100_000) },
  { kind: 'material', budget: yuan(5_000_000), actual: yuan(2_000_000.01) },
  { kind: 'machine', budget: yuan(1_000_000), actual: yuan(500_000) },
  { kind: 'subcontract', budget: yuan(1_500_000), actual: yuan(399_999.99) },
  { kind: 'other', budget: yuan(500_000), actual: yuan(200_000) },
]

const points: TrendPoint[] = [
  point('2026-01-20', 1_000_000, 900_000, 1_000_000, 0.9),
  point('2026-02-20', 2_500_000, 2_000_000, 2_200_000, 0.85),
  {
    ...point('2026-03-20', 4_500_000, 4_000_000, 4_200_000, 0.92),
    finishP10: at('2026-06-25'),
    finishP50: at('2026-07-20'),
    finishP80: at('2026-08-20'),
    finishP90: at('2026-09-10'),
    costP10: yuan(10_200_000),
    costP50: yuan(10_500_000),
    costP80: yuan(11_000_000),
    costP90: yuan(11_400_000),
  },
]

const nothing = Object.fromEntries(tieOutNames.map(name => [name, null])) as TieOutFigures

/** A running project of ten million yuan with round figures: behind plan, over cost, a mason crew short of hands. */
export const runningTrend: TrendData = {
  code: 'SG-2026-001',
  name: '临湖小学综合楼',
  currency: 'CNY',
  sector: '学校教育',
  isSample: false,
  isFinished: false,
  dataDate: at('2026-03-20'),
  plannedStart: at('2026-01-05'),
  plannedFinish: at('2026-06-30'),
  actualFinish: null,
  change: 4711,
  resultsFromChange: 4710,
  staleLinks: [],
  forecast: { method: 'reference-class n=12', sufficientHistory: true, referenceCount: 12 },
  points,
  plannedCurve: [
    { at: at('2026-01-05'), plannedValue: yuan(0) },
    { at: at('2026-01-20'), plannedValue: yuan(1_000_000) },
    { at: at('2026-02-20'), plannedValue: yuan(2_500_000) },
    { at: at('2026-03-20'), plannedValue: yuan(4_500_000) },
    { at: at('2026-05-20'), plannedValue: yuan(8_200_000) },
    { at: at('2026-06-30'), plannedValue: yuan(10_000_000) },
  ],
  costs,
  resources: [
    {
      code: 'R-06',
      name: '瓦工',
      unit: '工日',
      available: 30_000 as Thousandths,
      weeks: [24, 36, 28, 0, 33].map((peak, index) => ({
        week: at(`2026-03-${String(2 + index * 7).padStart(2, '0')}`),
        quantity: (peak * 6000) as Thousandths,
        peak: (peak * 1000) as Thousandths,
      })),
    },
  ],
  tieOut: {
    statusCount: 3,
    earnedValueSum: yuan(6_900_000),
    actualCostSum: yuan(7_400_000),
    budgetAtCompletion: yuan(10_000_000),
    plannedValue: yuan(4_500_000),
    plannedValueAtEnd: yuan(10_000_000),
    earnedValue: yuan(4_000_000),
    actualCost: yuan(4_200_000),
    budgetLabour: yuan(2_000_000),
    budgetMaterial: yuan(5_000_000),
    budgetMachine: yuan(1_000_000),
    budgetSubcontract: yuan(1_500_000),
    budgetOther: yuan(500_000),
    actualLabour: yuan(1_100_000),
    actualMaterial: yuan(2_000_000.01),
    actualMachine: yuan(500_000),
    actualSubcontract: yuan(399_999.99),
    actualOther: yuan(200_000),
    finishP50: at('2026-07-20'),
    costP50: yuan(10_500_000),
    loadQuantity: (24 + 36 + 28 + 33) * 6000,
  },
}

/** A project that was just set up: nothing planned, booked or forecast. */
export const emptyTrend: TrendData = {
  ...runningTrend,
  code: 'SG-2026-002',
  name: '新建项目',
  dataDate: null,
  plannedStart: null,
  plannedFinish: null,
  resultsFromChange: null,
  forecast: null,
  points: [],
  plannedCurve: [],
  costs: costs.map(row => ({ ...row, budget: yuan(0), actual: yuan(0) })),
  resources: [],
  tieOut: nothing,
}
