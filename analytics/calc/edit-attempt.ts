import type { CellValue, EditColumns, EditOutcome } from '#model/contract.ts'
import type { Link } from '#model/entities/link.ts'
import type { EntityName } from '#model/entities.ts'
import { entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Problem } from '#model/problems.ts'
import type { AnyRow } from '#model/row.ts'
import { collectLinks } from './collect-links.ts'
import { checkEdit } from './check-edit.ts'
import { checkRow } from './check-row.ts'
import { findNewLoops } from './find-new-loops.ts'
import { LinkBook } from './link-book.ts'
import { mergeLinks, projectLinks } from './merge-links.ts'
import { nameUser } from './name-user.ts'
import { RowCodes } from './row-codes.ts'
import { WorkingRows } from './working-rows.ts'
import type { AppliedEdits, EditState, JournalEntry, Verdict } from './edit-state.ts'

/** One try with the edits that have no verdict yet. */
export class EditAttempt {
  readonly #state: EditState
  readonly #edits: EditColumns
  readonly #verdicts: Map<number, Verdict>
  readonly #codes = new RowCodes()
  readonly #rows: WorkingRows
  readonly #links: LinkBook
  readonly #linksBefore: LinkBook
  readonly #linkEdits = new Map<string, number>()
  readonly #journal: JournalEntry[] = []

  constructor(state: EditState, edits: EditColumns, verdicts: Map<number, Verdict>) {
    this.#state = state
    this.#edits = edits
    this.#verdicts = verdicts
    for (const [sheet, keysByCode] of state.codes) this.#codes.load(sheet, keysByCode)
    this.#rows = new WorkingRows(state.rows)
    this.#links = new LinkBook(state.links)
    this.#linksBefore = new LinkBook(state.links)
  }

  run(): void {
    const { operation, field } = this.#edits
    this.#each(
      edit => operation[edit] === 'create',
      edit => this.#create(edit),
    )
    this.#each(
      edit => operation[edit] === 'set' && this.#setsCode(edit),
      edit => this.#set(edit),
    )
    this.#each(
      edit => operation[edit] === 'set' && !this.#setsCode(edit) && field[edit] !== 'predecessors',
      edit => this.#set(edit),
    )
    this.#each(
      edit => operation[edit] === 'set' && field[edit] === 'predecessors',
      edit => this.#setLinks(edit),
    )
    this.#each(
      edit => operation[edit] === 'delete',
      edit => this.#delete(edit),
    )
    this.#checkRows()
    this.#checkLoops()
  }

  result(): AppliedEdits {
    const count = this.#edits.sheet.length
    const outcomes = Array.from(
      { length: count },
      (_, edit): EditOutcome => this.#verdicts.get(edit)?.outcome ?? 'accepted',
    )
    const reasons = [...this.#verdicts].flatMap(([edit, { problem, stored }]) =>
      problem === null ? [] : [{ edit, problem, stored }],
    )
    reasons.sort((a, b) => a.edit - b.edit)
    const applied: AppliedEdits = { outcomes, reasons, ...this.#rows.collect(), journal: [] }
    collectLinks(applied, this.#links, this.#linksBefore)
    this.#journalProjectedLinks()
    applied.journal.push(
      ...this.#journal.map(entry =>
        entry.operation === 'create'
          ? { ...entry, newValue: this.#rows.get(entry.sheet, entry.rowKey) ?? entry.newValue }
          : entry,
      ),
    )
    return applied
  }

  #each(applies: (edit: number) => boolean, act: (edit: number) => void): void {
    for (let edit = 0; edit < this.#edits.sheet.length; edit++)
      if (!this.#verdicts.has(edit) && applies(edit)) act(edit)
  }

  #refuse(
    edit: number,
    problem: Problem,
    stored: CellValue = null,
    outcome: Verdict['outcome'] = 'refused',
  ): void {
    const { sheet, rowKey, field } = this.#edits
    const at = {
      sheet: sheet[edit] as string,
      rowKey: rowKey[edit] as string,
      field: field[edit] as string,
      ...problem.at,
    }
    if (!this.#verdicts.has(edit)) this.#verdicts.set(edit, { outcome, problem: { ...problem, at }, stored })
  }

  #sheet(edit: number): EntityName {
    return this.#edits.sheet[edit] as EntityName
  }

  #setsCode(edit: number): boolean {
    const declared = entityOf(this.#sheet(edit))
    return declared?.codeField !== null && declared?.codeField === this.#edits.field[edit]
  }

  #create(edit: number): void {
    const sheet = this.#sheet(edit)
    const rowKey = this.#edits.rowKey[edit] as string
    const problem = checkEdit(this.#state.role, sheet, 'create', '', null)
    if (problem) return this.#refuse(edit, problem)
    if (this.#rows.get(sheet, rowKey)) return this.#refuse(edit, { code: 'row-key-taken', data: { rowKey } })
    const row: AnyRow = { projectId: this.#state.projectId, rowKey }
    for (const [name, field] of storedFields(entityOf(sheet))) row[name] = field.initial as CellValue
    this.#rows.create(sheet, row, edit)
    this.#journal.push({ sheet, rowKey, operation: 'create', field: null, oldValue: null, newValue: null })
  }

  /** The row an edit is about, or a verdict why there is none. */
  #rowOf(edit: number): AnyRow | null {
    const sheet = this.#sheet(edit)
    const rowKey = this.#edits.rowKey[edit] as string
    const row = this.#rows.get(sheet, rowKey)
    if (!row) this.#refuse(edit, { code: 'row-unknown', data: { rowKey } })
    return row
  }

  #set(edit: number): void {
    const sheet = this.#sheet(edit)
    const name = this.#edits.field[edit] as string
    const value = this.#edits.value[edit] ?? null
    const problem = checkEdit(this.#state.role, sheet, 'set', name, value, this.#state.language)
    const row =
      problem?.code === 'field-unknown' || problem?.code === 'sheet-unknown' ? null : this.#rowOf(edit)
    if (problem)
      return this.#refuse(
        edit,
        problem,
        row ? this.#shown(sheet, name, row) : null,
        problem.code === 'field-read-only' ? 'readOnly' : 'refused',
      )
    if (!row) return
    const stored = this.#shown(sheet, name, row)
    const isNew = this.#rows.isNew(sheet, row.rowKey)
    if (stored === value) {
      if (!isNew) this.#verdicts.set(edit, { outcome: 'unchanged', problem: null, stored })
      return
    }
    const base = this.#edits.base[edit] ?? null
    if (!isNew && stored !== base)
      return this.#refuse(edit, this.#conflict(sheet, name, stored), stored, 'conflict')
    const inner = this.#inner(edit, sheet, name, value)
    if (inner === undefined) return
    if (this.#setsCode(edit)) {
      const taken = this.#codes.keyOf(sheet, value as string)
      if (taken !== null && taken !== row.rowKey && !this.#givesUpCode(sheet, taken))
        return this.#refuse(edit, { code: 'code-taken', data: { code: value as string } }, stored)
      this.#codes.set(sheet, row.rowKey, value as string)
    }
    this.#rows.keep(sheet, { ...row, [name]: inner })
    if (sheet === 'link') this.#linkEdits.set(row.rowKey, edit)
    if (!isNew)
      this.#journal.push({
        sheet,
        rowKey: row.rowKey,
        operation: 'set',
        field: name,
        oldValue: row[name] ?? null,
        newValue: inner,
      })
  }

  /** True when the batch itself frees a code: its row gets another one or goes. */
  #givesUpCode(sheet: EntityName, rowKey: string): boolean {
    const codeField = entityOf(sheet).codeField
    return this.#edits.rowKey.some(
      (key, edit) =>
        key === rowKey &&
        !this.#verdicts.has(edit) &&
        this.#sheet(edit) === sheet &&
        (this.#edits.operation[edit] === 'delete' ||
          (this.#edits.field[edit] === codeField &&
            this.#edits.value[edit] !== this.#codes.codeOf(sheet, rowKey))),
    )
  }

  #conflict(sheet: EntityName, name: string, stored: CellValue): Problem {
    const label = entityOf(sheet).fields[name]?.label
    return { code: 'edit-conflict', data: { label: label ?? name, theirs: stored, by: null } }
  }

  /** A field as the workbook sees it: references as codes, links as text. */
  #shown(sheet: EntityName, name: string, row: AnyRow): CellValue {
    const field = entityOf(sheet).fields[name]
    if (field?.origin === 'projected')
      return projectLinks(this.#links.ofSuccessor(row.rowKey), this.#codes, this.#state.lagDays)
    const value = row[name] ?? null
    return field?.refersTo && typeof value === 'string'
      ? this.#codes.codeOf(field.refersTo as EntityName, value)
      : value
  }

  /** The value to store: the row key for a code; undefined when the edit was refused for it. */
  #inner(edit: number, sheet: EntityName, name: string, value: CellValue): CellValue | undefined {
    const field = entityOf(sheet).fields[name]
    if (!field?.refersTo || value === null) return value
    const key = this.#codes.keyOf(field.refersTo as EntityName, String(value))
    if (key !== null) return key
    this.#refuse(edit, { code: 'reference-unknown', data: { label: field.label, value: String(value) } })
    return undefined
  }

  #setLinks(edit: number): void {
    const sheet = this.#sheet(edit)
    const value = this.#edits.value[edit] ?? null
    const problem = checkEdit(this.#state.role, sheet, 'set', 'predecessors', value)
    const row = this.#rowOf(edit)
    if (!row) return
    const linksNow = this.#links.ofSuccessor(row.rowKey)
    const stored = projectLinks(linksNow, this.#codes, this.#state.lagDays)
    if (problem) return this.#refuse(edit, problem, stored)
    if (stored === value) {
      if (!this.#rows.isNew(sheet, row.rowKey))
        this.#verdicts.set(edit, { outcome: 'unchanged', problem: null, stored })
      return
    }
    const merged = mergeLinks({
      base: this.#edits.base[edit] ?? null,
      mine: value,
      theirs: linksNow,
      projectId: this.#state.projectId as Link['projectId'],
      successorKey: row.rowKey,
      codes: this.#codes,
      lagDays: this.#state.lagDays,
      makeKey: this.#state.makeKey,
    })
    if ('problem' in merged) return this.#refuse(edit, merged.problem, stored)
    for (const link of merged.removed) {
      this.#links.remove(link.rowKey)
      this.#journal.push({
        sheet: 'link',
        rowKey: link.rowKey,
        operation: 'delete',
        field: null,
        oldValue: link as unknown as AnyRow,
        newValue: null,
      })
    }
    for (const link of merged.added) {
      this.#links.put(link)
      this.#linkEdits.set(link.rowKey, edit)
      this.#journal.push({
        sheet: 'link',
        rowKey: link.rowKey,
        operation: 'create',
        field: null,
        oldValue: null,
        newValue: link as unknown as AnyRow,
      })
    }
    const shown = projectLinks(this.#links.ofSuccessor(row.rowKey), this.#codes, this.#state.lagDays)
    this.#journal.push({
      sheet,
      rowKey: row.rowKey,
      operation: 'set',
      field: 'predecessors',
      oldValue: stored,
      newValue: shown,
    })
  }

  #delete(edit: number): void {
    const sheet = this.#sheet(edit)
    const problem = checkEdit(this.#state.role, sheet, 'delete', '', null)
    if (problem) return this.#refuse(edit, problem)
    const row = this.#rowOf(edit)
    if (!row) return
    const users = (this.#state.users.get(row.rowKey) ?? []).filter(
      user => !this.#leaves(user.sheet, user.rowKey, row.rowKey),
    )
    if (users.length > 0) {
      const names = users
        .slice(0, 5)
        .map(user => nameUser(user, this.#links, this.#codes, this.#state.language))
      const code = entityOf(sheet).codeField
      return this.#refuse(edit, {
        code: 'row-in-use',
        data: { code: String((code && row[code]) ?? row.rowKey), count: users.length, users: names },
      })
    }
    this.#rows.delete(sheet, row.rowKey)
    this.#codes.set(sheet, row.rowKey, null)
    if (sheet === 'activity') for (const link of this.#links.ofSuccessor(row.rowKey)) this.#dropLink(link)
    if (sheet === 'link') this.#links.remove(row.rowKey)
    this.#journal.push({
      sheet,
      rowKey: row.rowKey,
      operation: 'delete',
      field: null,
      oldValue: row,
      newValue: null,
    })
  }

  #dropLink(link: Link): void {
    this.#links.remove(link.rowKey)
    this.#journal.push({
      sheet: 'link',
      rowKey: link.rowKey,
      operation: 'delete',
      field: null,
      oldValue: link as unknown as AnyRow,
      newValue: null,
    })
  }

  /** True when a user of a row goes in this batch too: deleted itself, or a link that the row owns as successor or that was removed. */
  #leaves(sheet: EntityName, rowKey: string, deletedKey: string): boolean {
    if (sheet === 'link') {
      const link = this.#links.get(rowKey)
      if (!link || link.successorKey === deletedKey) return true
      if (this.#isDeletedInBatch('activity', link.successorKey)) return true
    }
    return this.#isDeletedInBatch(sheet, rowKey)
  }

  #isDeletedInBatch(sheet: EntityName, rowKey: string): boolean {
    return this.#edits.rowKey.some(
      (key, edit) =>
        key === rowKey &&
        this.#edits.operation[edit] === 'delete' &&
        this.#sheet(edit) === sheet &&
        !this.#verdicts.has(edit),
    )
  }

  #checkRows(): void {
    for (const sheet of this.#rows.sheets()) {
      for (const row of this.#rows.kept(sheet).values()) {
        const createEdit = this.#rows.createdBy(sheet, row.rowKey)
        for (const { problem, fields } of checkRow(sheet, row, createEdit !== undefined)) {
          this.#each(
            edit =>
              this.#edits.rowKey[edit] === row.rowKey &&
              this.#sheet(edit) === sheet &&
              (createEdit !== undefined || fields.includes(this.#edits.field[edit] as string)),
            edit =>
              this.#refuse(
                edit,
                problem,
                createEdit === undefined
                  ? this.#shown(
                      sheet,
                      this.#edits.field[edit] as string,
                      this.#rows.stored(sheet, row.rowKey) ?? row,
                    )
                  : null,
              ),
          )
        }
      }
    }
  }

  #checkLoops(): void {
    for (const row of this.#rows.kept('link').values())
      if (row.predecessorKey && row.successorKey) this.#links.put(row as unknown as Link)
    if (this.#linkEdits.size === 0) return
    for (const { cycle, linkKeys } of findNewLoops(this.#links.all(), new Set(this.#linkEdits.keys()))) {
      const names = cycle.map(key => this.#codes.codeOf('activity', key) ?? key)
      for (const linkKey of linkKeys) {
        const edit = this.#linkEdits.get(linkKey)
        if (edit === undefined || this.#verdicts.has(edit)) continue
        const owner = this.#edits.rowKey[edit] as string
        const before = this.#linksBefore.ofSuccessor(owner)
        const stored =
          this.#edits.field[edit] === 'predecessors'
            ? projectLinks(before, this.#codes, this.#state.lagDays)
            : null
        this.#refuse(edit, { code: 'link-loop', data: { cycle: names.join(' → ') } }, stored)
      }
    }
  }

  /** Links edited on their own sheet change what the predecessor cells of their activities show. */
  #journalProjectedLinks(): void {
    const before = this.#linksBefore
    const touched = [...this.#rows.kept('link').keys(), ...this.#rows.deleted('link')]
    const activities = new Set(
      touched.flatMap(key =>
        [before.get(key)?.successorKey, this.#links.get(key)?.successorKey].filter(
          found => found !== undefined,
        ),
      ),
    )
    for (const rowKey of activities) {
      const oldValue = projectLinks(before.ofSuccessor(rowKey), this.#codes, this.#state.lagDays)
      const newValue = projectLinks(this.#links.ofSuccessor(rowKey), this.#codes, this.#state.lagDays)
      if (oldValue !== newValue)
        this.#journal.push({
          sheet: 'activity',
          rowKey,
          operation: 'set',
          field: 'predecessors',
          oldValue,
          newValue,
        })
    }
  }
}
