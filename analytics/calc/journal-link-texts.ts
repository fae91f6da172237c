import type { JournalEntry } from './edit-state.ts'
import type { EditWork } from './edit-work.ts'
import type { LinkBook } from './link-book.ts'
import { linkSides, ownerOf } from './link-side.ts'
import { projectLinks } from './project-links.ts'

/** Changed links change what the predecessor and successor cells of their activities show: one entry per cell, so that every
 *  workbook is told. Cells of deleted activities are left out. */
export function journalLinkTexts(work: EditWork): JournalEntry[] {
  const { links, linksBefore, codes, state } = work
  const changed = [...changedLinks(links, linksBefore), ...changedLinks(linksBefore, links)]
  const gone = new Set(work.rows.deleted('activity'))
  const textOf = (book: LinkBook, rowKey: string, side: (typeof linkSides)[number]): string | null =>
    projectLinks(book.of(rowKey, side), side, codes, state.lagDays)
  return linkSides.flatMap(side =>
    [...new Set(changed.map(link => ownerOf(link, side)))].flatMap((rowKey): JournalEntry[] => {
      const oldValue = textOf(linksBefore, rowKey, side)
      const newValue = textOf(links, rowKey, side)
      if (oldValue === newValue || gone.has(rowKey)) return []
      return [{ sheet: 'activity', rowKey, operation: 'set', field: side, oldValue, newValue }]
    }),
  )
}

function changedLinks(one: LinkBook, other: LinkBook): ReturnType<LinkBook['all']> {
  return one.all().filter(link => other.get(link.rowKey) !== link)
}
