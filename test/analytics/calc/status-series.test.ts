import { describe, expect, test } from 'vitest'
import { readStatusSeries } from '#calc/status-series.ts'
import type { StatusSnapshot } from '#model/entities/status-snapshot.ts'
import type { MinorUnits } from '#model/money.ts'
import { describeProblem } from '#model/problems.ts'
import { minute, smallPlan } from '../../support/small-plan.ts'

type Row = [date: string, planned: number | null, earned: number | null, actual: number | null]
const snapshots = (rows: Row[]): StatusSnapshot[] =>
  smallPlan({
    statusSnapshots: rows.map(([date, plannedValue, earnedValue, actualCost], i) => ({
      rowKey: `s${i}`,
      statusAt: minute(`${date}T17:00`),
      plannedValue,
      earnedValue,
      actualCost,
    })),
  }).statusSnapshots
const read = (rows: Row[], dataDate: string | null = null) =>
  readStatusSeries(snapshots(rows), 100_00 as MinorUnits, dataDate === null ? null : minute(dataDate), 'CNY')
const codes = (rows: Row[], dataDate: string | null = null) =>
  read(rows, dataDate).findings.map(row => row.code)

const month = (n: number) => `2026-${String(n).padStart(2, '0')}-28`
const steady = (months: number[]): Row[] => months.map(n => [month(n), n * 10_00, n * 10_00, n * 9_00])

describe('statuses for a forecast', () => {
  test('in order and complete are used as they are', () => {
    expect(codes(steady([1, 2, 3, 4]))).toEqual([])
    expect(read(steady([1, 2, 3, 4])).points).toHaveLength(4)
  })
  test('out of order are sorted by date and named', () => {
    const { points, findings } = read(steady([1, 3, 2, 4]))
    expect(points.map(point => point.earnedValue)).toEqual([10_00, 20_00, 30_00, 40_00])
    expect(findings.map(row => [row.code, row.at?.rowKey])).toEqual([['status-dates-out-of-order', 's2']])
  })
  test('of one date count once, the last of them', () => {
    const { points, findings } = read([...steady([1, 2]), [month(2), 20_00, 25_00, 19_00]])
    expect(points.map(point => point.earnedValue)).toEqual([10_00, 25_00])
    expect(findings.map(row => row.code)).toEqual(['status-date-repeated'])
  })
  test('with earned value above the budget count the budget', () => {
    const { points, findings } = read([...steady([1, 2]), [month(3), 90_00, 120_00, 80_00]])
    expect(points.at(-1)?.earnedValue).toBe(100_00)
    expect(findings.map(row => row.code)).toEqual(['earned-above-budget'])
    expect(describeProblem(findings[0] as never, 'zh')).toContain('120')
  })
  test('told in another currency or unit are left out and named', () => {
    const rows = snapshots(steady([1, 2, 3]))
    const inThousands = { ...rows[0], budgetAtCompletion: 10 } as StatusSnapshot
    const found = readStatusSeries([inThousands, ...rows.slice(1)], 100_00 as MinorUnits, null, 'CNY')
    expect(found.points).toHaveLength(2)
    expect(found.findings.map(row => row.code)).toEqual(['status-unit-changed'])
  })
  test('with falling actual cost or earned value are used and named', () => {
    expect(codes([...steady([1, 2]), [month(3), 30_00, 30_00, 5_00]])).toEqual(['actual-cost-falls'])
    expect(codes([...steady([1, 2]), [month(3), 30_00, 15_00, 27_00]])).toEqual(['earned-value-falls'])
  })
  test('with a long gap say where periods are missing', () => {
    const { findings } = read(steady([1, 2, 3, 4, 8]))
    expect(findings.map(row => [row.code, row.data?.['from']])).toEqual([
      ['status-period-missing', '2026-04-28T17:00'],
    ])
  })
  test('without an amount, or after the data date, are left out and named', () => {
    expect(codes([...steady([1]), [month(2), null, 20_00, 18_00]])).toEqual(['status-value-missing'])
    const late = read(steady([1, 2, 3]), '2026-02-28T17:00')
    expect(late.points).toHaveLength(2)
    expect(late.findings.map(row => row.code)).toEqual(['status-after-data-date'])
  })
})
