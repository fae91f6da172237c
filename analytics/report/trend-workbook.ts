import { writeXlsx, type WriteSheet } from 'hucre/xlsx'
import type { Language } from '#model/contract.ts'
import { costPage } from './cost-page.ts'
import { coverSheet } from './cover-sheet.ts'
import { curvePage } from './curve-page.ts'
import { dataCostSheet } from './data-cost-sheet.ts'
import { dataCurveSheet } from './data-curve-sheet.ts'
import { dataResourceSheet } from './data-resource-sheet.ts'
import { dataTrendSheet } from './data-trend-sheet.ts'
import { finishCharts } from './finish-charts.ts'
import { finishPage } from './finish-page.ts'
import { moneyScale } from './money-scale.ts'
import { overviewSheet } from './overview-sheet.ts'
import { performancePage } from './performance-page.ts'
import type { ProjectBook } from './project-book.ts'
import { resourcePage } from './resource-page.ts'
import { sheetNames, type SheetNames } from './sheet-names.ts'
import { tieOutSheet } from './tie-out-sheet.ts'
import type { TrendData } from './trend-data.ts'
import { trendWords } from './trend-words.ts'

/** An .xlsx for people: per project a cover, S-curve, performance, finish, cost and resource pages with native charts bound to
 *  data sheets, a sentence under each chart, and a tie-out; several projects begin with an overview. */
export async function makeTrendWorkbook(
  data: readonly TrendData[],
  language: Language,
): Promise<{ bytes: Uint8Array; sheets: string[]; charts: number }> {
  const words = trendWords(language)
  const names = sheetNames(
    data.map(project => project.code),
    words,
  )
  const books = data.map(
    (project, index): ProjectBook => ({
      data: project,
      names: names[index] as SheetNames,
      words,
      scale: moneyScale(project.currency, language, largestAmount(project)),
      language,
      // In a header '&' begins a code.
      header: `${project.name}  ${words.report}`.replaceAll('&', '&&'),
      footer: words.page,
    }),
  )
  const sheets = [...(books.length > 1 ? [overviewSheet(books)] : []), ...books.flatMap(projectSheets)]
  const written = await writeXlsx({
    sheets,
    properties: { title: words.report, subject: data.map(project => project.name).join('; ') },
    defaultFont: { name: 'Microsoft YaHei', size: 10 },
  })
  return {
    bytes: finishCharts(written, words.available),
    sheets: sheets.map(sheet => sheet.name),
    charts: sheets.reduce((sum, sheet) => sum + (sheet.charts?.length ?? 0), 0),
  }
}

function projectSheets(book: ProjectBook): WriteSheet[] {
  const curve = dataCurveSheet(book)
  return [
    coverSheet(book),
    curvePage(book, curve.ranges),
    performancePage(book),
    finishPage(book),
    costPage(book),
    resourcePage(book),
    tieOutSheet(book),
    curve.sheet,
    dataTrendSheet(book),
    dataCostSheet(book),
    dataResourceSheet(book),
  ]
}

function largestAmount({ points, plannedCurve, costs }: TrendData): number {
  const of = (side: 'budget' | 'actual') => costs.reduce((sum, row) => sum + row[side], 0)
  const stored = points.flatMap(point => [point.budgetAtCompletion, point.actualCost])
  const planned = plannedCurve.map(row => row.plannedValue)
  return Math.max(of('budget'), of('actual'), ...planned, ...stored.map(amount => amount ?? 0))
}
