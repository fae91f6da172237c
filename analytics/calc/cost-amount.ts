import type { Thousandths, UnitPrice } from '#model/field.ts'
import { AppError } from '#model/problems.ts'
import { minorDigits, roundMoney, type MinorUnits } from '#model/money.ts'

/** Quantity times unit price in minor units, rounded once, half away from zero. Exact at any size that money can hold:
 *  products beyond 2^53 are worked out in whole numbers. Throws `money-too-large` when the amount itself is. */
export function priceQuantity(quantity: Thousandths, price: UnitPrice, currency: string): MinorUnits {
  const divisor = 10 ** (thousandthsDigits + priceDigits - minorDigits(currency))
  const product = quantity * price
  return Number.isSafeInteger(product)
    ? roundMoney(product / divisor)
    : divideExactly(quantity, price, divisor)
}

/** `priceQuantity` for one assignment: an amount too large to hold fails with the place of the row. */
export function priceAssignment(
  assignment: { rowKey: string },
  quantity: Thousandths,
  price: UnitPrice,
  currency: string,
): MinorUnits {
  try {
    return priceQuantity(quantity, price, currency)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const at = { sheet: 'assignment', rowKey: assignment.rowKey, field: 'plannedQuantity' }
    throw new AppError(cause.code, cause.data, { cause, at })
  }
}

const thousandthsDigits = 3
const priceDigits = 4

function divideExactly(quantity: number, price: number, divisor: number): MinorUnits {
  const product = BigInt(quantity) * BigInt(price)
  const size = product < 0n ? -product : product
  const rounded = (size * 2n + BigInt(divisor)) / (2n * BigInt(divisor))
  return roundMoney(Number(product < 0n ? -rounded : rounded))
}
