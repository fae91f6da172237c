import type { CellValue } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { entityOf } from '#model/entities.ts'
import type { Problem } from '#model/problems.ts'
import { checkEdit } from './check-edit.ts'
import type { EditWork } from './edit-work.ts'

/** Merges one typed cell that is no link cell: base, mine, theirs. */
export function setCell(work: EditWork, edit: number): void {
  const sheet = work.sheetOf(edit)
  const name = work.fieldOf(edit)
  const value = work.edits.value[edit] ?? null
  const problem = checkEdit(work.state.role, sheet, 'set', name, value, work.state.language)
  const row = problem?.code === 'field-unknown' || problem?.code === 'sheet-unknown' ? null : work.rowOf(edit)
  if (problem)
    return work.refuse(
      edit,
      problem,
      row ? work.shown(sheet, name, row) : null,
      problem.code === 'field-read-only' ? 'readOnly' : 'refused',
    )
  if (!row) return
  const stored = work.shown(sheet, name, row)
  const isNew = work.rows.isNew(sheet, row.rowKey)
  if (stored === value) {
    if (!isNew) work.verdicts.set(edit, { outcome: 'unchanged', problem: null, stored })
    return
  }
  const base = work.edits.base[edit] ?? null
  if (!isNew && stored !== base) return work.refuse(edit, conflict(sheet, name, stored), stored, 'conflict')
  if (sheet === 'project' && name === 'currency' && work.state.amounts > 0)
    return work.refuse(
      edit,
      {
        code: 'currency-in-use',
        data: { from: String(stored), to: String(value), count: work.state.amounts },
      },
      stored,
    )
  const inner = innerValue(work, edit, value)
  if (inner === undefined) return
  if (work.setsCode(edit)) {
    const taken = work.codes.keyOf(sheet, value as string)
    if (taken !== null && taken !== row.rowKey && !givesUpCode(work, sheet, taken))
      return work.refuse(edit, { code: 'code-taken', data: { code: value as string } }, stored)
    work.codes.set(sheet, row.rowKey, value as string)
  }
  work.rows.keep(sheet, { ...row, [name]: inner })
  if (sheet === 'link') work.wantLink(row.rowKey, edit)
  if (!isNew)
    work.journal.push({
      sheet,
      rowKey: row.rowKey,
      operation: 'set',
      field: name,
      oldValue: row[name] ?? null,
      newValue: inner,
    })
}

/** True when the batch itself frees a code: its row gets another one or goes. */
function givesUpCode({ edits, verdicts, codes }: EditWork, sheet: EntityName, rowKey: string): boolean {
  const codeField = entityOf(sheet).codeField
  return edits.rowKey.some(
    (key, edit) =>
      key === rowKey &&
      !verdicts.has(edit) &&
      edits.sheet[edit] === sheet &&
      (edits.operation[edit] === 'delete' ||
        (edits.field[edit] === codeField && edits.value[edit] !== codes.codeOf(sheet, rowKey))),
  )
}

function conflict(sheet: EntityName, name: string, stored: CellValue): Problem {
  const label = entityOf(sheet).fields[name]?.label
  return { code: 'edit-conflict', data: { label: label ?? name, theirs: stored, by: null } }
}

/** The value to store: the row key for a code; undefined when the edit was refused for it. */
function innerValue(work: EditWork, edit: number, value: CellValue): CellValue | undefined {
  const field = entityOf(work.sheetOf(edit)).fields[work.fieldOf(edit)]
  if (!field?.refersTo || value === null) return value
  const key = work.codes.keyOf(field.refersTo as EntityName, String(value))
  if (key !== null) return key
  work.refuse(edit, { code: 'reference-unknown', data: { label: field.label, value: String(value) } })
  return undefined
}
