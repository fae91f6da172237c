import { type LagDays, lagDaysOf } from '#calc/lag-days.ts'
import { LinkBook } from '#calc/link-book.ts'
import { isLinkSide, type LinkSide } from '#calc/link-side.ts'
import { projectLinks } from '#calc/project-links.ts'
import { RowCodes } from '#calc/row-codes.ts'
import type { CellValue, PullAnswer, SheetRows } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import type { AnyRow } from '#model/row.ts'
import type { ChangedRows, StoreReader } from '#store/store.ts'

/** The numbers a workbook stands at. */
export interface KnownNumbers {
  change: number
  resultNumber: number
}

/**
 * Rows of sheets as the workbook shows them: references as codes, links as text, results beside what was typed.
 * With `since`, only rows that were edited, calculated anew or show the code of a renamed row; sheets the server makes come
 * whole when a calculation moved on.
 */
export async function readSheets(
  store: StoreReader,
  projectId: string,
  sheets: readonly EntityName[],
  since: KnownNumbers | null,
): Promise<PullAnswer> {
  const state = await store.projectState(projectId)
  const changed = since === null ? null : await store.changedSince(projectId, since.change)
  const reader = new SheetReader(store, projectId)
  const answer: PullAnswer = {
    projectId,
    change: changed?.change ?? state.change,
    resultNumber: state.resultNumber,
    resultsFromChange: state.resultsFromChange,
    staleLinks: await store.staleLinks(projectId),
    sheets: [],
  }
  for (const sheet of sheets) {
    const keys =
      changed === null || since === null
        ? null
        : await reader.keysToSend(sheet, changed, since, state.resultNumber)
    if (keys !== null && keys.size === 0 && (changed?.removed.get(sheet)?.size ?? 0) === 0) continue
    answer.sheets.push(await reader.read(sheet, keys, [...(changed?.removed.get(sheet) ?? [])]))
  }
  return answer
}

class SheetReader {
  readonly #store: StoreReader
  readonly #projectId: string
  readonly #codes = new RowCodes()
  #links: Promise<LinkBook> | null = null
  #lagDays: Promise<LagDays> | null = null

  constructor(store: StoreReader, projectId: string) {
    this.#store = store
    this.#projectId = projectId
  }

  /** Keys of the rows that differ from what a workbook knows; null for the whole sheet. */
  async keysToSend(
    sheet: EntityName,
    changed: ChangedRows,
    since: KnownNumbers,
    resultNumber: number,
  ): Promise<Set<string> | null> {
    if (!entityOf(sheet).typed)
      return resultNumber === since.resultNumber && !changed.touched.has(sheet) ? new Set() : null
    const keys = new Set(changed.touched.get(sheet))
    for (const key of await this.#store.resultKeysSince(sheet, this.#projectId, since.resultNumber))
      keys.add(key)
    await this.#addRowsThatShow(sheet, changed, keys)
    if (sheet === 'activity') await this.#addLinkOwners(changed, keys)
    for (const key of changed.removed.get(sheet) ?? []) keys.delete(key)
    return keys
  }

  /** Rows whose references show a code that has changed. */
  async #addRowsThatShow(sheet: EntityName, changed: ChangedRows, keys: Set<string>): Promise<void> {
    const references = fieldsOf(entityOf(sheet)).filter(
      ([, field]) =>
        field.refersTo !== null && (changed.renamed.get(field.refersTo as EntityName)?.size ?? 0) > 0,
    )
    if (references.length === 0) return
    const rows = (await this.#store.rows(sheet, this.#projectId)) as unknown as AnyRow[]
    for (const [name, field] of references) {
      const renamed = changed.renamed.get(field.refersTo as EntityName)
      for (const row of rows) if (renamed?.has(row[name] as string)) keys.add(row.rowKey)
    }
  }

  /** Activities whose predecessor or successor cell shows a changed link or a renamed activity. */
  async #addLinkOwners(changed: ChangedRows, keys: Set<string>): Promise<void> {
    const touched = changed.touched.get('link')
    const renamed = changed.renamed.get('activity')
    if (!touched && !renamed) return
    for (const link of (await this.#linkBook()).all()) {
      if (touched?.has(link.rowKey) || renamed?.has(link.predecessorKey)) keys.add(link.successorKey)
      if (touched?.has(link.rowKey) || renamed?.has(link.successorKey)) keys.add(link.predecessorKey)
    }
  }

  async read(sheet: EntityName, keys: Set<string> | null, removed: string[]): Promise<SheetRows> {
    if (keys?.size === 0) return { sheet, complete: false, rowKeys: [], columns: {}, removed }
    const wanted = keys === null ? undefined : [...keys]
    const fields = fieldsOf(entityOf(sheet))
    const rows = (await this.#store.rows(sheet, this.#projectId, wanted)) as unknown as AnyRow[]
    const results = (await this.#store.results(sheet, this.#projectId, wanted)) as unknown as AnyRow[]
    const resultOf = new Map(results.map(result => [result.rowKey, result]))
    for (const [, field] of fields)
      if (field.refersTo !== null) await this.#loadCodes(field.refersTo as EntityName)
    const linkText = fields.some(([name]) => isLinkSide(name)) ? await this.#linkTexts() : null
    const columns: Record<string, CellValue[]> = {}
    for (const [name, field] of fields) {
      columns[name] = rows.map(row => {
        if (isLinkSide(name)) return linkText?.(row.rowKey, name) ?? null
        const value = (field.origin === 'computed' ? resultOf.get(row.rowKey)?.[name] : row[name]) ?? null
        return field.refersTo !== null && typeof value === 'string'
          ? (this.#codes.codeOf(field.refersTo as EntityName, value) ?? value)
          : value
      })
    }
    return { sheet, complete: keys === null, rowKeys: rows.map(row => row.rowKey), columns, removed }
  }

  async #loadCodes(sheet: EntityName): Promise<void> {
    if (!this.#codes.has(sheet))
      this.#codes.load(sheet, await this.#store.rowKeysByCode(sheet, this.#projectId))
  }

  async #linkTexts(): Promise<(activityKey: string, side: LinkSide) => string | null> {
    await this.#loadCodes('activity')
    const links = await this.#linkBook()
    this.#lagDays ??= this.#readLagDays()
    const lagDays = await this.#lagDays
    return (activityKey, side) => projectLinks(links.of(activityKey, side), side, this.#codes, lagDays)
  }

  #linkBook(): Promise<LinkBook> {
    this.#links ??= this.#store.rows('link', this.#projectId).then(links => new LinkBook(links))
    return this.#links
  }

  async #readLagDays(): Promise<LagDays> {
    const [project] = await this.#store.rows('project', this.#projectId)
    const activities = await this.#store.rows('activity', this.#projectId)
    return lagDaysOf(
      activities,
      await this.#store.rows('calendar', this.#projectId),
      project?.calendarKey ?? null,
    )
  }
}
