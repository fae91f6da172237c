import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaleDecimal } from '#interchange/scale-decimal.ts'

test('a decimal of up to fifteen digits comes back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), thousandths => {
      expect(scaleDecimal(thousandths / 1000, 3)).toBe(thousandths + 0)
    }),
    { numRuns: 2000 },
  )
})
test.each([
  [4403337878222.188, 3, 4403337878222188],
  [2.0005, 3, 2001],
  [-2.0005, 3, -2001],
  [1e-7, 4, 0],
  [-1e-7, 4, 0],
  [1e21, 3, null],
  [9007199254741, 3, null],
])('%d by %d places is %s', (value, places, whole) => {
  expect(scaleDecimal(value, places)).toBe(whole)
})
test('nothing stays nothing', () => {
  expect(scaleDecimal(null, 3)).toBeNull()
})
