import { AppError } from './problems.ts'

declare const unit: unique symbol
/** Integer minor units (fen) of the project's one currency. */
export type MinorUnits = number & { readonly [unit]: 'minor units of the project currency' }

/** Amounts beyond this, in major units, cannot be kept to the hundredth: 2^53 of them. */
export const mostMajor = 90_000_000_000_000

/** Decimal places of a currency's minor unit: 2 unless ISO 4217 says otherwise. Source: ISO 4217 list one. */
export function minorDigits(currency: string): number {
  if (threeDigitCurrencies.has(currency)) return 3
  return wholeCurrencies.has(currency) ? 0 : 2
}
const wholeCurrencies = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'XAF', 'XOF', 'XPF'])
const threeDigitCurrencies = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])

/** The only rounding of money: half away from zero, as DuckDB's DECIMAL and Excel's ROUND do. Throws `money-too-large` past 2^53. */
export function roundMoney(value: number): MinorUnits {
  const rounded = Math.sign(value) * Math.round(Math.abs(value))
  if (!Number.isSafeInteger(rounded)) throw new AppError('money-too-large', { value })
  return (rounded === 0 ? 0 : rounded) as MinorUnits
}

/** 12.5 yuan is 1250 fen. A decimal beyond the minor unit is a typing mistake and throws `too-many-decimals`. */
export function moneyFromMajor(major: number, currency: string): MinorUnits {
  const digits = minorDigits(currency)
  const scaled = major * 10 ** digits
  const nearest = roundMoney(scaled)
  if (Math.abs(scaled - nearest) > decimalNoise(scaled))
    throw new AppError('too-many-decimals', { value: major, currency, digits })
  return nearest
}

/** 1250 fen is 12.5 yuan: for cells, the command line and people; never to calculate with. */
export function moneyToMajor(money: MinorUnits, currency: string): number {
  return money / 10 ** minorDigits(currency)
}

/** What an imported amount with noise beyond the minor unit comes to, rounded once. */
export function roundToMinor(major: number, currency: string): MinorUnits {
  return roundMoney(major * 10 ** minorDigits(currency))
}

/** Float error of a scaled amount stays far below this; a real further decimal moves it by at least 0.1. */
function decimalNoise(scaled: number): number {
  return Math.min(0.05, Math.max(1e-3, Math.abs(scaled) * 8e-15))
}
