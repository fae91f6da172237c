import type { EntityName } from '#model/entities.ts'
import { entityOf } from '#model/entities.ts'
import { checkEdit } from './check-edit.ts'
import type { EditWork } from './edit-work.ts'
import { nameUser } from './name-user.ts'

/** Deletes the row of an edit, and with an activity its links to predecessors; refused while other rows need it. */
export function deleteRow(work: EditWork, edit: number): void {
  const sheet = work.sheetOf(edit)
  const problem = checkEdit(work.state.role, sheet, 'delete', '', null)
  if (problem) return work.refuse(edit, problem)
  const row = work.rowOf(edit)
  if (!row) return
  const users = (work.state.users.get(row.rowKey) ?? []).filter(
    user => !leaves(work, user.sheet, user.rowKey, row.rowKey),
  )
  if (users.length > 0) {
    const names = users.slice(0, 5).map(user => nameUser(user, work.links, work.codes, work.state.language))
    const code = entityOf(sheet).codeField
    return work.refuse(edit, {
      code: 'row-in-use',
      data: { code: String((code && row[code]) ?? row.rowKey), count: users.length, users: names },
    })
  }
  const wasTaken = sheet === 'link' && work.linksBefore.get(row.rowKey) && !work.links.get(row.rowKey)
  work.rows.delete(sheet, row.rowKey)
  work.codes.set(sheet, row.rowKey, null)
  if (sheet === 'activity')
    for (const link of work.links.of(row.rowKey, 'predecessors')) work.dropLink(link.rowKey)
  if (sheet === 'link') work.links.remove(row.rowKey)
  if (!wasTaken)
    work.journal.push({
      sheet,
      rowKey: row.rowKey,
      operation: 'delete',
      field: null,
      oldValue: row,
      newValue: null,
    })
}

/** True when a user of a row goes in this batch too: deleted itself, or a link that the row owns as successor or that was removed. */
function leaves(work: EditWork, sheet: EntityName, rowKey: string, deletedKey: string): boolean {
  if (sheet === 'link') {
    const link = work.links.get(rowKey)
    if (!link || link.successorKey === deletedKey) return true
    if (isDeletedInBatch(work, 'activity', link.successorKey)) return true
  }
  return isDeletedInBatch(work, sheet, rowKey)
}

function isDeletedInBatch({ edits, verdicts }: EditWork, sheet: EntityName, rowKey: string): boolean {
  return edits.rowKey.some(
    (key, edit) =>
      key === rowKey &&
      edits.operation[edit] === 'delete' &&
      edits.sheet[edit] === sheet &&
      !verdicts.has(edit),
  )
}
