import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from '#store/connection.ts'

const texts = fc.array(
  fc
    .array(fc.constantFrom('a', 'A1020', '工', '', ' ', "'", ',', '\n', '\x1c', '\x1d', '\x1e', '\x1f', '🏗'))
    .map(parts => parts.join('')),
  { maxLength: 8 },
)

test('a list binds as the very texts it holds, in their order, separators and blanks among them', async () => {
  const database = await openDatabase(':memory:', () => undefined)
  const connection = await database.connect()
  await fc.assert(
    fc.asyncProperty(texts, texts, async (first, second) => {
      const rows = await connection.read<{ text: string; list: number }>(
        'SELECT * FROM (SELECT unnest($1) AS text, 1 AS list UNION ALL SELECT unnest($2), 2)',
        [first, second],
      )
      const of = (list: number) => rows.filter(row => row.list === list).map(row => row.text)
      expect([of(1), of(2)]).toEqual([first, second])
    }),
    { numRuns: 200 },
  )
  connection.close()
  database.close()
})
