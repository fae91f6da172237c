import type { EditOutcome } from '#model/contract.ts'
import { checkBatch } from './check-batch.ts'
import { collectLinks } from './collect-links.ts'
import { createRow } from './create-row.ts'
import { deleteRow } from './delete-row.ts'
import type { AppliedEdits } from './edit-state.ts'
import type { EditWork } from './edit-work.ts'
import { journalLinkTexts } from './journal-link-texts.ts'
import { setCell } from './set-cell.ts'
import { setLinks } from './set-links.ts'

/** Applies the edits that have no verdict yet, in an order in which each finds what it refers to, and passes verdicts on those that cannot stand. */
export function attemptEdits(work: EditWork): void {
  const { operation } = work.edits
  const sets = (edit: number): boolean => operation[edit] === 'set' && !work.setsLinks(edit)
  work.each(
    edit => operation[edit] === 'create',
    edit => createRow(work, edit),
  )
  work.each(
    edit => sets(edit) && work.setsCode(edit),
    edit => setCell(work, edit),
  )
  work.each(
    edit => sets(edit) && !work.setsCode(edit),
    edit => setCell(work, edit),
  )
  setLinks(work)
  work.each(
    edit => operation[edit] === 'delete',
    edit => deleteRow(work, edit),
  )
  checkBatch(work)
}

/** What an attempt without further verdicts comes to: an outcome per edit, the rows to write and the journal. */
export function concludeEdits(work: EditWork): AppliedEdits {
  const outcomes = Array.from(
    { length: work.edits.sheet.length },
    (_, edit): EditOutcome => work.verdicts.get(edit)?.outcome ?? 'accepted',
  )
  const reasons = [...work.verdicts].flatMap(([edit, { problem, stored }]) =>
    problem === null ? [] : [{ edit, problem, stored }],
  )
  reasons.sort((a, b) => a.edit - b.edit)
  const applied: AppliedEdits = { outcomes, reasons, ...work.rows.collect(), journal: [] }
  collectLinks(applied, work.links, work.linksBefore)
  const entries = work.journal.map(entry =>
    entry.operation === 'create'
      ? { ...entry, newValue: work.rows.get(entry.sheet, entry.rowKey) ?? entry.newValue }
      : entry,
  )
  applied.journal.push(...entries, ...journalLinkTexts(work))
  return applied
}
