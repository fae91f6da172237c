import { entityOf, type EntityName } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Plan } from '#model/plan.ts'
import { matchRows } from './match-rows.ts'
import { rowsBySheet, type AnyRow } from './plan-sheets.ts'
import { referringFields } from './references.ts'
import type { Row } from './rows.ts'
import type { ChangeEntry, Reference } from './store.ts'

/** Sheets that hold history: a later file adds to them and takes nothing away. */
const historySheets: ReadonlySet<EntityName> = new Set([
  'baseline',
  'baselineActivity',
  'progressRecord',
  'statusSnapshot',
])

/** What bringing a stored project up to date does to one sheet. */
export interface SheetDifference {
  sheet: EntityName
  created: AnyRow[]
  replaced: AnyRow[]
  removed: AnyRow[]
  /** What the sheet will hold. */
  final: AnyRow[]
  entries: ChangeEntry[]
}

/** What it takes to bring a stored project to what a file now says; nothing is written. Rows with the same code keep their row key. A field that
 *  no row of the file fills, a sheet the file has no row of, history, and rows still in use stay as they are. */
export function planDifference(
  stored: Plan,
  projectId: string,
  plan: Plan,
): { sheets: SheetDifference[]; kept: Reference[] } {
  const known = new Map(rowsBySheet(stored))
  const keys = new Map<string, string>()
  const sheets = rowsBySheet(plan)
  const differences = [...sheets.slice(1), ...sheets.slice(0, 1)].map(([sheet, rows]) =>
    compareSheet(sheet, projectId, rows, known.get(sheet) ?? [], keys),
  )
  return { sheets: differences, kept: keepUsedRows(differences) }
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

function keyOf(sheet: string, rowKey: string): string {
  return `${sheet}\n${rowKey}`
}
