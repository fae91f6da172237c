import type { CellStyle, WriteSheet } from 'hucre/xlsx'
import { dateFormat, indexFormat, lightMarks, lightStyle, numberStyle, styles } from './cell-styles.ts'
import { finishSerial, lastForecast, lastStatus, type ProjectBook, startSerial } from './project-book.ts'
import { SheetDraft } from './sheet-draft.ts'
import { statusLights } from './status-lights.ts'

const head = 2

/** One row per project, linked to its cover; amounts in each project's own currency. */
export function overviewSheet(books: readonly ProjectBook[]): WriteSheet {
  const first = books[0] as ProjectBook
  const { words } = first
  const draft = new SheetDraft(words.overview, [16, 34, 12, 18, 18, 18, 14, 14, 13, 13, 13, 14, 14, 16])
  draft.span(0, 0, 13, words.report, styles.redHead)
  draft.height(0, 40)
  draft.span(1, 0, 13, null, styles.redRule)
  draft.height(1, 8)
  const heads = [
    words.projectCode,
    words.projectName,
    words.dataDate,
    words.budgetAtCompletion,
    words.earnedValue,
    words.actualCost,
    words.cpi,
    words.spit,
    words.plannedFinish,
    words.finishP50,
    words.finishP80,
    words.lightSchedule,
    words.lightCost,
    words.lightFinish,
  ]
  heads.forEach((text, column) => draft.put(head, column, text, styles.head))
  draft.height(head, 44)
  books.forEach((book, index) => putProject(draft, book, head + 1 + index))
  const last = head + books.length
  draft.block(last + 2, last + 3, 0, 13, words.lightRule, styles.note)
  return draft.build({
    header: words.overview,
    footer: first.footer,
    lastRow: last + 3,
    repeatRows: head + 1,
    freezeColumns: 2,
  })
}

function putProject(draft: SheetDraft, book: ProjectBook, row: number): void {
  const { data, names, scale, words } = book
  const last = lastStatus(data)
  const forecast = lastForecast(data)
  draft.link(row, 0, data.code, names.cover, { ...styles.text, font: styles.link.font })
  draft.put(row, 1, data.name, styles.text)
  const unit = scale.scaledUnit.replaceAll('"', '')
  const money = numberStyle(`#,##0.0" ${unit}"`)
  const cells: [number | null, CellStyle][] = [
    [startSerial(data.dataDate), numberStyle(dateFormat)],
    ...[last?.budgetAtCompletion, last?.earnedValue, last?.actualCost].map(
      (amount): [number | null, CellStyle] => [amount == null ? null : scale.scaled(amount), money],
    ),
    [last?.costPerformance ?? null, numberStyle(indexFormat)],
    [last?.schedulePerformanceTime ?? null, numberStyle(indexFormat)],
    [finishSerial(data.plannedFinish), numberStyle(dateFormat)],
    [finishSerial(forecast?.finishP50 ?? null), numberStyle(dateFormat)],
    [finishSerial(forecast?.finishP80 ?? null), numberStyle(dateFormat)],
  ]
  cells.forEach(([value, style], index) => draft.put(row, index + 2, value ?? '—', style))
  const lights = statusLights(book)
  ;[lights.schedule, lights.cost, lights.finish].forEach((light, index) =>
    draft.put(row, 11 + index, `${lightMarks[light]} ${words[light]}`, lightStyle(light)),
  )
  draft.height(row, 24)
}
