import type { WriteSheet } from 'hucre/xlsx'
import { costKinds } from '#model/entities/resource.ts'
import { numberStyle, styles } from './cell-styles.ts'
import { type ProjectBook, withUnit } from './project-book.ts'
import { SheetDraft } from './sheet-draft.ts'

/** Budget and actual cost by kind in rows 1 to 5, their totals in row 6. */
export function dataCostSheet(book: ProjectBook): WriteSheet {
  const { data, words, scale, names, language } = book
  const draft = new SheetDraft(names.dataCost, [16, 20, 20, 16, 16, 12])
  const heads = [
    words.kind,
    withUnit(book, words.budget, scale.majorUnit),
    withUnit(book, words.actual, scale.majorUnit),
    withUnit(book, words.budget, scale.scaledUnit),
    withUnit(book, words.actual, scale.scaledUnit),
    words.spentShare,
  ]
  heads.forEach((text, column) => draft.put(0, column, text, styles.head))
  draft.height(0, 30)
  const total = { budget: 0, actual: 0 }
  data.costs.forEach(({ kind, budget, actual }, index) => {
    const row = index + 1
    total.budget += budget
    total.actual += actual
    draft.put(row, 0, costKinds[kind][language], styles.text)
    draft.put(row, 1, scale.major(budget), numberStyle(scale.majorFormat))
    draft.put(row, 2, scale.major(actual), numberStyle(scale.majorFormat))
    putShown(draft, row, book, budget, actual, false)
  })
  const last = data.costs.length
  const row = last + 1
  draft.put(row, 0, words.total, styles.head)
  for (const [column, amount] of [
    [1, total.budget],
    [2, total.actual],
  ] as const) {
    const letter = column === 1 ? 'B' : 'C'
    draft.formula(
      row,
      column,
      `SUM(${letter}2:${letter}${last + 1})`,
      scale.major(amount as never),
      numberStyle(scale.majorFormat, true),
    )
  }
  putShown(draft, row, book, total.budget, total.actual, true)
  return draft.build({
    header: book.header,
    footer: book.footer,
    lastRow: row,
    repeatRows: 1,
    showsGrid: true,
  })
}

function putShown(
  draft: SheetDraft,
  row: number,
  { scale }: ProjectBook,
  budget: number,
  actual: number,
  isBold: boolean,
): void {
  const scaled = numberStyle(scale.scaledFormat, isBold)
  draft.formula(row, 3, `B${row + 1}/${scale.divisor}`, scale.scaled(budget as never), scaled)
  draft.formula(row, 4, `C${row + 1}/${scale.divisor}`, scale.scaled(actual as never), scaled)
  const share = numberStyle('0.0%', isBold)
  if (budget === 0) draft.put(row, 5, null, share)
  else draft.formula(row, 5, `C${row + 1}/B${row + 1}`, actual / budget, share)
}
