import type { WriteSheet } from 'hucre/xlsx'
import type { PlanMinute } from '#model/plan-time.ts'
import { dateFormat, numberStyle, styles } from './cell-styles.ts'
import { type ProjectBook, startSerial, startText } from './project-book.ts'
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
  const labels = monthLabels(weeks)
  weeks.forEach((week, index) => {
    draft.put(index + 1, 0, startSerial(week as PlanMinute), numberStyle(dateFormat))
    draft.put(index + 1, 1, labels[index] as string, styles.text)
  })
  data.resources.forEach((resource, at) => {
    const column = peakColumn(at)
    const name = `${resource.name}${resource.unit === null ? '' : `(${resource.unit})`}`
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

/** A month's name at its first week, for every month of short charts and every second or third of long ones; else a space, which
 *  leaves the tick mark without a name. */
function monthLabels(weeks: readonly number[]): string[] {
  const every = Math.ceil(weeks.length / weeksOfShortChart)
  let months = -1
  return weeks.map((week, index) => {
    const month = startText(week as PlanMinute).slice(0, 7)
    const before = weeks[index - 1]
    if (before !== undefined && startText(before as PlanMinute).startsWith(month)) return ' '
    months++
    return months % every === 0 ? month : ' '
  })
}
const weeksOfShortChart = 60
