import type { Language } from '#model/contract.ts'
import { dayOf, excelSerial, finishDayOf, formatDay, type PlanMinute } from '#model/plan-time.ts'
import type { MoneyScale } from './money-scale.ts'
import type { SheetNames } from './sheet-names.ts'
import type { TrendData, TrendPoint } from './trend-data.ts'
import type { TrendWords } from './trend-words.ts'

/** One project's part of the workbook: its data, its sheets' names, and the words and scales all its sheets share. */
export interface ProjectBook {
  data: TrendData
  names: SheetNames
  words: TrendWords
  scale: MoneyScale
  language: Language
  header: string
  footer: string
}

/** The newest point that has a status; null for a project without any. */
export function lastStatus(data: TrendData): TrendPoint | null {
  return data.points.findLast(point => point.earnedValue !== null || point.actualCost !== null) ?? null
}

/** The newest point that has a forecast of the finish. */
export function lastForecast(data: TrendData): TrendPoint | null {
  return data.points.findLast(point => point.finishP50 !== null) ?? null
}

/** The cell value of a day something begins or is looked at. */
export function startSerial(minute: PlanMinute | null): number | null {
  return minute === null ? null : excelSerial(dayOf(minute))
}
/** The cell value of a day something ends. */
export function finishSerial(minute: PlanMinute | null): number | null {
  return minute === null ? null : excelSerial(finishDayOf(minute))
}
export function startText(minute: PlanMinute): string {
  return formatDay(dayOf(minute))
}
export function finishText(minute: PlanMinute): string {
  return formatDay(finishDayOf(minute))
}

/** A column's name with its unit: `挣值 EV(元)`, `Earned value EV (CNY)`. */
export function withUnit({ language }: ProjectBook, name: string, unit: string): string {
  return language === 'zh' ? `${name}(${unit})` : `${name} (${unit})`
}
