import type { CellValue, EditColumns } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { entityOf } from '#model/entities.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import type { EditState, JournalEntry, Verdict } from './edit-state.ts'
import { LinkBook } from './link-book.ts'
import { isLinkSide } from './link-side.ts'
import { projectLinks } from './project-links.ts'
import { RowCodes } from './row-codes.ts'
import { appendTo, WorkingRows } from './working-rows.ts'

/** One try with the edits of a batch that have no verdict yet: the rows, codes and links as these edits leave them. */
export class EditWork {
  readonly state: EditState
  readonly edits: EditColumns
  readonly verdicts: Map<number, Verdict>
  readonly codes = new RowCodes()
  readonly rows: WorkingRows
  readonly links: LinkBook
  readonly linksBefore: LinkBook
  /** The edits that want a link as it now is, by its row key. */
  readonly linkEdits = new Map<string, number[]>()
  readonly journal: JournalEntry[] = []

  constructor(state: EditState, edits: EditColumns, verdicts: Map<number, Verdict>) {
    this.state = state
    this.edits = edits
    this.verdicts = verdicts
    for (const [sheet, keysByCode] of state.codes) this.codes.load(sheet, keysByCode)
    this.rows = new WorkingRows(state.rows)
    this.links = new LinkBook(state.links)
    this.linksBefore = new LinkBook(state.links)
  }

  /** Does something with every edit that stands and that it applies to. */
  each(applies: (edit: number) => boolean, act: (edit: number) => void): void {
    for (let edit = 0; edit < this.edits.sheet.length; edit++)
      if (!this.verdicts.has(edit) && applies(edit)) act(edit)
  }

  refuse(
    edit: number,
    problem: Problem,
    stored: CellValue = null,
    outcome: Verdict['outcome'] = 'refused',
  ): void {
    const { sheet, rowKey, field } = this.edits
    const at = {
      sheet: sheet[edit] as string,
      rowKey: rowKey[edit] as string,
      field: field[edit] as string,
      ...problem.at,
    }
    if (!this.verdicts.has(edit)) this.verdicts.set(edit, { outcome, problem: { ...problem, at }, stored })
  }

  sheetOf(edit: number): EntityName {
    return this.edits.sheet[edit] as EntityName
  }
  keyOf(edit: number): string {
    return this.edits.rowKey[edit] as string
  }
  fieldOf(edit: number): string {
    return this.edits.field[edit] as string
  }

  setsCode(edit: number): boolean {
    const declared = entityOf(this.sheetOf(edit))
    return declared?.codeField !== null && declared?.codeField === this.fieldOf(edit)
  }
  setsLinks(edit: number): boolean {
    return this.sheetOf(edit) === 'activity' && isLinkSide(this.fieldOf(edit))
  }

  /** The row an edit is about, or a verdict why there is none. */
  rowOf(edit: number): AnyRow | null {
    const row = this.rows.get(this.sheetOf(edit), this.keyOf(edit))
    if (!row) this.refuse(edit, { code: 'row-unknown', data: { rowKey: this.keyOf(edit) } })
    return row
  }

  /** A field as the workbook sees it: references as codes, links as the text they had before the batch. */
  shown(sheet: EntityName, name: string, row: AnyRow): CellValue {
    const field = entityOf(sheet).fields[name]
    if (sheet === 'activity' && isLinkSide(name))
      return projectLinks(this.linksBefore.of(row.rowKey, name), name, this.codes, this.state.lagDays)
    const value = row[name] ?? null
    return field?.refersTo && typeof value === 'string'
      ? this.codes.codeOf(field.refersTo as EntityName, value)
      : value
  }

  /** Remembers that an edit wants a link. */
  wantLink(linkKey: string, edit: number): void {
    appendTo(this.linkEdits, linkKey, edit)
  }

  /** Takes a link away; who asks for it journals it with its row. */
  dropLink(linkKey: string): void {
    const link = this.links.get(linkKey)
    if (!link) return
    this.links.remove(linkKey)
    this.journal.push({
      sheet: 'link',
      rowKey: linkKey,
      operation: 'delete',
      field: null,
      oldValue: link as unknown as AnyRow,
      newValue: null,
    })
  }
}
