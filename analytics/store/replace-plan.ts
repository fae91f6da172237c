import { entityOf, type EntityName } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Plan } from '#model/plan.ts'
import type { Connection } from './connection.ts'
import { appendChanges } from './journal.ts'
import { matchRows } from './match-rows.ts'
import { rowsBySheet, type AnyRow } from './plan-sheets.ts'
import { nextChange, readState } from './project-state.ts'
import { readPlan } from './read-plan.ts'
import { referringFields } from './references.ts'
import type { Row } from './rows.ts'
import type { Author, ChangeEntry, Reference, ReplacedPlan, RowOf } from './store.ts'
import { deleteRows, insertRows, replaceRows } from './write-rows.ts'

/** Sheets that hold history: a later file adds to them and takes nothing away. */
const historySheets: ReadonlySet<EntityName> = new Set([
  'baseline',
  'baselineActivity',
  'progressRecord',
  'statusSnapshot',
])

interface SheetDifference {
  sheet: EntityName
  created: AnyRow[]
  replaced: AnyRow[]
  removed: AnyRow[]
  /** What the sheet will hold. */
  final: AnyRow[]
  entries: ChangeEntry[]
}

/**
 * Brings a stored project to what a file now says. Rows with the same code keep their row key. A field that no row of
 * the file fills, a sheet the file has no row of, history, and rows still in use stay as they are.
 */
export async function replacePlan(
  connection: Connection,
  projectId: string,
  plan: Plan,
  author: Author,
): Promise<ReplacedPlan> {
  const stored = new Map(rowsBySheet(await readPlan(connection, projectId)))
  const keys = new Map<string, string>()
  const sheets = rowsBySheet(plan)
  const differences = [...sheets.slice(1), ...sheets.slice(0, 1)].map(([sheet, rows]) =>
    compareSheet(sheet, projectId, rows, stored.get(sheet) ?? [], keys),
  )
  const kept = keepUsedRows(differences)
  const entries = differences.flatMap(difference => [
    ...difference.entries,
    ...difference.removed.map(row => deletion(difference.sheet, row)),
  ])
  if (entries.length === 0)
    return {
      projectId,
      change: (await readState(connection, projectId)).change,
      created: 0,
      set: 0,
      deleted: 0,
      kept,
    }
  for (const { sheet, created, replaced, removed } of differences) {
    await insertRows(connection, sheet, created as RowOf<typeof sheet>[])
    await replaceRows(connection, sheet, replaced as RowOf<typeof sheet>[])
    await deleteRows(
      connection,
      sheet,
      projectId,
      removed.map(row => row.rowKey),
    )
  }
  const change = await nextChange(connection, projectId)
  await appendChanges(connection, projectId, change, 0, entries, author)
  const count = (operation: string) => entries.filter(entry => entry.operation === operation).length
  return { projectId, change, created: count('create'), set: count('set'), deleted: count('delete'), kept }
}

/** Sheets come in an order in which what rows refer to was compared before, so `keys` knows every reference. */
function compareSheet(
  sheet: EntityName,
  projectId: string,
  rows: readonly AnyRow[],
  stored: readonly AnyRow[],
  keys: Map<string, string>,
): SheetDifference {
  const translated = rows.map(row => translateReferences(sheet, projectId, row, keys))
  const { pairs, absent } =
    sheet === 'project'
      ? { pairs: translated.map(row => ({ row, stored: stored[0] ?? null })), absent: [] }
      : matchRows(sheet, translated, stored)
  const stays = rows.length === 0 || historySheets.has(sheet)
  const difference: SheetDifference = {
    sheet,
    created: [],
    replaced: [],
    removed: stays ? [] : absent,
    final: stays ? [...absent] : [],
    entries: [],
  }
  const filled = filledFields(sheet, rows)
  for (const { row, stored: old } of pairs) {
    if (old) keys.set(keyOf(sheet, row.rowKey), old.rowKey)
    addRow(difference, row, old, filled)
  }
  return difference
}

function addRow(
  { sheet, created, replaced, final, entries }: SheetDifference,
  row: AnyRow,
  old: AnyRow | null,
  filled: readonly string[],
): void {
  const { rowKey } = old ?? row
  if (old === null) {
    created.push(row)
    final.push(row)
    entries.push({ sheet, rowKey, operation: 'create', field: null, oldValue: null, newValue: row })
    return
  }
  const before = old as unknown as Row
  const after = { ...before }
  for (const field of filled) {
    const newValue = (row as unknown as Row)[field] ?? null
    const oldValue = before[field] ?? null
    if (newValue === oldValue) continue
    after[field] = newValue
    entries.push({ sheet, rowKey, operation: 'set', field, oldValue, newValue })
  }
  const result = after as unknown as AnyRow
  final.push(result)
  if (filled.some(field => after[field] !== before[field])) replaced.push(result)
}

/** Takes back removals of rows that rows which stay refer to, until none is left; gives the references that held them. */
function keepUsedRows(differences: readonly SheetDifference[]): Reference[] {
  const bySheet = new Map(differences.map(difference => [difference.sheet, difference]))
  const kept: Reference[] = []
  for (let isSettled = false; !isSettled; ) {
    isSettled = true
    for (const difference of differences) {
      if (difference.removed.length === 0) continue
      const users = usersOf(difference, bySheet)
      const used = difference.removed.filter(row => users.has(row.rowKey))
      if (used.length === 0) continue
      isSettled = false
      kept.push(...used.map(row => users.get(row.rowKey) as Reference))
      difference.removed = difference.removed.filter(row => !users.has(row.rowKey))
      difference.final.push(...used)
    }
  }
  return kept
}

function usersOf(
  { sheet, removed }: SheetDifference,
  bySheet: ReadonlyMap<EntityName, SheetDifference>,
): Map<string, Reference> {
  const going = new Set(removed.map(row => row.rowKey))
  const users = new Map<string, Reference>()
  for (const { sheet: user, field } of referringFields(sheet))
    for (const row of bySheet.get(user)?.final ?? []) {
      const target = (row as unknown as Row)[field]
      if (typeof target === 'string' && going.has(target))
        users.set(target, { sheet: user, rowKey: row.rowKey, field, target })
    }
  return users
}

function translateReferences(
  sheet: EntityName,
  projectId: string,
  row: AnyRow,
  keys: ReadonlyMap<string, string>,
): AnyRow {
  const translated = { ...row, projectId } as unknown as Row
  for (const [field, { refersTo }] of storedFields(entityOf(sheet))) {
    const target = translated[field]
    if (refersTo !== null && typeof target === 'string')
      translated[field] = keys.get(keyOf(refersTo, target)) ?? target
  }
  if (sheet === 'project') translated['rowKey'] = projectId
  return translated as unknown as AnyRow
}

function filledFields(sheet: EntityName, rows: readonly AnyRow[]): string[] {
  const { codeField } = entityOf(sheet)
  return storedFields(entityOf(sheet))
    .map(([field]) => field)
    .filter(field => sheet !== 'project' || field !== codeField)
    .filter(field => rows.some(row => ((row as unknown as Row)[field] ?? null) !== null))
}

function deletion(sheet: EntityName, row: AnyRow): ChangeEntry {
  return { sheet, rowKey: row.rowKey, operation: 'delete', field: null, oldValue: row, newValue: null }
}

function keyOf(sheet: string, rowKey: string): string {
  return `${sheet}\n${rowKey}`
}
