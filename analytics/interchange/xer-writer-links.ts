import type { Link } from '#model/entities/link.ts'
import type { Plan } from '#model/plan.ts'
import type { P6Ids } from './xer-writer-ids.ts'
import { p6Hours, p6Table, type P6Table } from './xer-writer-table.ts'

const kinds = {
  finishToStart: 'PR_FS',
  startToStart: 'PR_SS',
  finishToFinish: 'PR_FF',
  startToFinish: 'PR_SF',
} as const
const columns = [
  'task_pred_id',
  'task_id',
  'pred_task_id',
  'proj_id',
  'pred_proj_id',
  'pred_type',
  'lag_hr_cnt',
] as const

/** TASKPRED. A lag in percent becomes the hours it comes to now; a link to an activity of another project is left out. */
export function linkTable(plan: Plan, ids: P6Ids): P6Table {
  const durationOf = new Map<string, number>(plan.activities.map(one => [one.rowKey, one.duration]))
  return p6Table(
    'TASKPRED',
    columns,
    plan.links.flatMap(link => {
      const task_id = ids.activity.get(link.successorKey)
      const pred_task_id = ids.activity.get(link.predecessorKey)
      if (task_id === undefined || pred_task_id === undefined) return []
      return [
        {
          task_pred_id: ids.link.get(link.rowKey) as string,
          task_id,
          pred_task_id,
          proj_id: ids.project,
          pred_proj_id: ids.project,
          pred_type: kinds[link.kind],
          lag_hr_cnt: p6Hours(lagOf(link, durationOf.get(link.predecessorKey) ?? 0)),
        },
      ]
    }),
  )
}

/** Percent lags are thousandths of a percent of the predecessor's duration. */
function lagOf({ lag, lagKind }: Link, duration: number): number {
  return lagKind === 'percent' ? Math.round((lag / 100_000) * duration) : lag
}
