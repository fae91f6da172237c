import type { WriteSheet } from 'hucre/xlsx'
import { colours } from './cell-styles.ts'
import { chartLook, chartPage } from './chart-page.ts'
import { valueAxis } from './date-axis.ts'
import type { ProjectBook } from './project-book.ts'
import { readCosts } from './read-costs.ts'
import { columnRange } from './sheet-draft.ts'

/** Budget beside actual cost for labour, material, machine, subcontract and other. */
export function costPage(book: ProjectBook): WriteSheet {
  const { data, words, names, scale } = book
  const isEmpty = data.costs.every(row => row.budget === 0 && row.actual === 0)
  const last = data.costs.length
  const bars = (name: string, column: number, color: string) => ({
    name,
    color,
    categories: columnRange(names.dataCost, 0, 1, last),
    values: columnRange(names.dataCost, column, 1, last),
    dataLabels: {
      showValue: true,
      position: 'outEnd' as const,
      fontSize: 9,
      numberFormat: { formatCode: '#,##0.0', sourceLinked: false },
    },
  })
  const chart = isEmpty
    ? null
    : {
        ...chartLook(book, words.costTitle),
        type: 'column' as const,
        barGrouping: 'clustered' as const,
        gapWidth: 80,
        series: [bars(words.budget, 3, colours.planned), bars(words.actual, 4, colours.actual)],
        axes: {
          x: { labelFontSize: 11 },
          y: valueAxis(scale.scaledUnit, scale.axisFormat, { min: 0 }),
        },
      }
  return chartPage(book, names.cost, words.cost, [{ chart, sentence: readCosts(book) }])
}
