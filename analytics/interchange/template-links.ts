import { lagDaysOf } from '#calc/lag-days.ts'
import { linkSides } from '#calc/link-side.ts'
import { lagFromText, parseLinkText } from '#calc/link-text.ts'
import { identityOf, unknownActivity } from '#calc/read-link-cell.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import { link as linkEntity, type Link } from '#model/entities/link.ts'
import type { RowKey } from '#model/field.ts'
import { namedKey } from './named-key.ts'
import { rowMaker } from './row-maker.ts'
import { cellText } from './template-cells.ts'
import type { ReadRow, TemplateReader } from './template-reader.ts'

const newLink = rowMaker(linkEntity)

/** Links of the predecessor and successor cells; one that both columns name is one link. One to an unknown activity, to itself
 *  or on a summary is noted and the others of the cell are kept; of two lags in the two columns the predecessors' stands. */
export function templateLinks(
  reader: TemplateReader,
  read: readonly ReadRow[],
  calendars: readonly Calendar[],
  defaultCalendarKey: string | null,
): Link[] {
  const activities = read.map(({ row }) => row as unknown as Activity)
  const byKey = new Map(activities.map(activity => [activity.rowKey as string, activity]))
  const codes = reader.codesOf('activity')
  const lagDays = lagDaysOf(activities, calendars, defaultCalendarKey)
  const isSummary = (key: string) => byKey.get(key)?.kind === 'wbsSummary'
  const links: Link[] = []
  const known = new Map<string, string>()
  for (const side of linkSides) {
    for (const { row, source } of read) {
      const text = cellText(source, side)
      if (text === null) continue
      const parsed = parseLinkText(text, codes)
      if ('problem' in parsed) {
        reader.note(source, side, parsed.problem)
        continue
      }
      for (const { code, kind, lag } of parsed.links) {
        const other = reader.keyOf('activity', code)
        if (other === null) {
          reader.note(source, side, unknownActivity(side, code, codes))
          continue
        }
        if (other === row.rowKey) {
          reader.note(source, side, { code: 'link-to-itself' })
          continue
        }
        if (isSummary(other) || isSummary(row.rowKey)) {
          const activity = isSummary(other) ? code : String(row.code)
          reader.note(source, side, { code: 'link-on-summary', data: { activity } })
          continue
        }
        const [before, after] = side === 'predecessors' ? [other, row.rowKey] : [row.rowKey, other]
        const index = String(links.length)
        const made = newLink(
          reader.projectId as RowKey<'project'>,
          namedKey('plumbline', reader.projectCode, 'link', before, after, kind, index),
          {
            predecessorKey: before as Link['predecessorKey'],
            successorKey: after as Link['successorKey'],
            kind,
            ...lagFromText(lag, lagDays.of(before)),
          },
        )
        const named = `${before}|${after}|${kind}`
        const twin = side === 'successors' ? known.get(named) : undefined
        if (twin === undefined) {
          links.push(made)
          known.set(named, identityOf(made))
        } else if (twin !== identityOf(made))
          reader.note(source, side, {
            code: 'link-lags-differ',
            data: { predecessor: String(row.code), successor: code },
          })
      }
    }
  }
  return links
}
