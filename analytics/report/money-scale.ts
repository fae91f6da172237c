import type { Language } from '#model/contract.ts'
import { minorDigits, type MinorUnits, moneyToMajor } from '#model/money.ts'

/** How a workbook shows the money of one currency: exact in major units, and in a scale people read at a glance. */
export interface MoneyScale {
  /** 元, or the currency's code. */
  majorUnit: string
  /** 万元, or millions of the currency; the major unit for small projects. */
  scaledUnit: string
  /** Major units in one of the scale. */
  divisor: number
  majorFormat: string
  scaledFormat: string
  axisFormat: string
  major(money: MinorUnits): number
  scaled(money: MinorUnits): number
  /** `5,642.1 万元`, rounded for a sentence. */
  text(money: number): string
}

/** Scale of a currency for a project whose largest amount (minor units) is this: 万元 in Chinese, millions in English, and
 *  smaller where that would leave nothing but noughts before the point. */
export function moneyScale(currency: string, language: Language, largest: number): MoneyScale {
  const name = language === 'zh' && currency === 'CNY' ? '元' : currency
  const decimals = minorDigits(currency)
  const inMajor = moneyToMajor(largest as MinorUnits, currency)
  const [divisor, prefix] = (steps[language].find(([size]) => inMajor >= size * leastUnits) ?? [
    1,
    '',
  ]) as Step
  const scaledUnit = language === 'zh' ? `${prefix}${name}` : `${currency} ${prefix}`.trim()
  const scaled = (money: MinorUnits) => moneyToMajor(money, currency) / divisor
  return {
    majorUnit: name,
    scaledUnit,
    divisor,
    majorFormat: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`,
    scaledFormat: '#,##0.00',
    axisFormat: inMajor / divisor < 10 ? '#,##0.0' : '#,##0',
    major: money => moneyToMajor(money, currency),
    scaled,
    text: money => {
      const amount = scaled(money as MinorUnits)
      const figure = groupDigits(amount.toFixed(Math.abs(amount) < 100 ? 2 : 1))
      return language === 'zh' ? `${figure} ${scaledUnit}` : `${currency} ${figure} ${prefix}`.trim()
    },
  }
}
type Step = readonly [size: number, prefix: string]
const steps: Record<Language, readonly Step[]> = {
  zh: [[10_000, '万']],
  en: [
    [1_000_000, 'million'],
    [1_000, 'thousand'],
  ],
}
/** A scale is used from this many of its units on. */
const leastUnits = 5

/** `12345.6` as `12,345.6`. */
export function groupDigits(figure: string): string {
  return figure.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
}
