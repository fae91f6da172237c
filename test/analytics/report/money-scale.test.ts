import { expect, test } from 'vitest'
import { groupDigits, moneyScale } from '#report/money-scale.ts'
import { yuan } from './trend-fixture.ts'

test.each([
  ['zh', 66_331_118.9, '6,633.1 万元', '万元'],
  ['zh', 50_000, '5.00 万元', '万元'],
  ['zh', 49_999, '49,999.0 元', '元'],
  ['en', 66_331_118.9, 'CNY 66.33 million', 'CNY million'],
  ['en', 4_900_000, 'CNY 4,900.0 thousand', 'CNY thousand'],
  ['en', 4_900, 'CNY 4,900.0', 'CNY'],
] as const)(
  'a project of this size is told in a scale with figures before the point: %s %d is %s',
  (language, amount, text, unit) => {
    const scale = moneyScale('CNY', language, yuan(amount))
    expect(scale.text(yuan(amount))).toBe(text)
    expect(scale.scaledUnit).toBe(unit)
  },
)

test('a currency without minor units keeps none', () => {
  const scale = moneyScale('JPY', 'zh', 120_000_000)
  expect([scale.majorFormat, scale.scaledUnit, scale.text(120_000_000)]).toEqual([
    '#,##0',
    '万JPY',
    '12,000.0 万JPY',
  ])
})

test('digits are grouped before the point only', () => {
  expect(groupDigits('-1234567.12345')).toBe('-1,234,567.12345')
})
