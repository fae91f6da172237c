import type { Link } from '#model/entities/link.ts'
import type { RowKey } from '#model/field.ts'
import type { XerReader } from './xer-rows.ts'
import { keyOf } from './xer-scope.ts'

const kinds = {
  PR_FS: 'finishToStart',
  PR_SS: 'startToStart',
  PR_FF: 'finishToFinish',
  PR_SF: 'startToFinish',
} as const

/** Where an activity of the file went. */
export interface XerActivityPlace {
  key: RowKey<'activity'>
  /** `proj_id` of its project. */
  xerId: string
  projectId: RowKey<'project'>
}

/** Links by `proj_id` of their successor. One whose end the file does not hold is left out and named. */
export function readLinks(
  reader: XerReader,
  places: ReadonlyMap<string, XerActivityPlace>,
): Map<string, Link[]> {
  const links = new Map<string, Link[]>()
  const seen = new Set<string>()
  for (const row of reader.rows('TASKPRED')) {
    const ends = { task_id: row.text('task_id'), pred_task_id: row.text('pred_task_id') }
    // The projects of both ends are known from the activities themselves.
    row.text('proj_id')
    row.text('pred_proj_id')
    const successor = places.get(ends.task_id)
    const predecessor = places.get(ends.pred_task_id)
    const kind = reader.choice(row, 'TASKPRED', 'pred_type', kinds, 'finishToStart')
    const lag = row.minutes('lag_hr_cnt') ?? 0
    if (!successor || !predecessor) {
      const column = successor ? 'pred_task_id' : 'task_id'
      reader.leaveOut(
        { code: 'xer-reference-missing', data: { table: 'TASKPRED', column, value: ends[column] } },
        row.line,
      )
      continue
    }
    const id = row.text('task_pred_id') || `${ends.pred_task_id}-${ends.task_id}-${kind}`
    if (seen.has(id)) {
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'TASKPRED', id } }, row.line)
      continue
    }
    seen.add(id)
    const own = links.get(successor.xerId) ?? []
    links.set(successor.xerId, own)
    own.push({
      projectId: successor.projectId,
      rowKey: keyOf<'link'>(successor, 'L', id),
      predecessorKey: predecessor.key,
      successorKey: successor.key,
      kind,
      lag: lag as Link['lag'],
      lagKind: 'working',
    })
  }
  return links
}
