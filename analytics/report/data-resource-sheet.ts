import type { WriteSheet } from 'hucre/xlsx'
import type { PlanMinute } from '#model/plan-time.ts'
import { dateFormat, numberStyle, styles } from './cell-styles.ts'
import { type ProjectBook, startSerial, startText, withUnit } from './project-book.ts'
import { SheetDraft } from './sheet-draft.ts'
import type { TrendResource } from './trend-data.ts'

/** Column of a resource's peak; its available quantity and its quantity of the week follow. */
export function peakColumn(index: number): number {
  return 2 + index * 3
}

/** The weeks of the drawn resources, ascending. */
export function resourceWeeks(resources: readonly TrendResource[]): number[] {
  const weeks = new Set(resources.flatMap(resource => resource.weeks.map(({ week }) => week as number)))
  return [...weeks].sort((a, b) => a - b)
}

/** One row per week with peak, availability and quantity of each drawn resource. */
export function dataResourceSheet(book: ProjectBook): WriteSheet {
  const { data, words, names } = book
  const draft = new SheetDraft(names.dataResource, [12, 10, ...data.resources.flatMap(() => [14, 14, 14])])
  draft.put(0, 0, words.week, styles.head)
  draft.put(0, 1, words.label, styles.head)
  draft.height(0, 44)
  const weeks = resourceWeeks(data.resources)
  const labels = weekLabels(weeks)
  weeks.forEach((week, index) => {
    draft.put(index + 1, 0, startSerial(week as PlanMinute), numberStyle(dateFormat))
    draft.put(index + 1, 1, labels[index] as string, styles.text)
  })
  data.resources.forEach((resource, at) => {
    const column = peakColumn(at)
    const name = resource.unit === null ? resource.name : withUnit(book, resource.name, resource.unit)
    ;[words.peak, words.available, words.quantity].forEach((word, offset) =>
      draft.put(0, column + offset, `${name} ${word}`, styles.head),
    )
    const byWeek = new Map(resource.weeks.map(row => [row.week as number, row]))
    const style = numberStyle('#,##0.0')
    weeks.forEach((week, index) => {
      const own = byWeek.get(week)
      draft.put(index + 1, column, (own?.peak ?? 0) / 1000, style)
      draft.put(index + 1, column + 1, resource.available === null ? null : resource.available / 1000, style)
      draft.put(index + 1, column + 2, (own?.quantity ?? 0) / 1000, numberStyle('#,##0.000'))
    })
  })
  return draft.build({
    header: book.header,
    footer: book.footer,
    lastRow: Math.max(1, weeks.length),
    repeatRows: 1,
    freezeColumns: 1,
    showsGrid: true,
  })
}

/** A date at every fourth week, or every eighth, twelfth ... of long charts; else a space, which leaves the column without a name.
 *  Multiples of four, because LibreOffice passes over every second label where there are many. */
function weekLabels(weeks: readonly number[]): string[] {
  const every = 4 * Math.ceil(weeks.length / 4 / mostLabels)
  return weeks.map((week, index) => (index % every === 0 ? startText(week as PlanMinute) : ' '))
}
const mostLabels = 14
