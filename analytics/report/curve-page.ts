import type { WriteSheet } from 'hucre/xlsx'
import { colours } from './cell-styles.ts'
import { chartLook, chartPage, type ChartSeries } from './chart-page.ts'
import type { CurveRanges, XyRange } from './data-curve-sheet.ts'
import { dateAxis, valueAxis } from './date-axis.ts'
import type { ProjectBook } from './project-book.ts'
import { readCurve } from './read-curve.ts'

/** The S-curve with the forecast cone. */
export function curvePage(book: ProjectBook, ranges: CurveRanges): WriteSheet {
  const { words, scale, names } = book
  const series = curveSeries(book, ranges)
  const chart =
    series.length === 0
      ? null
      : {
          ...chartLook(book, words.curveTitle),
          type: 'scatter' as const,
          scatterStyle: 'lineMarker' as const,
          series,
          axes: {
            x: dateAxis(ranges.firstSerial, ranges.lastSerial, ''),
            y: valueAxis(scale.scaledUnit, scale.axisFormat, { min: 0 }),
          },
        }
  return chartPage(book, names.curve, words.curve, [{ chart, sentence: readCurve(book) }])
}

function curveSeries({ words }: ProjectBook, ranges: CurveRanges): ChartSeries[] {
  const line = (
    name: string,
    range: XyRange | null,
    color: string,
    look: Partial<ChartSeries>,
  ): ChartSeries[] =>
    range === null
      ? []
      : [
          {
            name,
            categories: range.dates,
            values: range.values,
            color,
            smooth: false,
            marker: { symbol: 'none' },
            ...look,
          },
        ]
  return [
    ...line(words.plannedValue, ranges.planned, colours.planned, { stroke: { width: 2.25 } }),
    ...line(words.earnedValue, ranges.earned, colours.earned, {
      stroke: { width: 2.75 },
      marker: dot(colours.earned),
    }),
    ...line(words.actualCost, ranges.actual, colours.actual, {
      stroke: { width: 2.75 },
      marker: dot(colours.actual),
    }),
    ...line(words.coneP10, ranges.cone?.p10 ?? null, colours.cone, { stroke: { width: 1.75, dash: 'dash' } }),
    ...line(words.coneP50, ranges.cone?.p50 ?? null, colours.p50, { stroke: { width: 2.5, dash: 'dash' } }),
    ...line(words.coneP90, ranges.cone?.p90 ?? null, colours.p80, { stroke: { width: 1.75, dash: 'dash' } }),
  ]
}

/** A small filled marker, so that a single data date shows too. */
export function dot(color: string): NonNullable<ChartSeries['marker']> {
  return { symbol: 'circle', size: 5, fill: color, line: color }
}
