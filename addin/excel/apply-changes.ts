import { nextTurn } from '../sync/run-in-slices.ts'
import type { CellContent } from '../sync/table-cells.ts'
import { type SheetChanges, type SkippedCell, keyColumn } from '../sync/workbook-port.ts'
import { chunkBlocks, groupBlocks, type PlacedCell, type WriteBlock } from '../sync/write-blocks.ts'
import { bodyRange, type BoundTable, locateTable } from './bound-table.ts'
import { formatColumns, type ReferenceChoices, validateColumns } from './decorate-table.ts'
import { readColumn, readKeys } from './read-table.ts'

/** Small enough that one write never holds the page for long, far below Excel's 5 MB. */
const chunkBytes = 250_000

/**
 * Writes changed cells, adds new rows below the table and takes removed ones out. Rows are found by their key, so a sort
 * meanwhile does no harm; a typed cell that no longer shows what was expected is skipped and returned.
 */
export async function applyChanges(
  context: Excel.RequestContext,
  changes: SheetChanges,
  choices: ReferenceChoices,
): Promise<SkippedCell[]> {
  const { binding, cells, added, removed } = changes
  if (cells.rowKeys.length + added.rowKeys.length + removed.length === 0) return []
  const bound = await locateTable(context, binding)
  if (!bound) return []
  const rowOf = new Map<string, number>()
  const keys = await readKeys(context, bound)
  keys.forEach((key, row) => {
    if (key !== '') rowOf.set(key, row)
  })
  const { placed, skipped } = await placeCells(context, bound, changes, rowOf)
  await writeBlocks(context, bound, groupBlocks(placed))
  const gone = removed.flatMap(key => rowOf.get(key) ?? [])
  await removeRows(context, bound, gone)
  const fresh = added.rowKeys.flatMap((key, i) => (rowOf.has(key) ? [] : [i]))
  if (fresh.length > 0) await appendRows(context, changes, fresh, choices)
  return skipped
}

async function placeCells(
  context: Excel.RequestContext,
  bound: BoundTable,
  { binding, cells }: SheetChanges,
  rowOf: ReadonlyMap<string, number>,
): Promise<{ placed: PlacedCell[]; skipped: SkippedCell[] }> {
  const guarded = new Set<string>()
  cells.fields.forEach((field, i) => {
    if (cells.expected[i] !== undefined) guarded.add(field)
  })
  const present = new Map<string, CellContent[]>()
  for (const field of guarded) present.set(field, await readColumn(context, bound, field))
  const placed: PlacedCell[] = []
  const skipped: SkippedCell[] = []
  for (let i = 0; i < cells.rowKeys.length; i++) {
    const rowKey = cells.rowKeys[i] as string
    const field = cells.fields[i] as string
    const row = rowOf.get(rowKey)
    const column = bound.places.get(field)
    if (row === undefined || column === undefined) continue
    const expected = cells.expected[i]
    if (expected !== undefined && present.get(field)?.[row] !== expected)
      skipped.push({ sheet: binding.sheet, rowKey, field })
    else placed.push({ row, column, content: cells.contents[i] as CellContent })
  }
  return { placed, skipped }
}

async function writeBlocks(
  context: Excel.RequestContext,
  bound: BoundTable,
  blocks: readonly WriteBlock[],
): Promise<void> {
  for (const chunk of chunkBlocks(blocks, chunkBytes)) await writeChunk(context, bound, chunk)
}

async function writeChunk(
  context: Excel.RequestContext,
  bound: BoundTable,
  chunk: readonly WriteBlock[],
): Promise<void> {
  for (const { row, column, contents } of chunk) {
    const range = bodyRange(bound, row, column, contents.length, contents[0]?.length ?? 0)
    range.values = contents.map(cells => cells.map(asWritten))
  }
  await context.sync()
  await nextTurn()
}

/** Text that Excel would take for a formula is written as text. */
export function asWritten(content: CellContent): CellContent {
  return typeof content === 'string' && /^[=']/.test(content) ? `'${content}` : content
}

/** Deletes runs of rows from the bottom up, so that the rows above keep their places. */
async function removeRows(
  context: Excel.RequestContext,
  bound: BoundTable,
  rows: readonly number[],
): Promise<void> {
  if (rows.length === 0) return
  const sorted = [...rows].sort((a, b) => b - a)
  // A table keeps one body row; emptied instead of deleted.
  if (sorted.length === bound.rows) {
    bodyRange(bound, 0, 0, 1, bound.width).clear('Contents')
    sorted.pop()
  }
  for (let i = 0; i < sorted.length; ) {
    const bottom = sorted[i] as number
    let top = bottom
    for (i++; i < sorted.length && sorted[i] === top - 1; i++) top--
    bodyRange(bound, top, 0, bottom - top + 1, bound.width).delete('Up')
  }
  await context.sync()
}

/** Rows go just below the table, which then grows over them: adding table rows would collide with co-authors. */
async function appendRows(
  context: Excel.RequestContext,
  { binding, added }: SheetChanges,
  positions: readonly number[],
  choices: ReferenceChoices,
): Promise<void> {
  const bound = await locateTable(context, binding)
  if (!bound) return
  const first = (await hasBlankRowOnly(context, bound)) ? 0 : bound.rows
  const grow = first + positions.length - bound.rows
  const below = bodyRange(bound, bound.rows, 0, Math.max(1, grow), bound.width)
  if (grow > 0 && !(await isBlank(context, below))) {
    below.insert('Down')
    await context.sync()
  }
  const columns = [...bound.places].map(([field, place]) => ({
    field,
    range: bodyRange(bound, first, place, positions.length, 1),
  }))
  formatColumns(binding, columns)
  await context.sync()
  const cells: PlacedCell[] = []
  for (const [field, column] of bound.places) {
    const contents = field === keyColumn ? added.rowKeys : added.columns[field]
    positions.forEach((at, i) => {
      const content = contents?.[at] ?? ''
      if (content !== '') cells.push({ row: first + i, column, content })
    })
  }
  await writeBlocks(context, bound, groupBlocks(cells))
  const height = first + positions.length + 1
  bound.table.resize(bound.sheet.getRangeByIndexes(bound.row - 1, bound.column, height, bound.width))
  validateColumns(
    binding,
    [...bound.places].map(([field, place]) => ({
      field,
      range: bodyRange(bound, 0, place, first + positions.length, 1),
    })),
    choices,
  )
  await context.sync()
}

async function hasBlankRowOnly(context: Excel.RequestContext, bound: BoundTable): Promise<boolean> {
  if (bound.rows !== 1) return false
  return isBlank(context, bodyRange(bound, 0, 0, 1, bound.width))
}

async function isBlank(context: Excel.RequestContext, range: Excel.Range): Promise<boolean> {
  range.load('values')
  await context.sync()
  return (range.values as CellContent[][]).every(row => row.every(cell => cell === ''))
}
