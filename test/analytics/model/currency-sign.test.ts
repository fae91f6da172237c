import { expect, test } from 'vitest'
import { currencySign } from '#model/currency-sign.ts'

test.each([
  ['CNY', '¥'],
  ['GBP', '£'],
  ['HKD', 'HKD'],
  ['constructor', 'constructor'],
])('%s is written %s before an amount', (currency, sign) => {
  expect(currencySign(currency)).toBe(sign)
})
