import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsv } from '#interchange/csv.ts'

const records = (text: string) => parseCsv(text).records

test('cells are parted by commas and records by line ends of any system', () => {
  expect(records('a,b\r\nc,d\ne,f')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
  ])
})
test('a quoted cell may hold commas, line breaks and doubled quotes', () => {
  expect(records('a,"b,\n""c"""\nd,"","e"')).toEqual([
    ['a', 'b,\n"c"'],
    ['d', '', 'e'],
  ])
})
test('an empty last cell counts, blank lines and a byte order mark do not', () => {
  expect(records('\ufeffa,\n\n,b\n')).toEqual([
    ['a', ''],
    ['', 'b'],
  ])
})
test('a quote left open at the end is said', () => {
  expect(parseCsv('a,"b')).toEqual({ records: [['a', 'b']], closed: false })
})
test('what is written by the rules of RFC 4180 is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '工') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 })
  fc.assert(
    fc.property(table, rows => {
      const text = rows
        .map(row => row.map(value => `"${value.replaceAll('"', '""')}"`).join(','))
        .join('\r\n')
      expect(records(text)).toEqual(rows)
    }),
  )
})
