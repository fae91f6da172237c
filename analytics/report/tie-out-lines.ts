import { costKinds } from '#model/entities/resource.ts'
import { dateFormat } from './cell-styles.ts'
import { curveColumns } from './data-curve-sheet.ts'
import { peakColumn, resourceWeeks } from './data-resource-sheet.ts'
import { trendColumns } from './data-trend-sheet.ts'
import { finishSerial, lastStatus, type ProjectBook, startSerial } from './project-book.ts'
import { cellAt, columnRange } from './sheet-draft.ts'
import type { TieOutName } from './trend-data.ts'

/** One line of the tie-out: a formula over the data sheets, what it comes to now, and the figure of the separate query, both in
 *  the unit of the sheet. */
export interface TieOutLine {
  label: string
  formula: string
  result: number
  figure: number
  format: string
}

/** The lines of a project whose figure the separate reading knows. */
export function tieOutLines(book: ProjectBook): TieOutLine[] {
  return [...statusLines(book), ...costLines(book), ...forecastLines(book), ...loadLines(book)]
}

function statusLines(book: ProjectBook): TieOutLine[] {
  const { data, words, names, scale, language } = book
  const last = data.points.length
  const isZh = language === 'zh'
  if (last === 0) return []
  const column = (at: number) => columnRange(names.dataTrend, at, 1, last)
  const sum = (field: 'earnedValue' | 'actualCost') =>
    data.points.reduce((total, point) => total + (point[field] ?? 0), 0)
  const status = lastStatus(data)
  const row = status ? data.points.indexOf(status) + 1 : last
  const at = (name: number) => cellAt(names.dataTrend, name, row)
  const inMajor = (amount: number | null | undefined) =>
    amount == null ? null : scale.major(amount as never)
  const money = scale.majorFormat
  const statusSerial = startSerial(status?.statusAt ?? null)
  const curveRow = data.plannedCurve.length
  return [
    line(
      book,
      'statusCount',
      isZh ? '检查日期数' : 'Data dates',
      `COUNT(${column(trendColumns.earned)})`,
      count(book),
      '0',
      figure => figure,
    ),
    line(
      book,
      'earnedValueSum',
      isZh ? '各期挣值之和' : 'Sum of earned value over the periods',
      `SUM(${column(trendColumns.earned)})`,
      inMajor(sum('earnedValue')),
      money,
      inMajor,
    ),
    line(
      book,
      'actualCostSum',
      isZh ? '各期实际成本之和' : 'Sum of actual cost over the periods',
      `SUM(${column(trendColumns.actual)})`,
      inMajor(sum('actualCost')),
      money,
      inMajor,
    ),
    line(
      book,
      'budgetAtCompletion',
      words.budgetAtCompletion,
      at(trendColumns.budget),
      inMajor(status?.budgetAtCompletion),
      money,
      inMajor,
    ),
    line(
      book,
      'plannedValue',
      words.plannedValue,
      at(trendColumns.planned),
      inMajor(status?.plannedValue),
      money,
      inMajor,
    ),
    line(
      book,
      'earnedValue',
      words.earnedValue,
      at(trendColumns.earned),
      inMajor(status?.earnedValue),
      money,
      inMajor,
    ),
    line(
      book,
      'actualCost',
      words.actualCost,
      `LOOKUP(${statusSerial},${columnRange(names.dataCurve, curveColumns.date, 1, Math.max(1, curveDates(book)))},${columnRange(names.dataCurve, curveColumns.actual, 1, Math.max(1, curveDates(book)))})`,
      inMajor(status?.actualCost),
      money,
      inMajor,
    ),
    curveRow === 0
      ? []
      : line(
          book,
          'plannedValueAtEnd',
          isZh ? '计划值曲线终点' : 'End of the planned value curve',
          `MAX(${columnRange(names.dataCurve, curveColumns.planned, 1, curveDates(book))})`,
          inMajor(data.plannedCurve.at(-1)?.plannedValue),
          money,
          inMajor,
        ),
  ].flat()
}

function costLines(book: ProjectBook): TieOutLine[] {
  const { data, words, names, scale, language } = book
  const inMajor = (amount: number) => scale.major(amount as never)
  return data.costs.flatMap(({ kind, budget, actual }, index) => {
    const name = costKinds[kind][language]
    const key = `${kind[0]?.toUpperCase()}${kind.slice(1)}`
    const gap = language === 'zh' ? '' : ' '
    return [
      ...line(
        book,
        `budget${key}` as TieOutName,
        `${words.budget}${gap}${name}`,
        cellAt(names.dataCost, 1, index + 1),
        inMajor(budget),
        scale.majorFormat,
        inMajor,
      ),
      ...line(
        book,
        `actual${key}` as TieOutName,
        `${words.actual}${gap}${name}`,
        cellAt(names.dataCost, 2, index + 1),
        inMajor(actual),
        scale.majorFormat,
        inMajor,
      ),
    ]
  })
}

function forecastLines(book: ProjectBook): TieOutLine[] {
  const { data, words, names, scale } = book
  const row = data.points.findLastIndex(point => point.finishP50 !== null)
  const point = data.points[row]
  if (!point) return []
  return [
    ...line(
      book,
      'finishP50',
      words.finishP50,
      cellAt(names.dataTrend, trendColumns.finishP50, row + 1),
      finishSerial(point.finishP50),
      dateFormat,
      figure => finishSerial(figure as never),
    ),
    ...line(
      book,
      'costP50',
      words.costP50,
      cellAt(names.dataTrend, trendColumns.costP50, row + 1),
      point.costP50 === null ? null : scale.major(point.costP50),
      scale.majorFormat,
      figure => scale.major(figure as never),
    ),
  ]
}

function loadLines(book: ProjectBook): TieOutLine[] {
  const { data, names, language } = book
  const weeks = resourceWeeks(data.resources).length
  if (weeks === 0) return []
  const ranges = data.resources.map((_, index) =>
    columnRange(names.dataResource, peakColumn(index) + 2, 1, weeks),
  )
  const total = data.resources.reduce(
    (sum, row) => sum + row.weeks.reduce((own, week) => own + week.quantity, 0),
    0,
  )
  const label = language === 'zh' ? '所列资源各周用量之和' : 'Quantity of the resources shown, all weeks'
  return line(
    book,
    'loadQuantity',
    label,
    `SUM(${ranges.join(',')})`,
    total / 1000,
    '#,##0.000',
    figure => figure / 1000,
  )
}

function count({ data }: ProjectBook): number {
  return data.points.filter(point => point.earnedValue !== null).length
}

/** Rows of the curve sheet: every date of the curve or of a status. */
function curveDates({ data }: ProjectBook): number {
  return new Set([...data.plannedCurve.map(row => row.at), ...data.points.map(row => row.statusAt)]).size
}

function line(
  { data }: ProjectBook,
  name: TieOutName,
  label: string,
  formula: string,
  result: number | null,
  format: string,
  toSheet: (figure: number) => number | null,
): TieOutLine[] {
  const raw = data.tieOut[name]
  const figure = raw === null ? null : toSheet(raw)
  return figure === null || result === null ? [] : [{ label, formula, result, figure, format }]
}
