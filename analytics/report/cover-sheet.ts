import type { WriteSheet } from 'hucre/xlsx'
import type { MinorUnits } from '#model/money.ts'
import { dateFormat, indexFormat, lightMarks, lightStyle, numberStyle, styles } from './cell-styles.ts'
import { finishSerial, lastForecast, lastStatus, type ProjectBook, startText } from './project-book.ts'
import { readCurve } from './read-curve.ts'
import { readFinish } from './read-finish.ts'
import { SheetDraft } from './sheet-draft.ts'
import type { SheetKind } from './sheet-names.ts'
import { statusLights } from './status-lights.ts'

const contents: readonly (readonly [kind: SheetKind, meaning: keyof ProjectBook['words']])[] = [
  ['curve', 'curveTitle'],
  ['performance', 'performanceTitle'],
  ['finish', 'finishTitle'],
  ['cost', 'costTitle'],
  ['resource', 'resourceTitle'],
  ['tieOut', 'tieOutTitle'],
  ['dataCurve', 'dataBehind'],
  ['dataTrend', 'dataBehind'],
  ['dataCost', 'dataBehind'],
  ['dataResource', 'dataBehind'],
]

/** The first page: red-headed title (红头), what it was made from, lights, key figures, what they say, and the contents. */
export function coverSheet(book: ProjectBook): WriteSheet {
  const { names, words } = book
  const draft = new SheetDraft(names.cover, [26, 22, 18, 3, 20, 30, 30])
  putTitle(draft, book)
  putLights(draft, book, 8)
  putFigures(draft, book, 12)
  const bottom = putContents(draft, book, 12)
  for (let row = 10; row <= bottom; row++) draft.height(row, 21)
  draft.block(bottom + 1, bottom + 4, 0, 6, `${readCurve(book)}\n${readFinish(book)}`, styles.sentence)
  for (let row = bottom + 1; row <= bottom + 4; row++) draft.height(row, 24)
  draft.block(bottom + 5, bottom + 6, 0, 6, words.lightRule, styles.note)
  for (const row of [bottom + 5, bottom + 6]) draft.height(row, 16)
  return draft.build({ header: book.header, footer: book.footer, lastRow: bottom + 6, isOnePage: true })
}

function putTitle(draft: SheetDraft, book: ProjectBook): void {
  const { data, words } = book
  draft.height(0, 12)
  draft.span(1, 0, 6, words.report, styles.redHead)
  draft.height(1, 46)
  draft.span(2, 0, 6, null, styles.redRule)
  draft.height(2, 8)
  draft.span(3, 0, 6, data.name, styles.coverProject)
  draft.height(3, 34)
  const made = [
    `${words.projectCode} ${data.code}`,
    ...(data.dataDate === null ? [] : [`${words.dataDate} ${startText(data.dataDate)}`]),
    `${words.change} ${data.change}`,
    ...(data.resultsFromChange === null ? [] : [`${words.resultsFrom} ${data.resultsFromChange}`]),
    ...(data.staleLinks.length === 0 ? [] : [`${words.staleLinks} ${data.staleLinks.join(', ')}`]),
  ]
  draft.span(4, 0, 6, made.join('    '), styles.coverLine)
  const more = [
    ...(data.sector === null ? [] : [`${words.sector} ${data.sector}`]),
    ...(data.forecast === null
      ? []
      : [
          `${words.method} ${data.forecast.referenceCount} ${data.forecast.sufficientHistory ? words.references : words.fewReferences}`,
        ]),
    ...(data.isSample ? [words.sample] : []),
  ]
  draft.span(5, 0, 6, more.length === 0 ? null : more.join('    '), styles.coverLine)
  draft.height(6, 8)
}

function putLights(draft: SheetDraft, book: ProjectBook, top: number): void {
  const { words } = book
  const lights = statusLights(book)
  draft.span(top - 1, 0, 6, words.status, styles.heading)
  const places = [
    [words.lightSchedule, lights.schedule, 0, 0],
    [words.lightCost, lights.cost, 1, 2],
    [words.lightFinish, lights.finish, 4, 6],
  ] as const
  for (const [name, light, from, to] of places)
    draft.span(top, from, to, `${lightMarks[light]} ${name}${words.colon}${words[light]}`, lightStyle(light))
  draft.height(top, 26)
}

function putFigures(draft: SheetDraft, book: ProjectBook, top: number): void {
  const { data, words, scale } = book
  const last = lastStatus(data)
  const forecast = lastForecast(data)
  draft.span(top - 2, 0, 2, words.keyFigures, styles.heading)
  ;[words.figure, scale.majorUnit, scale.scaledUnit].forEach((text, column) =>
    draft.put(top - 1, column, text, styles.head),
  )
  const amounts: [string, MinorUnits | null | undefined][] = [
    [words.budgetAtCompletion, last?.budgetAtCompletion],
    [words.plannedValue, last?.plannedValue],
    [words.earnedValue, last?.earnedValue],
    [words.actualCost, last?.actualCost],
    [words.estimateP50, forecast?.costP50],
    [words.estimateP80, forecast?.costP80],
  ]
  amounts.forEach(([name, amount], index) => {
    const row = top + index
    draft.put(row, 0, name, styles.text)
    draft.put(row, 1, amount == null ? '—' : scale.major(amount), numberStyle(scale.majorFormat))
    draft.put(row, 2, amount == null ? '—' : scale.scaled(amount), numberStyle(scale.scaledFormat))
  })
  const others: [string, number | null | undefined, string][] = [
    [words.cpi, last?.costPerformance, indexFormat],
    [words.spi, last?.schedulePerformance, indexFormat],
    [words.spit, last?.schedulePerformanceTime, indexFormat],
    [words.plannedFinish, finishSerial(data.plannedFinish), dateFormat],
    [words.finishP50, finishSerial(forecast?.finishP50 ?? null), dateFormat],
    [words.finishP80, finishSerial(forecast?.finishP80 ?? null), dateFormat],
  ]
  others.forEach(([name, value, format], index) => {
    const row = top + amounts.length + index
    draft.put(row, 0, name, styles.text)
    draft.span(row, 1, 2, value ?? '—', numberStyle(format))
  })
}

function putContents(draft: SheetDraft, book: ProjectBook, top: number): number {
  const { words, names } = book
  draft.span(top - 2, 4, 6, words.contents, styles.heading)
  contents.forEach(([kind, meaning], index) => {
    const row = top - 1 + index
    draft.link(row, 4, names[kind], names[kind], styles.link)
    draft.span(row, 5, 6, words[meaning], styles.contents)
  })
  return top + 12
}
