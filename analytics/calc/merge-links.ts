import type { CellValue } from '#model/contract.ts'
import type { Link } from '#model/entities/link.ts'
import type { Problem } from '#model/problems.ts'
import type { LagDays } from './lag-days.ts'
import { formatLinkText, lagFromText, lagToText, parseLinkText } from './link-text.ts'
import type { RowCodes } from './row-codes.ts'

/** What a predecessor cell shows of links; null for none. In the order of codes, so that the same links give the same text. */
export function projectLinks(
  links: readonly Link[],
  codes: Pick<RowCodes, 'codeOf'>,
  lagDays: LagDays,
): string | null {
  if (links.length === 0) return null
  const texts = links.map(link => ({
    code: codes.codeOf('activity', link.predecessorKey) ?? link.predecessorKey,
    kind: link.kind,
    lag: lagToText(link, lagDays.of(link.predecessorKey).perDay),
  }))
  texts.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : a.kind < b.kind ? -1 : 1))
  return formatLinkText(texts)
}

export interface LinkMerge {
  /** The predecessor text that the edit was based on, what was typed, and the links stored now. */
  base: CellValue
  mine: CellValue
  theirs: readonly Link[]
  projectId: Link['projectId']
  successorKey: string
  codes: RowCodes
  lagDays: LagDays
  makeKey: () => string
}

/**
 * Merges a typed predecessor cell link by link: what was added to the base is added, what was taken from it is taken away,
 * and links that others added meanwhile stay. A code that does not exist gives `unknown-predecessor`.
 */
export function mergeLinks(merge: LinkMerge): { added: Link[]; removed: Link[] } | { problem: Problem } {
  const base = readLinks(merge, merge.base)
  const mine = readLinks(merge, merge.mine)
  if ('problem' in mine) return mine
  const before = 'problem' in base ? new Map<string, Link>() : base.links
  const theirs = new Map(merge.theirs.map(link => [identityOf(link), link]))
  const added = [...mine.links].flatMap(([id, link]) => (before.has(id) || theirs.has(id) ? [] : [link]))
  const removed = [...before.keys()].flatMap(id => {
    const stored = theirs.get(id)
    return mine.links.has(id) || !stored ? [] : [stored]
  })
  return { added, removed }
}

/** Links with these four equal are the same link. */
function identityOf(link: Link): string {
  return `${link.predecessorKey}|${link.kind}|${link.lag}|${link.lagKind}`
}

function readLinks(merge: LinkMerge, value: CellValue): { links: Map<string, Link> } | { problem: Problem } {
  const links = new Map<string, Link>()
  if (value === null) return { links }
  const parsed = parseLinkText(String(value), merge.codes.known('activity'))
  if ('problem' in parsed) return parsed
  for (const { code, kind, lag } of parsed.links) {
    const predecessorKey = merge.codes.keyOf('activity', code)
    if (predecessorKey === null)
      return { problem: { code: 'unknown-predecessor', data: { predecessor: code } } }
    if (predecessorKey === merge.successorKey) return { problem: { code: 'link-to-itself' } }
    const link: Link = {
      projectId: merge.projectId,
      rowKey: merge.makeKey() as Link['rowKey'],
      predecessorKey: predecessorKey as Link['predecessorKey'],
      successorKey: merge.successorKey as Link['successorKey'],
      kind,
      ...lagFromText(lag, merge.lagDays.of(predecessorKey)),
    }
    links.set(identityOf(link), link)
  }
  return { links }
}
