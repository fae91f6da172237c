import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addOutcomes, addOverwritten, addRefusals, emptyReceipt } from '#addin/sync/receipt.ts'
import type { Edit } from '#addin/sync/diff.ts'
import type { EditOutcome } from '#model/contract.ts'

const outcomes: EditOutcome[] = ['accepted', 'unchanged', 'refused', 'conflict', 'readOnly']
const edit = (i: number): Edit => ({
  sheet: 'activity',
  rowKey: `k${i}`,
  operation: 'set',
  field: 'duration',
  base: 480,
  value: 960,
})

test('the counts of a receipt always add up, and every change that was not taken is named', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...outcomes), { maxLength: 50 }),
      fc.nat({ max: 10 }),
      fc.nat({ max: 10 }),
      (answered, refused, overwritten) => {
        let receipt = emptyReceipt('P', '2026-03-02T08:00:00Z', 1)
        receipt = addOutcomes(
          receipt,
          answered.map((_, i) => edit(i)),
          {
            change: 2,
            repeated: false,
            outcomes: answered,
            reasons: [],
          },
        )
        receipt = addRefusals(
          receipt,
          'activity',
          Array.from({ length: refused }, (_, row) => ({
            rowKey: `r${row}`,
            row,
            field: 'duration',
            problem: { code: 'not-a-number', data: { value: 'x', label: '' } },
          })),
          'zh',
        )
        receipt = addOverwritten(
          receipt,
          'activity',
          Array.from({ length: overwritten }, (_, row) => ({ rowKey: `o${row}`, row, field: 'start' })),
          'zh',
        )
        const { found, accepted, unchanged, conflict, readOnly } = receipt
        expect(found).toBe(accepted + unchanged + receipt.refused + conflict + readOnly)
        expect(found).toBe(answered.length + refused + overwritten)
        expect(receipt.items).toHaveLength(receipt.refused + conflict + readOnly)
      },
    ),
  )
})

test('a refusal on this machine says value, column and remedy in the user’s language', () => {
  const refused = [
    {
      rowKey: 'k',
      row: 0,
      field: 'duration',
      problem: { code: 'not-a-number' as const, data: { value: '两周', label: '' } },
    },
  ]
  const text = (language: 'zh' | 'en') =>
    addRefusals(emptyReceipt('P', '', 0), 'activity', refused, language).items[0]?.problem.text
  expect(text('zh')).toBe('“两周”不是数字。请在“工期(天)”中填写数字。')
  expect(text('en')).toBe('"两周" is not a number. Enter a number in Duration (d).')
})
