import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import type { LinkBook } from './link-book.ts'
import type { RowCodes } from './row-codes.ts'

/** What people call a row that refers to another: its code, a link's successor, else the name of its sheet. */
export function nameUser(
  user: { sheet: EntityName; rowKey: string },
  links: LinkBook,
  codes: RowCodes,
  language: Language,
): string {
  const link = user.sheet === 'link' ? links.get(user.rowKey) : undefined
  const code = link ? codes.codeOf('activity', link.successorKey) : codes.codeOf(user.sheet, user.rowKey)
  return code ?? entityOf(user.sheet).sheet[language]
}
