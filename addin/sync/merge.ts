import type { CellValue } from '#model/contract.ts'

/** What to do with one cell when the server's value arrives. */
export type CellMerge = 'same' | 'take' | 'keep' | 'conflict'

/** Three-way merge of a cell: `base` is what both sides last agreed on, `mine` the cell, `theirs` the server. */
export function mergeCell(base: CellValue, mine: CellValue, theirs: CellValue): CellMerge {
  if (mine === theirs) return 'same'
  if (mine === base) return 'take'
  return theirs === base ? 'keep' : 'conflict'
}
