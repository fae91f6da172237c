import { projectLinks } from '#calc/merge-links.ts'
import { type LagDays, lagDaysOf } from '#calc/lag-days.ts'
import { LinkBook } from '#calc/link-book.ts'
import { RowCodes } from '#calc/row-codes.ts'
import type { CellValue, PullAnswer, SheetRows } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import type { AnyRow } from '#model/row.ts'
import type { ChangedRows, Store } from '#store/store.ts'

/** The numbers a workbook stands at. */
export interface KnownNumbers {
  change: number
  resultNumber: number
}

/**
 * Rows of sheets as the workbook shows them: references as codes, predecessors as text, results beside what was typed.
 * With `since`, only rows that were edited, calculated anew or show the code of a renamed row; sheets the server makes come
 * whole when a calculation moved on.
 */
export async function readSheets(
  store: Store,
  projectId: string,
  sheets: readonly EntityName[],
  since: KnownNumbers | null,
): Promise<PullAnswer> {
  const state = await store.projectState(projectId)
  const changed = since === null ? null : await store.changedSince(projectId, since.change)
  const reader = await SheetReader.open(store, projectId, sheets)
  const answer: PullAnswer = {
    projectId,
    change: changed?.change ?? state.change,
    resultNumber: state.resultNumber,
    resultsFromChange: state.resultsFromChange,
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
  readonly #store: Store
  readonly #projectId: string
  readonly #codes = new RowCodes()
  #links: LinkBook | null = null
  #lagDays: LagDays | null = null

  private constructor(store: Store, projectId: string) {
    this.#store = store
    this.#projectId = projectId
  }

  static async open(store: Store, projectId: string, sheets: readonly EntityName[]): Promise<SheetReader> {
    const reader = new SheetReader(store, projectId)
    const referred = new Set(
      sheets.flatMap(sheet =>
        fieldsOf(entityOf(sheet)).flatMap(([, field]) =>
          field.refersTo === null ? [] : [field.refersTo as EntityName],
        ),
      ),
    )
    if (sheets.includes('activity')) {
      referred.add('activity')
      reader.#links = new LinkBook(await store.rows('link', projectId))
      const [project] = await store.rows('project', projectId)
      reader.#lagDays = lagDaysOf(
        await store.rows('activity', projectId),
        await store.rows('calendar', projectId),
        project?.calendarKey ?? null,
      )
    }
    for (const sheet of referred) reader.#codes.load(sheet, await store.rowKeysByCode(sheet, projectId))
    return reader
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
    if (sheet === 'activity') this.#addLinkOwners(changed, keys)
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

  /** Activities whose predecessor cell shows a changed link or a renamed activity. */
  #addLinkOwners(changed: ChangedRows, keys: Set<string>): void {
    const touched = changed.touched.get('link')
    const renamed = changed.renamed.get('activity')
    if (!touched && !renamed) return
    for (const link of this.#links?.all() ?? [])
      if (touched?.has(link.rowKey) || renamed?.has(link.predecessorKey)) keys.add(link.successorKey)
  }

  async read(sheet: EntityName, keys: Set<string> | null, removed: string[]): Promise<SheetRows> {
    const wanted = keys === null ? undefined : [...keys]
    const rows = (await this.#store.rows(sheet, this.#projectId, wanted)) as unknown as AnyRow[]
    const results = (await this.#store.results(sheet, this.#projectId, wanted)) as unknown as AnyRow[]
    const resultOf = new Map(results.map(result => [result.rowKey, result]))
    const columns: Record<string, CellValue[]> = {}
    for (const [name, field] of fieldsOf(entityOf(sheet))) {
      columns[name] = rows.map(row => {
        if (field.origin === 'projected') return this.#predecessorsOf(row.rowKey)
        const value = (field.origin === 'computed' ? resultOf.get(row.rowKey)?.[name] : row[name]) ?? null
        return field.refersTo !== null && typeof value === 'string'
          ? (this.#codes.codeOf(field.refersTo as EntityName, value) ?? value)
          : value
      })
    }
    return { sheet, complete: keys === null, rowKeys: rows.map(row => row.rowKey), columns, removed }
  }

  #predecessorsOf(activityKey: string): string | null {
    return this.#links && this.#lagDays
      ? projectLinks(this.#links.ofSuccessor(activityKey), this.#codes, this.#lagDays)
      : null
  }
}
