import type { Link } from '#model/entities/link.ts'

/** The two columns of the schedule that show links: of the activities before a row and of those after it. */
export const linkSides = ['predecessors', 'successors'] as const
export type LinkSide = (typeof linkSides)[number]

/** True for a field that shows links as text. */
export function isLinkSide(field: string): field is LinkSide {
  return (linkSides as readonly string[]).includes(field)
}

/** The activity in whose cell a side shows a link. */
export function ownerOf(link: Pick<Link, 'predecessorKey' | 'successorKey'>, side: LinkSide): string {
  return side === 'predecessors' ? link.successorKey : link.predecessorKey
}

/** The activity that a side's cell names for a link. */
export function otherOf(link: Pick<Link, 'predecessorKey' | 'successorKey'>, side: LinkSide): string {
  return side === 'predecessors' ? link.predecessorKey : link.successorKey
}
