import { workBetween } from '#calc/calendar.ts'
import type { Activity } from '#model/entities/activity.ts'
import {
  baseline as baselineEntity,
  baselineActivity as baselineActivityEntity,
  type Baseline,
  type BaselineActivity,
} from '#model/entities/baseline.ts'
import type { RowKey, WorkMinutes } from '#model/field.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { namedKey } from './named-key.ts'
import { rowMaker } from './row-maker.ts'
import { cellText, readCell } from './template-cells.ts'
import type { TemplateContexts } from './template-context.ts'
import type { ReadRow, TemplateReader } from './template-reader.ts'

const newBaseline = rowMaker(baselineEntity)
const newBaselineActivity = rowMaker(baselineActivityEntity)

/** Planned dates that a schedule of somebody's own carries, as a baseline: our dates are calculated. Where it has no duration, the working
 *  time between the dates becomes the activity's duration. Columns without dates give no baseline. */
export function templateBaseline(
  reader: TemplateReader,
  read: readonly ReadRow[],
  contexts: TemplateContexts,
): { baselines: Baseline[]; baselineActivities: BaselineActivity[] } {
  const projectId = reader.projectId as RowKey<'project'>
  const baseline = newBaseline(projectId, namedKey('plumbline', reader.projectCode, 'baseline'), {
    code: 'import',
    name: reader.file,
    number: 1,
    isCurrent: true,
  })
  const baselineActivities = read.flatMap(({ row, source }) => {
    const activity = row as unknown as Activity
    const context = contexts.of(activity.calendarKey, source.table.language)
    const dateOf = (name: 'start' | 'finish') =>
      (readCell(reader.file, source, name, context, reader.notUsed) ?? null) as PlanMinute | null
    const [start, finish] = keepOrder(reader, { row, source }, 'finish', dateOf('start'), dateOf('finish'))
    if (start === null && finish === null) return []
    if (start !== null && finish !== null && cellText(source, 'duration') === null)
      activity.duration = Math.max(
        0,
        workBetween(contexts.work(activity.calendarKey), start, finish),
      ) as WorkMinutes
    return [
      newBaselineActivity(projectId, namedKey('plumbline', reader.projectCode, 'baseline', activity.code), {
        baselineKey: baseline.rowKey,
        activityKey: activity.rowKey,
        start,
        finish,
        duration: activity.duration,
      }),
    ]
  })
  return { baselines: baselineActivities.length > 0 ? [baseline] : [], baselineActivities }
}

/** A finish before its start is noted and left out. */
export function keepOrder(
  reader: TemplateReader,
  { row, source }: ReadRow,
  field: string,
  start: PlanMinute | null,
  finish: PlanMinute | null,
): [PlanMinute | null, PlanMinute | null] {
  if (start === null || finish === null || finish >= start) return [start, finish]
  const data = { activity: String(row.code), start: formatMinute(start), finish: formatMinute(finish) }
  reader.note(source, field, { code: 'finish-before-start', data })
  return [start, null]
}
