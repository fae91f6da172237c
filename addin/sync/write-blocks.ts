import type { CellContent } from './table-cells.ts'

/** A rectangle of cells to write, rows and columns counted from the table's first body cell. */
export interface WriteBlock {
  row: number
  column: number
  /** Row-major, each row of equal length. */
  contents: CellContent[][]
}
export interface PlacedCell {
  row: number
  column: number
  content: CellContent
}

/**
 * Rectangles that cover exactly the given cells: runs of neighbouring rows in a column, joined with the next column where
 * it has the same run. A cell given twice takes its last content. No other cell is written.
 */
export function groupBlocks(cells: readonly PlacedCell[]): WriteBlock[] {
  const columns = new Map<number, (CellContent | undefined)[]>()
  for (const { row, column, content } of cells) {
    const known = columns.get(column)
    if (known) known[row] = content
    else columns.set(column, Object.assign([], { [row]: content }))
  }
  const open = new Map<string, WriteBlock>()
  const blocks: WriteBlock[] = []
  for (const column of [...columns.keys()].sort((a, b) => a - b)) {
    const contents = columns.get(column) ?? []
    for (let row = 0; row < contents.length; row++) {
      if (contents[row] === undefined) continue
      const run: CellContent[] = []
      for (let content = contents[row]; content !== undefined; content = contents[row + run.length])
        run.push(content)
      const beside = open.get(`${row} ${run.length} ${column}`)
      const block = beside ?? { row, column, contents: run.map(() => []) }
      if (!beside) blocks.push(block)
      run.forEach((content, i) => block.contents[i]?.push(content))
      open.set(`${row} ${run.length} ${column + 1}`, block)
      row += run.length
    }
  }
  return blocks
}

/** Splits blocks so that each list of blocks stays under a byte estimate and each block too. */
export function chunkBlocks(blocks: readonly WriteBlock[], maximumBytes: number): WriteBlock[][] {
  const chunks: WriteBlock[][] = []
  let chunk: WriteBlock[] = []
  let bytes = 0
  for (const block of blocks.flatMap(block => splitBlock(block, maximumBytes))) {
    const size = blockBytes(block)
    if (chunk.length > 0 && bytes + size > maximumBytes) {
      chunks.push(chunk)
      chunk = []
      bytes = 0
    }
    chunk.push(block)
    bytes += size
  }
  if (chunk.length > 0) chunks.push(chunk)
  return chunks
}

/** Bytes that a content takes in a request: JSON text, Chinese characters as three bytes, and its comma. */
export function contentBytes(content: CellContent): number {
  return typeof content === 'string' ? content.length * 3 + 3 : String(content).length + 1
}

const blockOverhead = 400

function blockBytes(block: WriteBlock): number {
  let bytes = blockOverhead
  for (const row of block.contents) for (const content of row) bytes += contentBytes(content)
  return bytes
}

function splitBlock(block: WriteBlock, maximumBytes: number): WriteBlock[] {
  const parts: WriteBlock[] = []
  let part: WriteBlock | null = null
  let bytes = 0
  block.contents.forEach((row, i) => {
    const size = row.reduce((sum: number, content) => sum + contentBytes(content), 0)
    if (!part || bytes + size > maximumBytes) {
      part = { row: block.row + i, column: block.column, contents: [] }
      parts.push(part)
      bytes = blockOverhead
    }
    part.contents.push(row)
    bytes += size
  })
  return parts
}
