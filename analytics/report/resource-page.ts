import type { SheetChart, WriteSheet } from 'hucre/xlsx'
import { colours } from './cell-styles.ts'
import { chartLook, chartPage } from './chart-page.ts'
import { peakColumn, resourceWeeks } from './data-resource-sheet.ts'
import { valueAxis } from './date-axis.ts'
import type { ProjectBook } from './project-book.ts'
import { readResource, readNoResources } from './read-resource.ts'
import { columnRange } from './sheet-draft.ts'
import type { TrendResource } from './trend-data.ts'

/** Peak of each week as columns with what is available as a line (`finish-charts.ts`), one chart per resource. */
export function resourcePage(book: ProjectBook): WriteSheet {
  const { data, words, names } = book
  const parts = data.resources.map((resource, index) => ({
    chart: resourceChart(book, resource, index),
    sentence: readResource(book, resource),
  }))
  return chartPage(
    book,
    names.resource,
    words.resource,
    parts.length > 0 ? parts : [{ chart: null, sentence: readNoResources(book) }],
  )
}

function resourceChart(
  book: ProjectBook,
  resource: TrendResource,
  index: number,
): Omit<SheetChart, 'anchor'> {
  const { data, words, names } = book
  const weeks = resourceWeeks(data.resources).length
  const column = peakColumn(index)
  const categories = columnRange(names.dataResource, 1, 1, weeks)
  const title = `${resource.code} ${resource.name}`
  return {
    ...chartLook(book, title),
    titleFontSize: 11,
    legend: 'right',
    legendFontSize: 9,
    type: 'column',
    barGrouping: 'clustered',
    gapWidth: 30,
    series: [
      {
        name: words.peak,
        color: colours.earned,
        categories,
        values: columnRange(names.dataResource, column, 1, weeks),
      },
      ...(resource.available === null
        ? []
        : [
            {
              name: words.available,
              color: colours.bad,
              categories,
              values: columnRange(names.dataResource, column + 1, 1, weeks),
            },
          ]),
    ],
    axes: {
      x: {
        labelFontSize: 9,
        tickLblSkip: 1,
        auto: false,
        majorTickMark: 'none',
        minorTickMark: 'none',
        tickLblPos: 'low',
      },
      y: valueAxis(words.atOnce, '#,##0', { min: 0 }),
    },
  }
}
