import { type EntityName, entityOf } from '#model/entities.ts'
import type { CellWords } from './cell-words.ts'
import { isTyped } from './diff.ts'
import { indexRows, type SheetSnapshot } from './snapshot.ts'
import type { CellContent } from './table-cells.ts'
import type { CellWrites, NewRows, SheetBinding, SheetChanges } from './workbook-port.ts'

const rowsPerSlice = 400

/** Changes to a table that does not change. */
export function noChanges(binding: SheetBinding): SheetChanges {
  return {
    binding,
    cells: { rowKeys: [], fields: [], contents: [], expected: [] },
    added: { rowKeys: [], columns: {} },
    removed: [],
  }
}

/** Adds a cell to write. */
export function addWrite(
  cells: CellWrites,
  rowKey: string,
  field: string,
  content: CellContent,
  expected: CellContent | undefined,
): void {
  cells.rowKeys.push(rowKey)
  cells.fields.push(field)
  cells.contents.push(content)
  cells.expected.push(expected)
}

/**
 * What a table must change to show the newer snapshot: only cells whose shown content differs. Typed cells carry what they
 * showed before, so that an edit made meanwhile is left alone; computed cells are written in any case.
 * `rowKeys` are the rows that may have changed; null compares all. A generator, see `runInSlices`.
 */
export function* planWrites(
  binding: SheetBinding,
  before: SheetSnapshot,
  after: SheetSnapshot,
  wordsBefore: CellWords,
  wordsAfter: CellWords,
  rowKeys: readonly string[] | null,
): Generator<void, SheetChanges> {
  const changes = noChanges(binding)
  const fields = boundFields(binding)
  const wasAt = indexRows(before.rowKeys)
  const isAt = indexRows(after.rowKeys)
  for (const key of before.rowKeys) if (!isAt.has(key)) changes.removed.push(key)
  const added: number[] = []
  const keys = rowKeys ?? after.rowKeys
  for (let i = 0; i < keys.length; i++) {
    if (i % rowsPerSlice === rowsPerSlice - 1) yield
    const key = keys[i] as string
    const now = isAt.get(key)
    const was = wasAt.get(key)
    if (now === undefined) continue
    if (was === undefined) {
      added.push(now)
      continue
    }
    const calendarWas = calendarAt(before, wordsBefore, was)
    const calendarNow = calendarAt(after, wordsAfter, now)
    for (const { name, typed } of fields) {
      const old = wordsBefore.show(name, before.columns[name]?.[was] ?? null, calendarWas)
      const content = wordsAfter.show(name, after.columns[name]?.[now] ?? null, calendarNow)
      if (old !== content) addWrite(changes.cells, key, name, content, typed ? old : undefined)
    }
  }
  changes.added = showRows(binding.sheet, after, wordsAfter, added)
  return changes
}

/** Rows of a snapshot as their cells show them, all of them unless positions are given. */
export function showRows(
  sheet: EntityName,
  snapshot: SheetSnapshot,
  words: CellWords,
  positions: readonly number[] = snapshot.rowKeys.map((_, i) => i),
): NewRows {
  const columns: Record<string, CellContent[]> = {}
  const calendars = positions.map(at => calendarAt(snapshot, words, at))
  for (const name of Object.keys(entityOf(sheet).fields)) {
    const values = snapshot.columns[name]
    columns[name] = positions.map((at, i) => words.show(name, values?.[at] ?? null, calendars[i] ?? null))
  }
  return { rowKeys: positions.map(at => snapshot.rowKeys[at] as string), columns }
}

function boundFields(binding: SheetBinding): { name: string; typed: boolean }[] {
  const declared = entityOf(binding.sheet).fields
  return Object.keys(binding.columns).flatMap(name => {
    const field = declared[name]
    return field ? [{ name, typed: isTyped(field) }] : []
  })
}

function calendarAt(snapshot: SheetSnapshot, words: CellWords, at: number) {
  return words.calendarField ? (snapshot.columns[words.calendarField]?.[at] ?? null) : null
}
