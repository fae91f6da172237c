import { lagDaysOf } from '#calc/lag-days.ts'
import { lagFromText, parseLinkText } from '#calc/link-text.ts'
import type { Activity } from '#model/entities/activity.ts'
import type { Calendar } from '#model/entities/calendar.ts'
import { link as linkEntity, type Link } from '#model/entities/link.ts'
import type { RowKey } from '#model/field.ts'
import { namedKey } from './named-key.ts'
import { rowMaker } from './row-maker.ts'
import { cellText } from './template-cells.ts'
import type { ReadRow, TemplateReader } from './template-reader.ts'

const newLink = rowMaker(linkEntity)

/** Links of the predecessor cells. One to an unknown activity, to itself or on a summary is noted and the others of the cell are kept. */
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
  for (const { row, source } of read) {
    const text = cellText(source, 'predecessors')
    if (text === null) continue
    const parsed = parseLinkText(text, codes)
    if ('problem' in parsed) {
      reader.note(source, 'predecessors', parsed.problem)
      continue
    }
    for (const { code, kind, lag } of parsed.links) {
      const predecessor = reader.keyOf('activity', code)
      if (predecessor === null)
        reader.note(source, 'predecessors', { code: 'unknown-predecessor', data: { predecessor: code } })
      else if (predecessor === row.rowKey) reader.note(source, 'predecessors', { code: 'link-to-itself' })
      else if (isSummary(predecessor) || isSummary(row.rowKey))
        reader.note(source, 'predecessors', {
          code: 'link-on-summary',
          data: { activity: isSummary(predecessor) ? code : String(row.code) },
        })
      else
        links.push(
          newLink(
            reader.projectId as RowKey<'project'>,
            namedKey(
              'plumbline',
              reader.projectCode,
              'link',
              predecessor,
              row.rowKey,
              kind,
              String(links.length),
            ),
            {
              predecessorKey: predecessor as Link['predecessorKey'],
              successorKey: row.rowKey as Link['successorKey'],
              kind,
              ...lagFromText(lag, lagDays.of(predecessor)),
            },
          ),
        )
    }
  }
  return links
}
