import type { WriteSheet } from 'hucre/xlsx'
import { colours, dateFormat, lightStyle, numberStyle, styles } from './cell-styles.ts'
import type { ProjectBook } from './project-book.ts'
import { SheetDraft } from './sheet-draft.ts'
import { tieOutLines } from './tie-out-lines.ts'

const head = 3

/** Formulas over the data sheets beside figures from separate queries; every difference must be 0, and says so in text and
 *  colour. The formulas stay alive: whoever changes a data cell sees the line turn. */
export function tieOutSheet(book: ProjectBook): WriteSheet {
  const { data, words, names, language } = book
  const draft = new SheetDraft(names.tieOut, [46, 24, 24, 18, 12])
  draft.span(0, 0, 4, words.tieOutTitle, styles.title)
  draft.height(0, 30)
  draft.span(1, 0, 4, `${data.name}  ${data.code}`, styles.subtitle)
  ;[words.tieOutItem, words.byFormula, words.byQuery, words.difference, words.result].forEach(
    (text, column) => draft.put(head, column, text, styles.head),
  )
  draft.height(head, 24)
  const lines = tieOutLines(book)
  lines.forEach(({ label, formula, result, figure, format }, index) => {
    const row = head + 1 + index
    const at = row + 1
    const difference = round2(result - figure)
    draft.put(row, 0, label, styles.text)
    draft.formula(row, 1, formula, result, numberStyle(format))
    draft.put(row, 2, figure, numberStyle(format))
    draft.formula(
      row,
      3,
      `ROUND(B${at}-C${at},2)`,
      difference,
      numberStyle(format === dateFormat ? '0' : '#,##0.00'),
    )
    const mark = difference === 0 ? words.same : words.differs
    const style = lightStyle(difference === 0 ? 'green' : 'red')
    draft.formula(row, 4, `IF(D${at}=0,"${words.same}","${words.differs}")`, mark, style)
  })
  const last = head + lines.length
  if (lines.length === 0)
    draft.span(
      head + 1,
      0,
      4,
      language === 'zh' ? '没有可勾稽的数据。' : 'There is nothing to tie out.',
      styles.plain,
    )
  else {
    colourMarks(draft, head + 2, last + 1, words.same)
    draft.span(last + 2, 0, 4, null, styles.sentence)
    draft.formula(last + 2, 0, verdict(book, head + 2, last + 1), verdictNow(book, lines), styles.sentence)
    draft.height(last + 2, 24)
  }
  return draft.build({
    header: book.header,
    footer: book.footer,
    lastRow: last + 2,
    repeatRows: head + 1,
    isOnePage: true,
  })
}

/** Half away from zero to two places, as ROUND does. */
function round2(value: number): number {
  const rounded = (Math.sign(value) * Math.round(Math.abs(value) * 100)) / 100
  return rounded === 0 ? 0 : rounded
}

function colourMarks(draft: SheetDraft, from: number, to: number, same: string): void {
  const range = `E${from}:E${to}`
  const looks = [
    [`$E${from}="${same}"`, colours.good, colours.goodFill],
    [`$E${from}<>"${same}"`, colours.bad, colours.badFill],
  ] as const
  looks.forEach(([formula, ink, fill], index) =>
    draft.rule({
      type: 'expression',
      priority: index + 1,
      formula,
      range,
      style: {
        font: { bold: true, color: { rgb: ink } },
        fill: { type: 'pattern', pattern: 'solid', bgColor: { rgb: fill }, fgColor: { rgb: fill } },
      },
    }),
  )
}

function verdict({ words, language }: ProjectBook, from: number, to: number): string {
  const same = `COUNTIF(E${from}:E${to},"${words.same}")`
  const all = `ROWS(E${from}:E${to})`
  return language === 'zh'
    ? `"共 "&${all}&" 项，"&${same}&" 项一致，"&(${all}-${same})&" 项有差异。"`
    : `${all}&" items, "&${same}&" agree, "&(${all}-${same})&" differ."`
}

function verdictNow({ language }: ProjectBook, lines: readonly { result: number; figure: number }[]): string {
  const same = lines.filter(line => round2(line.result - line.figure) === 0).length
  return language === 'zh'
    ? `共 ${lines.length} 项，${same} 项一致，${lines.length - same} 项有差异。`
    : `${lines.length} items, ${same} agree, ${lines.length - same} differ.`
}
