import type { CellValue } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { AnyRow } from '#model/row.ts'
import { checkEdit } from './check-edit.ts'
import type { EditWork } from './edit-work.ts'

/** Makes the new row that an edit asks for, with the initial values of its fields. */
export function createRow(work: EditWork, edit: number): void {
  const sheet = work.sheetOf(edit)
  const rowKey = work.keyOf(edit)
  const problem = checkEdit(work.state.role, sheet, 'create', '', null)
  if (problem) return work.refuse(edit, problem)
  if (work.rows.get(sheet, rowKey)) return work.refuse(edit, { code: 'row-key-taken', data: { rowKey } })
  const row: AnyRow = { projectId: work.state.projectId, rowKey }
  for (const [name, field] of storedFields(entityOf(sheet))) row[name] = field.initial as CellValue
  work.rows.create(sheet, row, edit)
  work.journal.push({ sheet, rowKey, operation: 'create', field: null, oldValue: null, newValue: null })
}
