import type { AnyRow } from '#model/row.ts'
import type { AppliedEdits } from './edit-state.ts'
import type { LinkBook } from './link-book.ts'
import { appendTo } from './working-rows.ts'

/** Adds the links that predecessor cells made or took away to what is to be written, beside those edited on their own sheet. */
export function collectLinks(applied: AppliedEdits, links: LinkBook, before: LinkBook): void {
  const handled = new Set(
    [applied.created, applied.changed].flatMap(rows => (rows.get('link') ?? []).map(row => row.rowKey)),
  )
  for (const link of links.all())
    if (!before.get(link.rowKey) && !handled.has(link.rowKey))
      appendTo(applied.created, 'link', link as unknown as AnyRow)
  const gone = new Set(applied.deleted.get('link'))
  for (const { rowKey } of before.all())
    if (!links.get(rowKey) && !gone.has(rowKey)) appendTo(applied.deleted, 'link', rowKey as string)
}
