import type { Link } from '#model/entities/link.ts'
import { entityOf } from '#model/entities.ts'
import type { Problem } from '#model/problems.ts'
import type { EditWork } from './edit-work.ts'
import type { LinkSide } from './link-side.ts'
import { identityOf } from './read-link-cell.ts'
import type { LinkChange } from './set-links.ts'
import { appendTo } from './working-rows.ts'

/** What one edit does to the links between two activities. */
interface PairChange {
  edit: number
  given: Link[]
  taken: Link[]
}

/**
 * Edits of a batch that say different things of one link, each with the problem that names the other: a link that one cell
 * changed and another changed otherwise or took away, one kind of link added with two lags, or a link changed on its own sheet
 * and taken from a cell.
 */
export function findContradictions(
  work: EditWork,
  changes: readonly LinkChange[],
): { edit: number; problem: Problem }[] {
  const pairs = new Map<string, PairChange[]>()
  for (const { edit, given, taken } of changes) {
    const own = new Map<string, PairChange>()
    const at = (link: Link): PairChange => {
      const pair = pairOf(link)
      const known = own.get(pair) ?? { edit, given: [], taken: [] }
      own.set(pair, known)
      return known
    }
    for (const link of given.values()) at(link).given.push(link)
    for (const link of taken.values()) at(link).taken.push(link)
    for (const [pair, change] of own) appendTo(pairs, pair, change)
  }
  const found: { edit: number; problem: Problem }[] = []
  for (const cells of pairs.values()) {
    for (const one of cells) {
      const other = cells.find(cell => cell !== one && differ(one, cell))
      if (other) found.push({ edit: one.edit, problem: contradiction(work, one, other.edit) })
    }
    for (const cell of cells) found.push(...againstLinkSheet(work, cell))
  }
  return found
}

function pairOf(link: Link): string {
  return `${link.predecessorKey}|${link.successorKey}`
}

function differ(one: PairChange, other: PairChange): boolean {
  const taken = new Set(other.taken.map(identityOf))
  const given = new Set(other.given.map(identityOf))
  const giveAlike = one.given.length === given.size && one.given.every(link => given.has(identityOf(link)))
  if (!giveAlike && one.taken.some(link => taken.has(identityOf(link)))) return true
  return one.given.some(link =>
    other.given.some(theirs => theirs.kind === link.kind && identityOf(theirs) !== identityOf(link)),
  )
}

/** A link that the batch also changes on the sheet of links cannot go from a cell at the same time. */
function againstLinkSheet(work: EditWork, cell: PairChange): { edit: number; problem: Problem }[] {
  const taken = new Set(cell.taken.map(identityOf))
  return work.linksBefore
    .of(work.keyOf(cell.edit), work.fieldOf(cell.edit) as LinkSide)
    .filter(link => taken.has(identityOf(link)))
    .flatMap(link => work.linkEdits.get(link.rowKey) ?? [])
    .flatMap(linkEdit => [
      { edit: cell.edit, problem: contradiction(work, cell, linkEdit) },
      { edit: linkEdit, problem: contradiction(work, cell, cell.edit) },
    ])
}

function contradiction(work: EditWork, { given, taken }: PairChange, other: number): Problem {
  const link = (given[0] ?? taken[0]) as Link
  const nameOf = (key: string): string => work.codes.codeOf('activity', key) ?? key
  return {
    code: 'links-contradict',
    data: {
      predecessor: nameOf(link.predecessorKey),
      successor: nameOf(link.successorKey),
      other: placeOf(work, other),
    },
  }
}

function placeOf(work: EditWork, edit: number): string {
  const sheet = entityOf(work.sheetOf(edit))
  const { language } = work.state
  const label = sheet.fields[work.fieldOf(edit)]?.label[language] ?? work.fieldOf(edit)
  const code = work.codes.codeOf(work.sheetOf(edit), work.keyOf(edit))
  return [code ?? sheet.sheet[language], label].join(' · ')
}
