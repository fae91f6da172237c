import { checkConstraintCells } from '#calc/check-constraint-cells.ts'
import { checkRow } from '#calc/check-row.ts'
import { isLinkSide } from '#calc/link-side.ts'
import { parseLinkText } from '#calc/link-text.ts'
import { unknownActivity } from '#calc/read-link-cell.ts'
import type { CellValue } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import type { Field } from '#model/field.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import type { CellWords } from './cell-words.ts'
import { isTyped } from './diff.ts'
import { indexRows, type SheetSnapshot } from './snapshot.ts'
import type { CellContent, TableCells } from './table-cells.ts'

/** A cell that says something its field cannot hold, found while it is typed. */
export interface TypedFinding {
  /** Position in the rows looked at. */
  row: number
  rowKey: string
  field: string
  problem: Problem
}

/** Codes that exist, by sheet: those of the server and those typed since; null where this workbook cannot know them. */
export type KnownCodes = (sheet: EntityName) => ReadonlySet<string> | null

/**
 * What is wrong with typed rows as far as this workbook can tell: text that is no number, date or choice, a code that does not
 * exist, links and lags that cannot be read, an end before its beginning, a constraint without its date. Cells that show what the
 * server holds are not looked at, nor is what a new row still lacks. The server has the last word at the next sync.
 */
export function checkTyped(
  table: TableCells,
  snapshot: SheetSnapshot | null,
  words: CellWords,
  known: KnownCodes,
): TypedFinding[] {
  const positions = indexRows(snapshot?.rowKeys ?? [])
  return table.rowKeys.flatMap((rowKey, row) => {
    const at = positions.get(rowKey)
    const check = new RowCheck(table, row, words, known)
    return check.run((field, calendar) =>
      at === undefined || !snapshot ? '' : words.show(field, snapshot.columns[field]?.[at] ?? null, calendar),
    )
  })
}

class RowCheck {
  readonly #table: TableCells
  readonly #row: number
  readonly #words: CellWords
  readonly #known: KnownCodes
  readonly #found: TypedFinding[] = []

  constructor(table: TableCells, row: number, words: CellWords, known: KnownCodes) {
    this.#table = table
    this.#row = row
    this.#words = words
    this.#known = known
  }

  run(shown: (field: string, calendar: CellValue) => CellContent): TypedFinding[] {
    const { sheet, columns, rowKeys } = this.#table
    const calendarField = this.#words.calendarField
    const calendar = calendarField ? String(columns[calendarField]?.[this.#row] ?? '') || null : null
    const values: AnyRow = { projectId: '', rowKey: rowKeys[this.#row] as string }
    let isTouched = false
    for (const name of Object.keys(columns)) {
      const field = entityOf(sheet).fields[name]
      if (!field || !isTyped(field)) continue
      const content = columns[name]?.[this.#row] ?? ''
      const isNew = content !== shown(name, calendar)
      isTouched ||= isNew
      values[name] = content === '' ? null : this.#read(name, field, content, calendar, isNew)
    }
    if (isTouched) this.#checkTogether(values)
    return this.#found
  }

  #read(
    name: string,
    field: Field<unknown>,
    content: CellContent,
    calendar: CellValue,
    isNew: boolean,
  ): CellValue {
    const parsed = this.#words.parse(name, content, calendar)
    if ('problem' in parsed) {
      if (isNew) this.#note(name, parsed.problem)
      return null
    }
    if (isNew && field.refersTo !== null) this.#checkReference(name, field, String(parsed.value))
    if (isNew && isLinkSide(name)) this.#checkLinks(name, String(parsed.value))
    return parsed.value
  }

  #checkReference(name: string, field: Field<unknown>, code: string): void {
    const codes = this.#known(field.refersTo as EntityName)
    if (codes && !codes.has(code))
      this.#note(name, { code: 'reference-unknown', data: { label: field.label, value: code } })
  }

  #checkLinks(side: 'predecessors' | 'successors', text: string): void {
    const codes = this.#known('activity')
    const parsed = parseLinkText(text, codes ?? undefined)
    if ('problem' in parsed) return this.#note(side, parsed.problem)
    const own = String(this.#table.columns['code']?.[this.#row] ?? '')
    for (const { code } of parsed.links) {
      if (code === own) this.#note(side, { code: 'link-to-itself' })
      else if (codes && !codes.has(code)) this.#note(side, unknownActivity(side, code, codes))
    }
  }

  /** What only shows when the cells of a row are read together. */
  #checkTogether(values: AnyRow): void {
    const { sheet } = this.#table
    for (const { problem, fields } of checkRow(sheet, values, false)) this.#note(fields.at(-1) ?? '', problem)
    if (sheet !== 'activity') return
    for (const problem of checkConstraintCells(values)) this.#note(problem.at?.field ?? '', problem)
  }

  #note(field: string, problem: Problem): void {
    if (this.#found.some(known => known.field === field && known.problem.code === problem.code)) return
    const rowKey = this.#table.rowKeys[this.#row] as string
    this.#found.push({ row: this.#row, rowKey, field, problem: this.#relabel(field, problem) })
  }

  /** The label in every language, so that sheet and pane may speak different ones. */
  #relabel(field: string, problem: Problem): Problem {
    const label = entityOf(this.#table.sheet).fields[field]?.label
    return typeof problem.data?.['label'] === 'string' && label
      ? { ...problem, data: { ...problem.data, label } }
      : problem
  }
}
