import { statusSnapshot as snapshotEntity, type StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { RowKey } from '#model/field.ts'
import { roundToMinor, type MinorUnits } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import type { DslibCalendar } from './dslib-calendar.ts'
import { currency } from './dslib-costs.ts'
import { dateOf } from './dslib-date.ts'
import { noteAt, numberOf, textOf, type DslibRow, type DslibTable } from './dslib-table.ts'
import { namedKey } from './named-key.ts'
import type { NotUsed } from './not-used.ts'
import { rowMaker } from './row-maker.ts'

const newSnapshot = rowMaker(snapshotEntity)

/** The release's own figures of each status date, with the budget they refer to. */
export function dslibPeriods(
  projectId: RowKey<'project'>,
  code: string,
  table: DslibTable,
  rows: readonly DslibRow[],
  calendar: DslibCalendar,
  budget: MinorUnits,
  notUsed: NotUsed[],
): StatusSnapshot[] {
  const used = new Set<string>()
  let latest: PlanMinute | null = null
  return rows.flatMap(row => {
    const number = (column: string) => numberOf(table, row, column, notUsed)
    const money = (column: string): MinorUnits | null => {
      const value = number(column)
      return value === null ? null : roundToMinor(value, currency)
    }
    const statusAt = dateOf(table, row, 'status_date', 'finish', calendar, notUsed)
    if (statusAt === null) {
      noteAt(notUsed, table, row, 'status_date', { code: 'value-missing', data: { label: 'status_date' } })
      return []
    }
    if (latest !== null && statusAt < latest)
      noteAt(notUsed, table, row, 'status_date', {
        code: 'status-dates-out-of-order',
        data: { date: formatMinute(statusAt) },
      })
    else latest = statusAt
    const earnedValue = money('ev')
    const named = textOf(row, 'period') ?? String(row.line)
    const period = used.has(named) ? `${named} (${row.line})` : named
    if (period !== named)
      noteAt(notUsed, table, row, 'period', { code: 'code-repeated', data: { code: named, used: period } })
    used.add(period)
    return [
      newSnapshot(projectId, namedKey('dslib', code, 'period', period), {
        statusAt,
        origin: 'imported',
        periodName: textOf(row, 'period_name'),
        budgetAtCompletion: budget,
        plannedValue: money('pv'),
        earnedValue,
        actualCost: money('ac'),
        earnedSchedule: dateOf(table, row, 'es_date', 'finish', calendar, notUsed),
        costPerformance: number('cpi'),
        schedulePerformance: number('spi'),
        schedulePerformanceTime: number('spi_t'),
        completeRatio: earnedValue === null || budget === 0 ? null : earnedValue / budget,
      }),
    ]
  })
}

/** The status date of every period by its number; whoever has progress without a date says so. */
export function statusDates(
  table: DslibTable,
  rows: readonly DslibRow[],
  calendar: DslibCalendar,
  notUsed: NotUsed[],
): Map<string, PlanMinute> {
  const dates = new Map<string, PlanMinute>()
  for (const row of rows) {
    const statusAt = dateOf(table, row, 'status_date', 'finish', calendar, notUsed)
    if (statusAt !== null) dates.set(textOf(row, 'period') ?? '', statusAt)
  }
  return dates
}
