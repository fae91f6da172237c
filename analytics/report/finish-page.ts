import type { WriteSheet } from 'hucre/xlsx'
import { colours } from './cell-styles.ts'
import { chartLook, chartPage, type ChartSeries } from './chart-page.ts'
import { dot } from './curve-page.ts'
import { trendColumns } from './data-trend-sheet.ts'
import { dateAxis } from './date-axis.ts'
import { finishSerial, type ProjectBook, startSerial } from './project-book.ts'
import { readFinish } from './read-finish.ts'
import { columnRange } from './sheet-draft.ts'
import type { TrendPoint } from './trend-data.ts'

/** Finish as forecast at each data date (P50, P80) against the planned finish; a steady line is a steady forecast. */
export function finishPage(book: ProjectBook): WriteSheet {
  const { data, words, names } = book
  const finishes = data.points
    .flatMap(point => [finishSerial(point.finishP50), finishSerial(point.finishP80)])
    .filter(serial => serial !== null)
  const last = data.points.length
  const line = (column: number, look: Omit<ChartSeries, 'categories' | 'values'>): ChartSeries => ({
    categories: columnRange(names.dataTrend, trendColumns.statusAt, 1, last),
    values: columnRange(names.dataTrend, column, 1, last),
    smooth: false,
    marker: { symbol: 'none' },
    ...look,
  })
  const planned = finishSerial(data.plannedFinish)
  const chart =
    finishes.length === 0
      ? null
      : {
          ...chartLook(book, words.finishTitle),
          type: 'scatter' as const,
          scatterStyle: 'lineMarker' as const,
          series: [
            ...(planned === null
              ? []
              : [
                  line(trendColumns.plannedFinish, {
                    name: words.plannedFinish,
                    color: colours.planned,
                    stroke: { width: 2.25 },
                  }),
                ]),
            line(trendColumns.finishP50, {
              name: words.finishP50,
              color: colours.p50,
              stroke: { width: 2.75 },
              marker: dot(colours.p50),
            }),
            line(trendColumns.finishP80, {
              name: words.finishP80,
              color: colours.p80,
              stroke: { width: 2.25 },
              marker: dot(colours.p80),
            }),
          ],
          axes: {
            x: dateAxis(
              startSerial((data.points[0] as TrendPoint).statusAt) as number,
              startSerial((data.points[last - 1] as TrendPoint).statusAt) as number,
              words.dataDate,
            ),
            y: {
              ...dateAxis(
                Math.min(...finishes, planned ?? Number.POSITIVE_INFINITY) - margin,
                Math.max(...finishes, planned ?? 0) + margin,
                words.finishDate,
              ),
              gridlines: { major: true },
            },
          },
        }
  return chartPage(book, names.finish, words.finish, [{ chart, sentence: readFinish(book) }])
}

/** Days of air above and below the lines. */
const margin = 12
