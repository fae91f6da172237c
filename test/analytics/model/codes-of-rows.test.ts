import { expect, test } from 'vitest'
import { codesOfRows } from '#model/codes-of-rows.ts'

test('a row is called by its code, else by the rows it must refer to, else by its key, and no two the same', () => {
  expect(codesOfRows('risk', ['k1'], { code: ['FX-01'] })).toEqual(['FX-01'])
  const assignments = { activityKey: ['A10', 'A10', 'A20', 'A10'], resourceKey: ['R1', 'R2', 'R1', 'R1'] }
  expect(codesOfRows('assignment', ['a', 'b', 'c', 'd'], assignments)).toEqual([
    'A10/R1',
    'A10/R2',
    'A20/R1',
    'A10/R1 #2',
  ])
  expect(codesOfRows('budgetLine', ['line-1'], { costAccountKey: ['5401'] })).toEqual(['line-1'])
})
