import type { Link } from '#model/entities/link.ts'
import type { AnyRow } from '#model/row.ts'
import { checkEdit } from './check-edit.ts'
import type { EditWork } from './edit-work.ts'
import { findContradictions } from './find-contradictions.ts'
import type { LinkSide } from './link-side.ts'
import { identityOf, type LinkCell, readLinkCell } from './read-link-cell.ts'

/** What a typed link cell adds to its base and takes from it, by what makes a link the same. */
export interface LinkChange {
  edit: number
  given: Map<string, Link>
  taken: Map<string, Link>
}

/**
 * Merges the typed predecessor and successor cells of a batch link by link: what was added to a cell's base is added, what was
 * taken from it is taken away, and links that others added meanwhile stay. Two cells that say different things of one link are
 * both refused with `links-contradict`.
 */
export function setLinks(work: EditWork): void {
  const changes: LinkChange[] = []
  work.each(
    edit => work.edits.operation[edit] === 'set' && work.setsLinks(edit),
    edit => {
      const change = readChange(work, edit)
      if (change) changes.push(change)
    },
  )
  const refused = findContradictions(work, changes)
  for (const { edit, problem } of refused) {
    const sheet = work.sheetOf(edit)
    const row = work.rows.stored(sheet, work.keyOf(edit))
    work.refuse(edit, problem, row ? work.shown(sheet, work.fieldOf(edit), row) : null)
  }
  for (const change of changes) if (!work.verdicts.has(change.edit)) applyChange(work, change)
}

/** The change of one cell, or null with a verdict where there is none to apply. */
function readChange(work: EditWork, edit: number): LinkChange | null {
  const side = work.fieldOf(edit) as LinkSide
  const value = work.edits.value[edit] ?? null
  const problem = checkEdit(work.state.role, 'activity', 'set', side, value)
  const row = work.rowOf(edit)
  if (!row) return null
  const stored = work.shown('activity', side, row)
  if (problem) {
    work.refuse(edit, problem, stored)
    return null
  }
  if (stored === value) {
    if (!work.rows.isNew('activity', row.rowKey))
      work.verdicts.set(edit, { outcome: 'unchanged', problem: null, stored })
    return null
  }
  const cell: LinkCell = {
    projectId: work.state.projectId as Link['projectId'],
    side,
    ownerKey: row.rowKey,
    codes: work.codes,
    lagDays: work.state.lagDays,
    makeKey: work.state.makeKey,
  }
  const mine = readLinkCell(cell, value)
  if ('problem' in mine) {
    work.refuse(edit, mine.problem, stored)
    return null
  }
  const base = readLinkCell(cell, work.edits.base[edit] ?? null)
  const before = 'problem' in base ? new Map<string, Link>() : base.links
  return { edit, given: without(mine.links, before), taken: without(before, mine.links) }
}

function without(links: ReadonlyMap<string, Link>, others: ReadonlyMap<string, Link>): Map<string, Link> {
  return new Map([...links].filter(([id]) => !others.has(id)))
}

function applyChange(work: EditWork, { edit, given, taken }: LinkChange): void {
  const side = work.fieldOf(edit) as LinkSide
  const now = new Map(work.links.of(work.keyOf(edit), side).map(link => [identityOf(link), link]))
  for (const id of taken.keys()) {
    const link = now.get(id)
    if (link) work.dropLink(link.rowKey)
  }
  for (const [id, link] of given) {
    const present = now.get(id)
    if (present) {
      // Another cell of the batch added it: both want it, and both fall with it.
      if (work.linkEdits.has(present.rowKey)) work.wantLink(present.rowKey, edit)
      continue
    }
    work.links.put(link)
    work.wantLink(link.rowKey, edit)
    work.journal.push({
      sheet: 'link',
      rowKey: link.rowKey,
      operation: 'create',
      field: null,
      oldValue: null,
      newValue: link as unknown as AnyRow,
    })
  }
}
