import type { WriteSheet } from 'hucre/xlsx'
import { colours } from './cell-styles.ts'
import { chartLook, chartPage, type ChartSeries } from './chart-page.ts'
import { dot } from './curve-page.ts'
import { trendColumns } from './data-trend-sheet.ts'
import { dateAxis, valueAxis } from './date-axis.ts'
import { type ProjectBook, startSerial } from './project-book.ts'
import { readPerformance } from './read-performance.ts'
import { columnRange } from './sheet-draft.ts'
import type { TrendPoint } from './trend-data.ts'

/** CPI and SPI(t) by data date against 1. */
export function performancePage(book: ProjectBook): WriteSheet {
  const { data, words, names } = book
  const drawn = (
    [
      ['costPerformance', trendColumns.cpi],
      ['schedulePerformanceTime', trendColumns.spit],
    ] as const
  ).filter(([field]) => data.points.some(point => point[field] !== null))
  const last = data.points.length
  const dates = columnRange(names.dataTrend, trendColumns.statusAt, 1, last)
  const line = (column: number): Pick<ChartSeries, 'categories' | 'values'> => ({
    categories: dates,
    values: columnRange(names.dataTrend, column, 1, last),
  })
  const looks = {
    costPerformance: { name: words.cpi, color: colours.actual },
    schedulePerformanceTime: { name: words.spit, color: colours.earned },
  }
  const chart =
    drawn.length === 0
      ? null
      : {
          ...chartLook(book, words.performanceTitle),
          type: 'scatter' as const,
          scatterStyle: 'lineMarker' as const,
          series: [
            ...drawn.map(
              ([field, column]): ChartSeries => ({
                ...line(column),
                ...looks[field],
                stroke: { width: 2.75 },
                marker: dot(looks[field].color),
              }),
            ),
            {
              ...line(trendColumns.one),
              name: words.onPlan,
              color: colours.one,
              stroke: { width: 1.5, dash: 'dash' as const },
              marker: { symbol: 'none' as const },
            },
          ],
          axes: {
            x: dateAxis(
              startSerial((data.points[0] as TrendPoint).statusAt) as number,
              startSerial((data.points[last - 1] as TrendPoint).statusAt) as number,
              '',
            ),
            y: valueAxis(words.index, '0.00', indexScale(data.points)),
          },
        }
  return chartPage(book, names.performance, words.performance, [{ chart, sentence: readPerformance(book) }])
}

/** Tenths around the values and 1. */
function indexScale(points: readonly TrendPoint[]): { min: number; max: number; majorUnit: number } {
  const values = points
    .flatMap(point => [point.costPerformance, point.schedulePerformanceTime])
    .filter(value => value !== null)
  const low = Math.floor((Math.min(1, ...values) - 0.02) * 10) / 10
  const high = Math.ceil((Math.max(1, ...values) + 0.02) * 10) / 10
  const majorUnit = high - low > 2 ? 0.5 : high - low > 0.7 ? 0.2 : 0.05
  return { min: Math.max(0, low), max: high, majorUnit }
}
