import type { Activity } from '#model/entities/activity.ts'
import type { WorkMinutes } from '#model/field.ts'
import type { DslibNetwork } from './dslib-activities.ts'
import { parseDslibDuration, type WorkMeasure } from './dslib-duration.ts'
import { noteAt, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import type { NotUsed } from './not-used.ts'

const columns = {
  optimisticDuration: 'optimistic',
  mostLikelyDuration: 'most_probable',
  pessimisticDuration: 'pessimistic',
} as const

/** Writes the three-point durations of the risk profiles into the activities. The numbers are percent of the planned duration, hours in a
 *  profile called absolute, and durations where a unit is written. */
export function addDslibRisk(
  table: DslibTable,
  rows: readonly DslibRow[],
  network: DslibNetwork,
  measure: WorkMeasure,
  notUsed: NotUsed[],
): void {
  let ofSummaries = 0
  const seen = new Map<string, number>()
  for (const row of rows) {
    const id = textOf(row, 'activity_id') ?? ''
    const copy = seen.get(id) ?? 0
    seen.set(id, copy + 1)
    const activity = network.activitiesOf(id)[copy]?.activity
    if (!activity) {
      ofSummaries++
      continue
    }
    const absolute = textOf(row, 'profile')?.includes('absolute') ?? false
    for (const [field, column] of Object.entries(columns) as [keyof typeof columns, string][])
      activity[field] = readPoint(table, row, column, activity, absolute, measure, notUsed)
  }
  if (ofSummaries > 0)
    notUsed.push({
      file: table.file,
      place: rows[0]?.sheet ?? textOf(rows[0] as DslibRow, 'project_id') ?? table.file,
      reason: { code: 'summary-values-not-used', data: { count: ofSummaries } },
    })
}

function readPoint(
  table: DslibTable,
  row: DslibRow,
  column: string,
  activity: Activity,
  absolute: boolean,
  measure: WorkMeasure,
  notUsed: NotUsed[],
): WorkMinutes | null {
  const text = textOf(row, column)
  if (text === null) return null
  const number = Number(text)
  if (Number.isFinite(number) && number >= 0)
    return Math.round(absolute ? number * 60 : (activity.duration * number) / 100) as WorkMinutes
  const minutes = parseDslibDuration(text, measure)
  if (minutes === null || minutes < 0)
    noteAt(notUsed, table, row, column, { code: 'value-unreadable', data: { column, value: text } })
  return minutes
}
