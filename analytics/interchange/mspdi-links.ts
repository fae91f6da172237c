import type { PlanMinute } from '#model/plan-time.ts'
import { link as linkEntity, type Link } from '#model/entities/link.ts'
import { isElapsedFormat, isPercentFormat } from './mspdi-duration.ts'
import type { MspdiScope } from './mspdi-scope.ts'
import type { MspdiTask, MspdiTasks } from './mspdi-tasks.ts'
import { rowMaker } from './row-maker.ts'
import type { XmlRecord } from './xml-records.ts'

const kinds = {
  '0': 'finishToFinish',
  '1': 'finishToStart',
  '2': 'startToFinish',
  '3': 'startToStart',
} as const
const mostLag = 2_147_483_647
const makeLink = rowMaker(linkEntity)

/** The links of all tasks, each written with its successor. Lag is in tenths of a minute, or in percent of the predecessor. A link to a task the file does
 *  not hold is left out and named; one to an inactive task goes with it, one to a task of another file leaves an earliest start. */
export function mspdiLinks({ tasks, leftOut, external }: MspdiTasks, scope: MspdiScope): Link[] {
  const byUid = new Map(tasks.map(task => [task.uid, task]))
  const links: Link[] = []
  const seen = new Map<string, number>()
  for (const successor of tasks) {
    for (const record of successor.record.records('PredecessorLink')) {
      const uid = record.text('PredecessorUID')
      for (const field of ['Type', 'LinkLag', 'LagFormat', 'CrossProject']) record.has(field)
      const predecessor = byUid.get(uid)
      if (!predecessor) {
        const dates = external.get(uid)
        if (dates) holdForExternal(record, dates, successor)
        if (leftOut.has(uid)) continue
        const data = { element: 'PredecessorLink', field: 'PredecessorUID', value: uid }
        scope.reader.leaveOut({ code: 'xml-reference-missing', data }, record.line)
        continue
      }
      const pair = `${uid}-${successor.uid}`
      const times = (seen.get(pair) ?? 0) + 1
      seen.set(pair, times)
      links.push(
        makeLink(scope.projectId, scope.key<'link'>('L', times === 1 ? pair : `${pair}-${times}`), {
          predecessorKey: predecessor.activity.rowKey,
          successorKey: successor.activity.rowKey,
          kind: scope.reader.choice(record, 'Type', kinds, 'finishToStart'),
          ...lagOf(record, predecessor, successor, scope),
        }),
      )
    }
  }
  return links
}

/** What a task of another file demands stays as the earliest start of its successor, as far as a link to a start without working lag says it. */
function holdForExternal(
  record: XmlRecord,
  { start, finish }: { start: PlanMinute | null; finish: PlanMinute | null },
  { activity }: MspdiTask,
): void {
  const type = record.text('Type') || '1'
  const lag = record.number('LinkLag') ?? 0
  const isElapsed = isElapsedFormat(record.number('LagFormat'))
  const date = type === '1' ? finish : type === '3' ? start : null
  if (date === null || (lag !== 0 && !isElapsed)) return
  const earliest = (date + Math.round(lag / 10)) as PlanMinute
  activity.externalEarlyStart = Math.max(earliest, activity.externalEarlyStart ?? earliest) as PlanMinute
}

function lagOf(
  record: XmlRecord,
  predecessor: MspdiTask,
  successor: MspdiTask,
  scope: MspdiScope,
): Pick<Link, 'lag' | 'lagKind'> {
  const written = record.number('LinkLag') ?? 0
  const format = record.number('LagFormat')
  const lag = (minutes: number) => {
    const whole = Math.sign(minutes) * Math.round(Math.abs(minutes))
    if (Math.abs(whole) <= mostLag) return (whole === 0 ? 0 : whole) as Link['lag']
    const data = { element: 'PredecessorLink', field: 'LinkLag', value: record.text('LinkLag').slice(0, 60) }
    scope.reader.leaveOut({ code: 'xml-value-unreadable', data }, record.line)
    return 0 as Link['lag']
  }
  if (!isPercentFormat(format))
    return { lag: lag(written / 10), lagKind: isElapsedFormat(format) ? 'elapsed' : 'working' }
  if (!isElapsedFormat(format)) return { lag: lag(written * 1000), lagKind: 'percent' }
  const minutes = lag((predecessor.activity.duration * written) / 100)
  const data = { task: successor.activity.name, minutes }
  scope.reader.leaveOut({ code: 'mspdi-lag-elapsed-percent', data }, record.line)
  return { lag: minutes, lagKind: 'elapsed' }
}
