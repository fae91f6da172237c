import type { CellValue, PullAnswer, SheetRows } from '#model/contract.ts'
import { type EntityName, isEntityName } from '#model/entities.ts'

/** What one sheet held when workbook and server last agreed: wire values as columns, and where each row key is. */
export interface SheetSnapshot {
  sheet: EntityName
  rowKeys: string[]
  columns: Record<string, CellValue[]>
  /** Keys given to new rows that the server has not acknowledged yet. */
  issuedKeys: string[]
}
/** What a workbook holds of one project, per user; lives outside the cells. */
export interface ProjectSnapshot {
  projectId: string
  change: number
  resultNumber: number
  sheets: Partial<Record<EntityName, SheetSnapshot>>
}

/** A snapshot that knows nothing yet, so that the first pull brings everything. */
export function emptySnapshot(projectId: string): ProjectSnapshot {
  return { projectId, change: 0, resultNumber: 0, sheets: {} }
}

/** Positions of the row keys of a sheet. */
export function indexRows(rowKeys: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>()
  for (let i = 0; i < rowKeys.length; i++) positions.set(rowKeys[i] as string, i)
  return positions
}

/** The fields of a row that hold an edit the server has not taken. */
export type KeptFields = (sheet: EntityName, rowKey: string) => ReadonlySet<string> | undefined

/**
 * The snapshot after a pull. Cells that hold an edit not taken yet keep their base, so that the edit still conflicts with
 * what others did. The given snapshot is not changed.
 */
export function applyPull(
  snapshot: ProjectSnapshot,
  answer: PullAnswer,
  kept: KeptFields = () => undefined,
): ProjectSnapshot {
  const sheets = { ...snapshot.sheets }
  for (const rows of answer.sheets) {
    if (!isEntityName(rows.sheet)) continue
    const sheet = rows.sheet
    sheets[sheet] = applyRows(sheets[sheet], rows, sheet, kept)
  }
  return {
    projectId: snapshot.projectId,
    change: answer.change,
    resultNumber: Math.max(snapshot.resultNumber, answer.resultNumber),
    sheets,
  }
}

function applyRows(
  before: SheetSnapshot | undefined,
  rows: SheetRows,
  sheet: EntityName,
  kept: KeptFields,
): SheetSnapshot {
  const gone = goneRows(before, rows, sheet, kept)
  const stays = (_: unknown, at: number): boolean => !gone.has(before?.rowKeys[at] as string)
  const carry = <T>(values: readonly T[]): T[] => (gone.size === 0 ? values.slice() : values.filter(stays))
  const rowKeys = carry(before?.rowKeys ?? [])
  const known = rowKeys.length
  const positions = indexRows(rowKeys)
  const places = rows.rowKeys.map(key => {
    const at = positions.get(key) ?? rowKeys.push(key) - 1
    positions.set(key, at)
    return at
  })
  const columns: Record<string, CellValue[]> = {}
  for (const field of new Set([...Object.keys(before?.columns ?? {}), ...Object.keys(rows.columns)])) {
    const column = carry(before?.columns[field] ?? [])
    while (column.length < rowKeys.length) column.push(null)
    const values = rows.columns[field]
    if (values)
      for (let i = 0; i < places.length; i++) {
        const at = places[i] as number
        if (at < known && kept(sheet, rows.rowKeys[i] as string)?.has(field)) continue
        column[at] = values[i] ?? null
      }
    columns[field] = column
  }
  const issuedKeys = (before?.issuedKeys ?? []).filter(key => !positions.has(key))
  return { sheet, rowKeys, columns, issuedKeys }
}

/** Rows that the server no longer has; one that holds an edit not taken yet stays, so that the refusal names it. */
function goneRows(
  before: SheetSnapshot | undefined,
  rows: SheetRows,
  sheet: EntityName,
  kept: KeptFields,
): Set<string> {
  const gone = new Set(rows.removed)
  if (rows.complete && before) {
    const listed = new Set(rows.rowKeys)
    for (const key of before.rowKeys) if (!listed.has(key)) gone.add(key)
  }
  for (const key of [...gone]) if (kept(sheet, key)) gone.delete(key)
  return gone
}

/** The snapshot with single cells set: what the server acknowledged of a batch. */
export function acknowledge(
  snapshot: ProjectSnapshot,
  accepted: readonly { sheet: EntityName; rowKey: string; field: string; value: CellValue }[],
  created: readonly { sheet: EntityName; rowKey: string }[] = [],
  deleted: readonly { sheet: EntityName; rowKey: string }[] = [],
): ProjectSnapshot {
  const answers = new Map<EntityName, SheetRows>()
  const rowsOf = (sheet: EntityName): SheetRows => {
    const known = answers.get(sheet)
    if (known) return known
    const fresh: SheetRows = { sheet, complete: false, rowKeys: [], columns: {}, removed: [] }
    answers.set(sheet, fresh)
    return fresh
  }
  for (const row of created) rowsOf(row.sheet).rowKeys.push(row.rowKey)
  for (const row of deleted) rowsOf(row.sheet).removed.push(row.rowKey)
  let next = applyPull(snapshot, {
    projectId: snapshot.projectId,
    change: snapshot.change,
    resultNumber: snapshot.resultNumber,
    resultsFromChange: null,
    staleLinks: [],
    sheets: [...answers.values()],
  })
  next = { ...next, sheets: { ...next.sheets } }
  const copied = new Set<string>()
  const positions = new Map<EntityName, Map<string, number>>()
  for (const cell of accepted) {
    const sheet = next.sheets[cell.sheet]
    if (!sheet) continue
    let index = positions.get(cell.sheet)
    if (!index) {
      index = indexRows(sheet.rowKeys)
      positions.set(cell.sheet, index)
      next.sheets[cell.sheet] = { ...sheet, columns: { ...sheet.columns } }
    }
    const at = index.get(cell.rowKey)
    const columns = (next.sheets[cell.sheet] as SheetSnapshot).columns
    const name = `${cell.sheet} ${cell.field}`
    if (!copied.has(name)) {
      columns[cell.field] = columns[cell.field]?.slice() ?? sheet.rowKeys.map(() => null)
      copied.add(name)
    }
    if (at !== undefined) (columns[cell.field] as CellValue[])[at] = cell.value
  }
  return next
}
