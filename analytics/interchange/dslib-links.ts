import { link as linkEntity, type Link } from '#model/entities/link.ts'
import type { RowKey, WorkMinutes } from '#model/field.ts'
import type { DslibNetwork } from './dslib-activities.ts'
import { parseDslibDuration, type WorkMeasure } from './dslib-duration.ts'
import { noteAt, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

const newLink = rowMaker(linkEntity)
const kinds = {
  FS: 'finishToStart',
  SS: 'startToStart',
  FF: 'finishToFinish',
  SF: 'startToFinish',
} as const
const onePredecessor = /^(\d+)\s*(FS|SS|FF|SF)?\s*(?:([+-])\s*(.+))?$/
const oneSuccessor = /^(FS|SS|FF|SF)?\s*(\d+)/

/** Links of the predecessor column, like `19FS;20FS-2w 4d`; a bare number means FS. What cannot be a link is noted with its row, and so
 *  are links that the successor column alone names. */
export function dslibLinks(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  rows: readonly DslibRow[],
  network: DslibNetwork,
  measure: WorkMeasure,
  notUsed: NotUsed[],
): Link[] {
  const links: Link[] = []
  const said = new Set<string>()
  const note = (row: DslibRow, reason: Parameters<typeof noteAt>[4]) =>
    noteAt(notUsed, table, row, 'predecessors', reason)
  const successors = new Map(network.activities.map(made => [made.row, made]))
  for (const row of rows) {
    const text = textOf(row, 'predecessors')
    if (text === null) continue
    const successor = successors.get(row)
    if (!successor) {
      note(row, { code: 'link-on-summary', data: { activity: textOf(row, 'activity_id') } })
      continue
    }
    for (const part of text.split(';').map(piece => piece.trim())) {
      if (part === '') continue
      const parts = onePredecessor.exec(part)
      const lag = parts && readLag(parts[3], parts[4], measure)
      if (!parts || !lag) {
        note(row, { code: 'links-unreadable', data: { value: text, part } })
        continue
      }
      const id = parts[1] as string
      const mark = (parts[2] ?? 'FS') as keyof typeof kinds
      said.add(`${id} ${mark} ${successor.id}`)
      const predecessor = network.byId.get(id)
      if (!predecessor) {
        const onSummary = network.summaryIds.has(id)
        note(
          row,
          onSummary
            ? { code: 'link-on-summary', data: { activity: id } }
            : { code: 'unknown-predecessor', data: { predecessor: id } },
        )
        continue
      }
      links.push(
        newLink(projectId, namedKey('dslib', code, 'link', String(row.line), String(links.length)), {
          predecessorKey: predecessor.activity.rowKey,
          successorKey: successor.activity.rowKey,
          kind: kinds[mark],
          ...lag,
        }),
      )
    }
  }
  notUsed.push(...successorOnly(code, table, rows, said))
  return links
}

function readLag(
  sign: string | undefined,
  text: string | undefined,
  measure: WorkMeasure,
): Pick<Link, 'lag' | 'lagKind'> | null {
  if (text === undefined) return { lag: 0 as WorkMinutes, lagKind: 'working' }
  const factor = sign === '-' ? -1 : 1
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text)
  if (percent)
    return { lag: (Math.round(Number(percent[1]) * 1000) * factor) as WorkMinutes, lagKind: 'percent' }
  const minutes = parseDslibDuration(text, measure)
  return minutes === null ? null : { lag: (minutes * factor) as WorkMinutes, lagKind: 'working' }
}

function successorOnly(
  code: string,
  table: DslibTable,
  rows: readonly DslibRow[],
  said: ReadonlySet<string>,
): NotUsed[] {
  const links: string[] = []
  for (const row of rows) {
    const id = textOf(row, 'activity_id') ?? ''
    for (const part of (textOf(row, 'successors') ?? '').split(';').map(piece => piece.trim())) {
      const parts = oneSuccessor.exec(part)
      if (part !== '' && !(parts && said.has(`${id} ${parts[1] ?? 'FS'} ${parts[2]}`)))
        links.push(`${id} ${part}`)
    }
  }
  if (links.length === 0) return []
  const reason = { code: 'successor-only-links', data: { count: links.length, links } } as const
  return [{ file: table.file, place: `${code}, successors`, reason }]
}
