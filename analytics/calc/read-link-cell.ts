import type { CellValue } from '#model/contract.ts'
import type { Link } from '#model/entities/link.ts'
import type { Problem } from '#model/problems.ts'
import type { LagDays } from './lag-days.ts'
import type { LinkSide } from './link-side.ts'
import { lagFromText, parseLinkText } from './link-text.ts'
import type { RowCodes } from './row-codes.ts'

/** What the text of a link cell needs to become links. */
export interface LinkCell {
  projectId: Link['projectId']
  side: LinkSide
  /** The activity whose cell it is. */
  ownerKey: string
  codes: RowCodes
  lagDays: LagDays
  makeKey: () => string
}

/** Links of a cell's text, by what makes a link the same. A code that does not exist gives `unknown-predecessor` or
 *  `unknown-successor`, the row's own code `link-to-itself`, other text `links-unreadable`. */
export function readLinkCell(
  cell: LinkCell,
  value: CellValue,
): { links: Map<string, Link> } | { problem: Problem } {
  const links = new Map<string, Link>()
  if (value === null) return { links }
  const parsed = parseLinkText(String(value), cell.codes.known('activity'))
  if ('problem' in parsed) return parsed
  for (const { code, kind, lag } of parsed.links) {
    const other = cell.codes.keyOf('activity', code)
    if (other === null) return { problem: unknownActivity(cell.side, code, cell.codes.known('activity')) }
    if (other === cell.ownerKey) return { problem: { code: 'link-to-itself' } }
    const [before, after] = cell.side === 'predecessors' ? [other, cell.ownerKey] : [cell.ownerKey, other]
    const link: Link = {
      projectId: cell.projectId,
      rowKey: cell.makeKey() as Link['rowKey'],
      predecessorKey: before as Link['predecessorKey'],
      successorKey: after as Link['successorKey'],
      kind,
      ...lagFromText(lag, cell.lagDays.of(before)),
    }
    links.set(identityOf(link), link)
  }
  return { links }
}

/** Links with all of these equal are the same link; no lag is no lag, however it is counted. */
export function identityOf(link: Link): string {
  const lagKind = link.lag === 0 ? 'working' : link.lagKind
  return `${link.predecessorKey}|${link.successorKey}|${link.kind}|${link.lag}|${lagKind}`
}

/** That a link cell names an activity the plan does not have; where the text begins with a code that exists, that what follows
 *  the code cannot be read. */
export function unknownActivity(side: LinkSide, code: string, known: ReadonlySet<string>): Problem {
  for (let length = code.length - 1; length > 0; length--) {
    const rest = code.slice(length)
    const activity = code.slice(0, length).trimEnd()
    if (known.has(activity) && /^\s*(FS|SS|FF|SF|[+＋])/i.test(rest))
      return { code: 'lag-unreadable', data: { activity, rest: rest.trim() } }
  }
  return side === 'predecessors'
    ? { code: 'unknown-predecessor', data: { predecessor: code } }
    : { code: 'unknown-successor', data: { successor: code } }
}
