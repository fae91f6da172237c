import { constraintKindFields } from '#model/constraint-date.ts'
import type { CellValue } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import type { Field } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'
import type { CellWords } from './cell-words.ts'
import { indexRows, type SheetSnapshot } from './snapshot.ts'
import type { CellContent, TableCells } from './table-cells.ts'

export interface Edit {
  sheet: EntityName
  rowKey: string
  operation: 'create' | 'set' | 'delete'
  field: string
  base: CellValue
  value: CellValue
}
/** A typed value that is not sent because its field cannot hold it. */
export interface LocalRefusal {
  rowKey: string
  row: number
  field: string
  problem: Problem
}
/** A computed cell that somebody wrote over. */
export interface Overwritten {
  rowKey: string
  row: number
  field: string
}
export interface TableDiff {
  sheet: EntityName
  edits: Edit[]
  /** Keys to write into the hidden column: rows typed, pasted or copied by the user. */
  newKeys: { row: number; rowKey: string }[]
  refused: LocalRefusal[]
  overwritten: Overwritten[]
  /** Rows of the snapshot that the table no longer shows; the user is asked before they become edits. */
  missing: string[]
}

const rowsPerSlice = 400

/**
 * What a user did to a table since the snapshot, found by row key, so that sorting, moving and reformatting are nothing.
 * A generator that pauses every few hundred rows for the page to breathe; drain it with `runInSlices`.
 * `makeKey` supplies keys for new rows.
 */
export function* diffTable(
  table: TableCells,
  snapshot: SheetSnapshot,
  words: CellWords,
  makeKey: () => string,
): Generator<void, TableDiff> {
  const diff: TableDiff = {
    sheet: table.sheet,
    edits: [],
    newKeys: [],
    refused: [],
    overwritten: [],
    missing: [],
  }
  const fields = fieldsOfTable(table)
  const positions = indexRows(snapshot.rowKeys)
  const issued = new Set(snapshot.issuedKeys)
  const keepers = chooseKeepers(table, snapshot, positions, words, fields)
  const seen = new Set<string>()
  for (let row = 0; row < table.rowKeys.length; row++) {
    if (row % rowsPerSlice === rowsPerSlice - 1) yield
    const key = table.rowKeys[row] as string
    const at = key === '' ? undefined : positions.get(key)
    const keeps = key !== '' && (keepers.get(key) ?? row) === row
    if (at !== undefined && keeps) {
      seen.add(key)
      diffRow(diff, table, row, key, at, snapshot, words, fields)
    } else if (!isBlankRow(table, row, fields)) {
      const kept = keeps && issued.has(key)
      const rowKey = kept ? key : makeKey()
      if (!kept) diff.newKeys.push({ row, rowKey })
      createRow(diff, table, row, rowKey, words, fields)
    }
  }
  for (const key of snapshot.rowKeys) if (!seen.has(key)) diff.missing.push(key)
  return diff
}

/** The edits that delete rows, once the user has agreed. */
export function deleteEdits(sheet: EntityName, rowKeys: readonly string[]): Edit[] {
  return rowKeys.map(rowKey => ({ sheet, rowKey, operation: 'delete', field: '', base: null, value: null }))
}

type NamedField = readonly [name: string, field: Field<unknown>]

function fieldsOfTable(table: TableCells): NamedField[] {
  const declared = entityOf(table.sheet).fields
  return Object.keys(table.columns).flatMap(name => {
    const field = declared[name]
    return field ? [[name, field] as const] : []
  })
}

/** True when people may type the field; what the server makes is put back instead. */
export function isTyped(field: Field<unknown>): boolean {
  return field.origin !== 'computed' && field.editors.length > 0
}

function diffRow(
  diff: TableDiff,
  table: TableCells,
  row: number,
  rowKey: string,
  at: number,
  snapshot: SheetSnapshot,
  words: CellWords,
  fields: readonly NamedField[],
): void {
  const calendar = words.calendarField ? (snapshot.columns[words.calendarField]?.[at] ?? null) : null
  for (const [name, field] of fields) {
    const content = contentAt(table, name, row)
    const base = snapshot.columns[name]?.[at] ?? null
    const held = constraintHeld(words, snapshot, name, at)
    const constraint = constraintBeside(table, name, row) ?? held
    // A day is the beginning or the end of its work by what it limits.
    if (content === words.show(name, base, calendar) && constraint === held) continue
    if (!isTyped(field)) {
      diff.overwritten.push({ rowKey, row, field: name })
      continue
    }
    const parsed = words.parse(name, content, calendar, constraint)
    if ('problem' in parsed) diff.refused.push({ rowKey, row, field: name, problem: parsed.problem })
    else if (parsed.value !== base && !showsAlike(words, name, parsed.value, base, calendar))
      diff.edits.push({ sheet: diff.sheet, rowKey, operation: 'set', field: name, base, value: parsed.value })
  }
}

/** What the cell beside a constraint date says it limits; null where there is no such cell. */
function constraintBeside(table: TableCells, name: string, row: number): CellContent | null {
  const kindField = constraintKindFields.get(name)
  return kindField !== undefined && table.columns[kindField] ? contentAt(table, kindField, row) : null
}

/** What such a cell says of the values last pulled. */
function constraintHeld(words: CellWords, snapshot: SheetSnapshot, name: string, at: number): CellContent {
  const kindField = constraintKindFields.get(name)
  return kindField === undefined ? '' : words.show(kindField, snapshot.columns[kindField]?.[at] ?? null, null)
}

/** Two values that a cell shows the same way are no edit: a start at 08:00 and the same day typed again. */
function showsAlike(
  words: CellWords,
  field: string,
  one: CellValue,
  other: CellValue,
  calendar: CellValue,
): boolean {
  return words.show(field, one, calendar) === words.show(field, other, calendar)
}

/** A new row goes whole or not at all: one bad cell holds it back, named. */
function createRow(
  diff: TableDiff,
  table: TableCells,
  row: number,
  rowKey: string,
  words: CellWords,
  fields: readonly NamedField[],
): void {
  const sets: Edit[] = []
  let isGood = true
  const refuse = (field: string, problem: Problem): void => {
    diff.refused.push({ rowKey, row, field, problem })
    isGood = false
  }
  const calendar = newRowCalendar(table, row, words)
  for (const [name, field] of fields) {
    if (!isTyped(field)) continue
    const content = contentAt(table, name, row)
    if (content === '') {
      if (!field.nullable && field.initial === null)
        refuse(name, { code: 'value-missing', data: { label: field.label.zh } })
      continue
    }
    const parsed = words.parse(name, content, calendar, constraintBeside(table, name, row) ?? '')
    if ('problem' in parsed) refuse(name, parsed.problem)
    else if (parsed.value !== null)
      sets.push({ sheet: diff.sheet, rowKey, operation: 'set', field: name, base: null, value: parsed.value })
  }
  if (!isGood) return
  diff.edits.push({ sheet: diff.sheet, rowKey, operation: 'create', field: '', base: null, value: null })
  diff.edits.push(...sets)
}

function newRowCalendar(table: TableCells, row: number, words: CellWords): CellValue {
  if (!words.calendarField) return null
  const content = contentAt(table, words.calendarField, row)
  return content === '' ? null : String(content)
}

/** Of rows with one key, a copy and its original, the one most like the snapshot keeps it; the first on a tie. */
function chooseKeepers(
  table: TableCells,
  snapshot: SheetSnapshot,
  positions: ReadonlyMap<string, number>,
  words: CellWords,
  fields: readonly NamedField[],
): Map<string, number> {
  const first = indexFirst(table.rowKeys)
  const keepers = new Map<string, number>()
  const likeness = new Map<string, number>()
  for (let row = 0; row < table.rowKeys.length; row++) {
    const key = table.rowKeys[row] as string
    if (key === '' || first.get(key) === row) continue
    const at = positions.get(key)
    const rows = keepers.has(key) ? [row] : [first.get(key) as number, row]
    for (const candidate of rows) {
      const score = at === undefined ? 0 : countAlike(table, candidate, at, snapshot, words, fields)
      if (score > (likeness.get(key) ?? -1)) {
        likeness.set(key, score)
        keepers.set(key, candidate)
      }
    }
  }
  return keepers
}

function indexFirst(keys: readonly string[]): Map<string, number> {
  const first = new Map<string, number>()
  keys.forEach((key, row) => {
    if (!first.has(key)) first.set(key, row)
  })
  return first
}

function countAlike(
  table: TableCells,
  row: number,
  at: number,
  snapshot: SheetSnapshot,
  words: CellWords,
  fields: readonly NamedField[],
): number {
  const calendar = words.calendarField ? (snapshot.columns[words.calendarField]?.[at] ?? null) : null
  let alike = 0
  for (const [name] of fields)
    if (contentAt(table, name, row) === words.show(name, snapshot.columns[name]?.[at] ?? null, calendar))
      alike++
  return alike
}

/** A row without anything typed: what computed columns show does not count. */
function isBlankRow(table: TableCells, row: number, fields: readonly NamedField[]): boolean {
  return fields.every(([name, field]) => !isTyped(field) || contentAt(table, name, row) === '')
}

function contentAt(table: TableCells, field: string, row: number): CellContent {
  return table.columns[field]?.[row] ?? ''
}
