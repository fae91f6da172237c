import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunkBlocks, groupBlocks, type WriteBlock } from '#addin/sync/write-blocks.ts'

const cells = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 8 })), {
    selector: ([r, c]) => `${r} ${c}`,
    maxLength: 120,
  })
  .map(places => places.map(([row, column]) => ({ row, column, content: `${row}/${column}` })))

function spread(blocks: readonly WriteBlock[]): string[] {
  return blocks
    .flatMap(({ row, column, contents }) =>
      contents.flatMap((line, i) => line.map((content, j) => `${row + i} ${column + j} ${content}`)),
    )
    .sort()
}

test('blocks cover exactly the changed cells, each once, with its own content', () => {
  fc.assert(
    fc.property(cells, some => {
      const blocks = groupBlocks(some)
      expect(spread(blocks)).toEqual(some.map(cell => `${cell.row} ${cell.column} ${cell.content}`).sort())
      for (const { contents } of blocks)
        for (const line of contents) expect(line).toHaveLength(contents[0]?.length ?? 0)
    }),
  )
})

test('neighbouring changed columns of the same rows are one block', () => {
  const some = [0, 1, 2].flatMap(row => [3, 4].map(column => ({ row, column, content: row * 10 + column })))
  expect(groupBlocks(some)).toEqual([
    {
      row: 0,
      column: 3,
      contents: [
        [3, 4],
        [13, 14],
        [23, 24],
      ],
    },
  ])
})

test('cutting blocks to size loses and repeats nothing', () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 420, max: 3000 }), (some, bytes) => {
      const blocks = groupBlocks(some)
      expect(spread(chunkBlocks(blocks, bytes).flat())).toEqual(spread(blocks))
    }),
  )
})
