import type { Language } from '#model/contract.ts'
import { minorDigits, type MinorUnits, moneyToMajor } from '#model/money.ts'

/** How a workbook shows the money of one currency: exact in major units, and in a scale people read at a glance. */
export interface MoneyScale {
  /** 元, or the currency's code. */
  majorUnit: string
  /** 万元, or millions of the currency. */
  scaledUnit: string
  /** Major units in one of the scale. */
  divisor: number
  majorFormat: string
  scaledFormat: string
  major(money: MinorUnits): number
  scaled(money: MinorUnits): number
  /** `5,642.1 万元`, rounded for a sentence. */
  text(money: number): string
}

/** Scale of a currency: ten thousands in Chinese, millions in English. */
export function moneyScale(currency: string, language: Language): MoneyScale {
  const divisor = language === 'zh' ? 10_000 : 1_000_000
  const name = language === 'zh' && currency === 'CNY' ? '元' : currency
  const scaledUnit = language === 'zh' ? `万${name}` : `${currency} million`
  const decimals = minorDigits(currency)
  const scaled = (money: MinorUnits) => moneyToMajor(money, currency) / divisor
  return {
    majorUnit: name,
    scaledUnit,
    divisor,
    majorFormat: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`,
    scaledFormat: '#,##0.00',
    major: money => moneyToMajor(money, currency),
    scaled,
    text: money => {
      const amount = scaled(money as MinorUnits)
      const digits = Math.abs(amount) < 100 ? 2 : 1
      const figure = groupDigits(amount.toFixed(digits))
      return language === 'zh' ? `${figure} ${scaledUnit}` : `${currency} ${figure} million`
    },
  }
}

/** `12345.6` as `12,345.6`. */
export function groupDigits(figure: string): string {
  return figure.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
}
