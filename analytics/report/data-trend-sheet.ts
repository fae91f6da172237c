import type { CellStyle, WriteSheet } from 'hucre/xlsx'
import { dateFormat, indexFormat, numberStyle, styles } from './cell-styles.ts'
import { finishSerial, type ProjectBook, startSerial, withUnit } from './project-book.ts'
import { SheetDraft } from './sheet-draft.ts'

/** Columns of the trend data by what they hold; rows of data begin at row 1. */
export const trendColumns = {
  statusAt: 0,
  budget: 1,
  planned: 2,
  earned: 3,
  actual: 4,
  cpi: 5,
  spi: 6,
  spit: 7,
  one: 8,
  plannedFinish: 9,
  calculatedFinish: 10,
  finishP10: 11,
  finishP50: 12,
  finishP80: 13,
  finishP90: 14,
  costP50: 15,
  costP80: 16,
} as const

/** One row per data date: money, indices and the finish forecast then. */
export function dataTrendSheet(book: ProjectBook): WriteSheet {
  const { data, words, scale, names } = book
  const draft = new SheetDraft(
    names.dataTrend,
    [12, 17, 17, 17, 17, 14, 14, 14, 12, 12, 12, 12, 12, 12, 12, 17, 17],
  )
  const inMajor = (name: string) => withUnit(book, name, scale.majorUnit)
  const heads = [
    words.dataDate,
    inMajor(words.budgetAtCompletion),
    inMajor(words.plannedValue),
    inMajor(words.earnedValue),
    inMajor(words.actualCost),
    words.cpi,
    words.spi,
    words.spit,
    words.onPlan,
    words.plannedFinish,
    words.calculatedFinish,
    words.finishP10,
    words.finishP50,
    words.finishP80,
    words.finishP90,
    inMajor(words.costP50),
    inMajor(words.costP80),
  ]
  heads.forEach((text, column) => draft.put(0, column, text, styles.head))
  draft.height(0, 42)
  const money = numberStyle(scale.majorFormat)
  const day = numberStyle(dateFormat)
  const index = numberStyle(indexFormat)
  data.points.forEach((point, at) => {
    const row = at + 1
    const put = (column: number, value: number | null, style: CellStyle) =>
      draft.put(row, column, value, style)
    put(trendColumns.statusAt, startSerial(point.statusAt), day)
    const amounts = [
      [trendColumns.budget, point.budgetAtCompletion],
      [trendColumns.planned, point.plannedValue],
      [trendColumns.earned, point.earnedValue],
      [trendColumns.actual, point.actualCost],
      [trendColumns.costP50, point.costP50],
      [trendColumns.costP80, point.costP80],
    ] as const
    for (const [column, amount] of amounts) put(column, amount === null ? null : scale.major(amount), money)
    putRatio(draft, row, trendColumns.cpi, `D${row + 1}/E${row + 1}`, point.costPerformance, index)
    putRatio(draft, row, trendColumns.spi, `D${row + 1}/C${row + 1}`, point.schedulePerformance, index)
    put(trendColumns.spit, point.schedulePerformanceTime, index)
    put(trendColumns.one, 1, index)
    put(trendColumns.plannedFinish, finishSerial(data.plannedFinish), day)
    put(trendColumns.calculatedFinish, finishSerial(point.calculatedFinish), day)
    put(trendColumns.finishP10, finishSerial(point.finishP10), day)
    put(trendColumns.finishP50, finishSerial(point.finishP50), day)
    put(trendColumns.finishP80, finishSerial(point.finishP80), day)
    put(trendColumns.finishP90, finishSerial(point.finishP90), day)
  })
  return draft.build({
    header: book.header,
    footer: book.footer,
    lastRow: Math.max(1, data.points.length),
    repeatRows: 1,
    freezeColumns: 1,
    showsGrid: true,
  })
}

/** A ratio the workbook works out itself where it is defined. */
function putRatio(
  draft: SheetDraft,
  row: number,
  column: number,
  formula: string,
  value: number | null,
  style: CellStyle,
): void {
  if (value === null) draft.put(row, column, null, style)
  else draft.formula(row, column, formula, value, style)
}
