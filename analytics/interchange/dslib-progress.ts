import { costEntry as costEntryEntity, type CostEntry } from '#model/entities/cost-entry.ts'
import { progressRecord as recordEntity, type ProgressRecord } from '#model/entities/progress-record.ts'
import type { Ratio, RowKey, WorkMinutes } from '#model/field.ts'
import { roundToMinor, type MinorUnits } from '#model/money.ts'
import { finishDayOf, type PlanMinute } from '#model/plan-time.ts'
import { finishOf, type DslibActivity, type DslibNetwork } from './dslib-activities.ts'
import type { DslibCalendar } from './dslib-calendar.ts'
import { currency } from './dslib-costs.ts'
import { dateOf } from './dslib-date.ts'
import { parseDslibDuration } from './dslib-duration.ts'
import { noteAt, numberOf, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

const newRecord = rowMaker(recordEntity)
const newEntry = rowMaker(costEntryEntity)

export interface DslibProgress {
  records: ProgressRecord[]
  /** What the actual cost of an activity grew by from one status date to the next. */
  entries: CostEntry[]
  /** The newest record of each activity by row key. */
  newest: Map<string, ProgressRecord>
}

/** What was known of each activity at each status date. Rows come in the order of the periods; `statusAt` gives the date of a period.
 *  The finish is the actual start plus the actual duration where the work is done. */
export function dslibProgress(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  rows: readonly DslibRow[],
  network: DslibNetwork,
  calendar: DslibCalendar,
  statusAt: ReadonlyMap<string, PlanMinute>,
  notUsed: NotUsed[],
): DslibProgress {
  const progress: DslibProgress = { records: [], entries: [], newest: new Map() }
  let ofSummaries = 0
  const undated = new Map<string, number>()
  let seen = new Map<string, number>()
  let period: string | null = null
  for (const row of rows) {
    const rowPeriod = textOf(row, 'period') ?? ''
    if (rowPeriod !== period) {
      period = rowPeriod
      seen = new Map()
    }
    const id = textOf(row, 'activity_id') ?? ''
    const copy = seen.get(id) ?? 0
    seen.set(id, copy + 1)
    const made = network.activitiesOf(id)[copy]
    const at = statusAt.get(period)
    if (!made) {
      if (network.summaryIds.has(id)) ofSummaries++
      else
        noteAt(notUsed, table, row, 'activity_id', {
          code: 'reference-unknown',
          data: { label: 'activity_id', value: id },
        })
      continue
    }
    if (at === undefined) {
      undated.set(period, (undated.get(period) ?? 0) + 1)
      continue
    }
    const record = readRecord(projectId, code, table, row, made, calendar, at, notUsed)
    progress.records.push(record)
    addEntry(progress, code, made, record, period)
    progress.newest.set(made.activity.rowKey, record)
  }
  for (const [name, count] of undated)
    notUsed.push({
      file: table.file,
      place: `${code}, period ${name}`,
      reason: { code: 'period-without-date', data: { period: name, count } },
    })
  if (ofSummaries > 0)
    notUsed.push({
      file: table.file,
      place: code,
      reason: { code: 'summary-values-not-used', data: { count: ofSummaries } },
    })
  return progress
}

function readRecord(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  row: DslibRow,
  { activity }: DslibActivity,
  calendar: DslibCalendar,
  statusAt: PlanMinute,
  notUsed: NotUsed[],
): ProgressRecord {
  const money = (column: string): MinorUnits | null => {
    const value = numberOf(table, row, column, notUsed)
    return value === null ? null : roundToMinor(value, currency)
  }
  const actualStart = dateOf(table, row, 'actual_start', 'start', calendar, notUsed)
  const actualDuration = durationOf(table, row, 'actual_duration_text', calendar, notUsed)
  const completeRatio = ratioOf(table, row, 'pct_complete', notUsed)
  const isDone = textOf(row, 'status') === 'Finished' || completeRatio === 1
  const hasFinish = isDone && actualStart !== null && actualDuration !== null
  return newRecord(
    projectId,
    namedKey('dslib', code, 'progress', activity.code, textOf(row, 'period') ?? ''),
    {
      activityKey: activity.rowKey,
      statusAt,
      actualStart,
      actualFinish: hasFinish ? finishOf(actualStart, actualDuration, calendar) : null,
      actualDuration,
      remainingDuration: durationOf(table, row, 'remaining_duration_text', calendar, notUsed),
      completeRatio,
      plannedValue: money('pv'),
      earnedValue: money('ev'),
      actualCost: money('actual_cost'),
    },
  )
}

function durationOf(
  table: DslibTable,
  row: DslibRow,
  column: string,
  calendar: DslibCalendar,
  notUsed: NotUsed[],
): WorkMinutes | null {
  const text = textOf(row, column)
  if (text === null) return null
  const duration = parseDslibDuration(text, calendar.measure)
  if (duration === null)
    noteAt(notUsed, table, row, column, { code: 'value-unreadable', data: { column, value: text } })
  return duration
}

function ratioOf(table: DslibTable, row: DslibRow, column: string, notUsed: NotUsed[]): Ratio | null {
  const value = numberOf(table, row, column, notUsed)
  if (value === null || (value >= 0 && value <= 1)) return value as Ratio | null
  noteAt(notUsed, table, row, column, { code: 'ratio-out-of-range', data: { label: column, value } })
  return null
}

function addEntry(
  progress: DslibProgress,
  code: string,
  { activity }: DslibActivity,
  record: ProgressRecord,
  period: string,
): void {
  const before = progress.newest.get(activity.rowKey)?.actualCost ?? 0
  const amount = ((record.actualCost ?? before) - before) as MinorUnits
  if (amount === 0) return
  progress.entries.push(
    newEntry(activity.projectId, namedKey('dslib', code, 'cost', activity.code, period), {
      bookedOn: finishDayOf(record.statusAt),
      activityKey: activity.rowKey,
      kind: 'other',
      amount,
      sourceDocument: `TP${period}`,
    }),
  )
}
