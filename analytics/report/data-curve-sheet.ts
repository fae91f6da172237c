import type { WriteSheet } from 'hucre/xlsx'
import type { MinorUnits } from '#model/money.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import { dateFormat, numberStyle, styles } from './cell-styles.ts'
import {
  finishSerial,
  lastForecast,
  lastStatus,
  type ProjectBook,
  startSerial,
  withUnit,
} from './project-book.ts'
import { columnName, columnRange, SheetDraft } from './sheet-draft.ts'

/** Ranges of the curve data, ready for a chart; null where there is nothing to draw. */
export interface CurveRanges {
  planned: XyRange | null
  earned: XyRange | null
  actual: XyRange | null
  cone: { p10: XyRange; p50: XyRange; p90: XyRange } | null
  firstSerial: number
  lastSerial: number
}
export interface XyRange {
  dates: string
  values: string
}

/** Columns of the sheet by what they hold. */
export const curveColumns = { date: 0, planned: 1, earned: 2, actual: 3, scaled: 4, cone: 8 } as const

interface CurveRow {
  at: PlanMinute
  plannedValue: MinorUnits | null
  earnedValue: MinorUnits | null
  actualCost: MinorUnits | null
}

/** Cumulative planned value, earned value and actual cost by date, and the three rays of the forecast. */
export function dataCurveSheet(book: ProjectBook): { sheet: WriteSheet; ranges: CurveRanges } {
  const { words, scale, names } = book
  const draft = new SheetDraft(names.dataCurve, [12, 18, 18, 18, 14, 14, 14, 3, 12, 14, 12, 14, 12, 14])
  const heads = [
    words.date,
    ...[words.plannedValue, words.earnedValue, words.actualCost].map(name =>
      withUnit(book, name, scale.majorUnit),
    ),
    ...[words.plannedValue, words.earnedValue, words.actualCost].map(name =>
      withUnit(book, name, scale.scaledUnit),
    ),
  ]
  heads.forEach((text, column) => draft.put(0, column, text, styles.head))
  draft.height(0, 42)
  const rows = curveRows(book)
  rows.forEach((row, index) => {
    draft.put(index + 1, 0, startSerial(row.at), numberStyle(dateFormat))
    ;[row.plannedValue, row.earnedValue, row.actualCost].forEach((amount, at) => {
      const column = curveColumns.planned + at
      const shown = column + curveColumns.scaled - curveColumns.planned
      draft.put(
        index + 1,
        column,
        amount === null ? null : scale.major(amount),
        numberStyle(scale.majorFormat),
      )
      if (amount === null) draft.put(index + 1, shown, null, numberStyle(scale.scaledFormat))
      else
        draft.formula(
          index + 1,
          shown,
          `${columnName(column)}${index + 2}/${scale.divisor}`,
          scale.scaled(amount),
          numberStyle(scale.scaledFormat),
        )
    })
  })
  const cone = putCone(draft, book)
  return {
    sheet: draft.build({
      header: book.header,
      footer: book.footer,
      lastRow: Math.max(2, rows.length),
      repeatRows: 1,
      freezeColumns: 1,
      showsGrid: true,
    }),
    ranges: rangesOf(book, rows, cone),
  }
}

function curveRows({ data }: ProjectBook): CurveRow[] {
  const rows = new Map<number, CurveRow>()
  for (const { at, plannedValue } of data.plannedCurve)
    rows.set(at, { at, plannedValue, earnedValue: null, actualCost: null })
  for (const { statusAt, plannedValue, earnedValue, actualCost } of data.points) {
    const planned = rows.get(statusAt)?.plannedValue ?? plannedValue
    rows.set(statusAt, { at: statusAt, plannedValue: planned, earnedValue, actualCost })
  }
  return [...rows.values()].sort((a, b) => a.at - b.at)
}

function putCone(draft: SheetDraft, book: ProjectBook): CurveRanges['cone'] {
  const { data, scale, words, names } = book
  const from = lastStatus(data)
  const to = lastForecast(data)
  if (!from || !to || data.isFinished || from.actualCost === null || to.statusAt !== from.statusAt)
    return null
  const rays = [
    [words.coneP10, to.finishP10, to.costP10],
    [words.coneP50, to.finishP50, to.costP50],
    [words.coneP90, to.finishP90, to.costP90],
  ] as const
  const ranges = rays.map(([name, finish, cost], index): XyRange | null => {
    if (finish === null || cost === null) return null
    const column = curveColumns.cone + index * 2
    draft.put(0, column, `${name} ${words.date}`, styles.head)
    draft.put(0, column + 1, withUnit(book, name, scale.scaledUnit), styles.head)
    draft.put(1, column, startSerial(from.statusAt), numberStyle(dateFormat))
    draft.put(1, column + 1, scale.scaled(from.actualCost as MinorUnits), numberStyle(scale.scaledFormat))
    draft.put(2, column, finishSerial(finish), numberStyle(dateFormat))
    draft.put(2, column + 1, scale.scaled(cost), numberStyle(scale.scaledFormat))
    return {
      dates: columnRange(names.dataCurve, column, 1, 2),
      values: columnRange(names.dataCurve, column + 1, 1, 2),
    }
  })
  const [p10, p50, p90] = ranges
  return p10 && p50 && p90 ? { p10, p50, p90 } : null
}

function rangesOf(book: ProjectBook, rows: readonly CurveRow[], cone: CurveRanges['cone']): CurveRanges {
  const upTo = (field: 'plannedValue' | 'earnedValue' | 'actualCost', column: number): XyRange | null => {
    const last = rows.findLastIndex(row => row[field] !== null)
    if (last < 0) return null
    return {
      dates: columnRange(book.names.dataCurve, curveColumns.date, 1, last + 1),
      values: columnRange(book.names.dataCurve, column, 1, last + 1),
    }
  }
  const serials = [
    ...rows.map(row => startSerial(row.at)),
    ...(cone ? [finishSerial(lastForecast(book.data)?.finishP90 ?? null)] : []),
  ].filter(serial => serial !== null)
  return {
    planned: upTo('plannedValue', curveColumns.scaled),
    earned: upTo('earnedValue', curveColumns.scaled + 1),
    actual: upTo('actualCost', curveColumns.scaled + 2),
    cone,
    firstSerial: Math.min(...serials),
    lastSerial: Math.max(...serials),
  }
}
