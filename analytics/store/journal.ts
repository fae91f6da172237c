import { entityOf, isEntityName, type EntityName } from '#model/entities.ts'
import type { Connection } from './connection.ts'
import type { Author, ChangedRows, ChangeEntry, JournalEntry, JournalFilter, Operation } from './store.ts'
import { readState } from './project-state.ts'
import { systemTables } from './system-tables.ts'

/** Appends edits of one batch, counted on from `first`. */
export async function appendChanges(
  connection: Connection,
  projectId: string,
  change: number,
  first: number,
  entries: readonly ChangeEntry[],
  author: Author,
): Promise<void> {
  await connection.append(
    systemTables.change,
    entries.map((entry, i) => journalRow(projectId, change, first + i, entry, author)),
  )
}

/** How many edits of a batch the journal holds. */
export async function countChanges(
  connection: Connection,
  projectId: string,
  change: number,
): Promise<number> {
  const [row] = await connection.read<{ count: number }>(
    'SELECT count(*) AS count FROM "change" WHERE "projectId" = $1 AND "change" = $2',
    [projectId, change],
  )
  return row?.count ?? 0
}

/** One line of the journal as its table keeps it. */
export function journalRow(
  projectId: string,
  change: number,
  ordinal: number,
  { sheet, rowKey, operation, field, oldValue, newValue }: ChangeEntry,
  { who, role, at, batch }: Author,
): object {
  return {
    projectId,
    change,
    ordinal,
    sheet,
    rowKey,
    operation,
    field,
    oldValue: toJson(oldValue),
    newValue: toJson(newValue),
    who,
    role,
    at,
    batch,
  }
}

/** Which rows a workbook that stands at `change` has to fetch or drop. */
export async function readChangedSince(
  connection: Connection,
  projectId: string,
  change: number,
): Promise<ChangedRows> {
  const state = await readState(connection, projectId)
  const entries = await connection.read<{
    sheet: string
    rowKey: string
    operation: Operation
    field: string | null
  }>(
    'SELECT sheet, "rowKey", operation, field FROM "change" WHERE "projectId" = $1 AND "change" > $2 ORDER BY "change", ordinal',
    [projectId, change],
  )
  const changed: ChangedRows = {
    change: state.change,
    touched: new Map(),
    removed: new Map(),
    renamed: new Map(),
  }
  for (const { sheet, rowKey, operation, field } of entries) {
    if (!isEntityName(sheet)) continue
    const isRemoved = operation === 'delete'
    add(isRemoved ? changed.removed : changed.touched, sheet, rowKey)
    const other = isRemoved ? changed.touched : changed.removed
    other.get(sheet)?.delete(rowKey)
    if (field !== null && field === entityOf(sheet).codeField) add(changed.renamed, sheet, rowKey)
  }
  return changed
}

/** The journal, newest first: of a project, a sheet, a row or a cell. */
export async function readJournal(
  connection: Connection,
  projectId: string,
  { sheet, rowKey, field, after = 0, limit }: JournalFilter,
): Promise<JournalEntry[]> {
  const rows = await connection.read<JournalEntry & { oldValue: string | null; newValue: string | null }>(
    `SELECT "change", ordinal, sheet, "rowKey", operation, field, "oldValue", "newValue", who, role, "at", batch
     FROM "change"
     WHERE "projectId" = $1 AND ($2::VARCHAR IS NULL OR sheet = $2) AND ($3::VARCHAR IS NULL OR "rowKey" = $3)
       AND ($4::VARCHAR IS NULL OR field = $4 OR field IS NULL) AND "change" > $6
     ORDER BY "change" DESC, ordinal DESC LIMIT $5`,
    [projectId, sheet ?? null, rowKey ?? null, field ?? null, limit, after],
  )
  return rows.map(row => ({
    ...row,
    oldValue: valueOf(row, row.oldValue, field),
    newValue: valueOf(row, row.newValue, field),
  }))
}

/** Of an entry about a whole row, the value of the field that was asked for. */
function valueOf(entry: JournalEntry, json: string | null, field: string | undefined): unknown {
  const value: unknown = json === null ? null : JSON.parse(json)
  if (field === undefined || entry.field !== null || value === null) return value
  return (value as Record<string, unknown>)[field] ?? null
}

function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}

function add(map: Map<EntityName, Set<string>>, sheet: EntityName, rowKey: string): void {
  const keys = map.get(sheet)
  if (keys) keys.add(rowKey)
  else map.set(sheet, new Set([rowKey]))
}
