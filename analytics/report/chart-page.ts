import type { SheetChart, WriteSheet } from 'hucre/xlsx'
import { styles } from './cell-styles.ts'
import { type ProjectBook, startText } from './project-book.ts'
import { SheetDraft } from './sheet-draft.ts'

export type ChartSeries = SheetChart['series'][number]

/** Columns of a chart page; wide enough for A4 landscape. */
const columns = 12
const chartTop = 3

/** A page with a heading, charts one below the other, and a sentence of reading under each. A chart that is null leaves its
 *  sentence, which then says what is missing. */
export function chartPage(
  book: ProjectBook,
  name: string,
  title: string,
  parts: readonly { chart: Omit<SheetChart, 'anchor'> | null; sentence: string }[],
): WriteSheet {
  const draft = new SheetDraft(
    name,
    Array.from({ length: columns }, () => 12),
  )
  const { data, words } = book
  draft.span(0, 0, columns - 1, title, styles.title)
  draft.height(0, 30)
  const facts = [
    `${data.name}（${data.code}）`,
    ...(data.dataDate === null ? [] : [`${words.dataDate} ${startText(data.dataDate)}`]),
  ]
  const line = facts.join('    ')
  draft.span(
    1,
    0,
    columns - 1,
    book.language === 'zh' ? line : line.replace('（', ' (').replace('）', ')'),
    styles.subtitle,
  )
  draft.height(1, 20)
  const share = Math.floor(chartRows / parts.length)
  let row = chartTop
  for (const { chart, sentence } of parts) {
    if (chart) {
      draft.charts.push({
        ...chart,
        anchor: { from: { row, col: 0 }, to: { row: row + share, col: columns } },
      })
      row += share
      draft.height(row, 6)
      row += 1
    }
    draft.span(row, 0, columns - 1, sentence, styles.sentence)
    draft.height(row, 6 + 17 * linesOf(sentence))
    row += 1
  }
  return draft.build({ header: book.header, footer: book.footer, lastRow: row, isOnePage: true })
}
/** Lines a sentence takes across the page; a Chinese character is as wide as two others. */
function linesOf(sentence: string): number {
  const width = sentence.length + (sentence.match(/[\u2e80-\uffff]/g)?.length ?? 0)
  return Math.max(1, Math.ceil(width / charactersPerLine))
}
const charactersPerLine = 112

/** Rows of 15 points that the charts of a page share. */
const chartRows = 33

/** What every chart of the workbook looks like. */
export function chartLook(
  book: ProjectBook,
  title: string,
): Pick<
  SheetChart,
  | 'title'
  | 'titleFontSize'
  | 'titleBold'
  | 'titleOverlay'
  | 'legend'
  | 'legendFontSize'
  | 'dispBlanksAs'
  | 'altText'
  | 'lang'
  | 'plotVisOnly'
> {
  return {
    title,
    titleFontSize: 13,
    titleBold: true,
    titleOverlay: false,
    legend: 'bottom',
    legendFontSize: 10,
    dispBlanksAs: 'span',
    altText: title,
    lang: book.language === 'zh' ? 'zh-CN' : 'en-US',
    plotVisOnly: false,
  }
}
