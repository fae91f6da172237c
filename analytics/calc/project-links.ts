import type { Link } from '#model/entities/link.ts'
import type { LagDays } from './lag-days.ts'
import { type LinkSide, otherOf } from './link-side.ts'
import { formatLinkText, lagToText } from './link-text.ts'
import type { RowCodes } from './row-codes.ts'

/** What a cell of a side shows of an activity's links; null for none. In the order of codes, so that the same links give
 *  the same text. A lag is in days of the predecessor's calendar on either side. */
export function projectLinks(
  links: readonly Link[],
  side: LinkSide,
  codes: Pick<RowCodes, 'codeOf'>,
  lagDays: LagDays,
): string | null {
  if (links.length === 0) return null
  const texts = links.map(link => ({
    code: codes.codeOf('activity', otherOf(link, side)) ?? otherOf(link, side),
    kind: link.kind,
    lag: lagToText(link, lagDays.of(link.predecessorKey).perDay),
  }))
  texts.sort((a, b) => compare(a.code, b.code) || compare(a.kind, b.kind) || a.lag.amount - b.lag.amount)
  return formatLinkText(texts)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
