import type { EntityName } from '#model/entities.ts'
import type { AnyRow } from '#model/row.ts'

/** Rows of several sheets as a batch leaves them, above the rows as they are stored. */
export class WorkingRows {
  readonly #stored: ReadonlyMap<EntityName, ReadonlyMap<string, AnyRow>>
  readonly #kept = new Map<EntityName, Map<string, AnyRow>>()
  readonly #created = new Map<string, number>()
  readonly #deleted = new Set<string>()

  constructor(stored: ReadonlyMap<EntityName, ReadonlyMap<string, AnyRow>>) {
    this.#stored = stored
  }
  get(sheet: EntityName, rowKey: string): AnyRow | null {
    return this.#kept.get(sheet)?.get(rowKey) ?? this.stored(sheet, rowKey)
  }
  stored(sheet: EntityName, rowKey: string): AnyRow | null {
    return this.#stored.get(sheet)?.get(rowKey) ?? null
  }
  keep(sheet: EntityName, row: AnyRow): void {
    const rows = this.#kept.get(sheet)
    if (rows) rows.set(row.rowKey, row)
    else this.#kept.set(sheet, new Map([[row.rowKey, row]]))
  }
  /** Keeps a new row and remembers the edit that made it. */
  create(sheet: EntityName, row: AnyRow, edit: number): void {
    this.keep(sheet, row)
    this.#created.set(idOf(sheet, row.rowKey), edit)
  }
  /** The edit that created a row; undefined for a stored one. */
  createdBy(sheet: EntityName, rowKey: string): number | undefined {
    return this.#created.get(idOf(sheet, rowKey))
  }
  isNew(sheet: EntityName, rowKey: string): boolean {
    return this.#created.has(idOf(sheet, rowKey))
  }
  delete(sheet: EntityName, rowKey: string): void {
    this.#deleted.add(idOf(sheet, rowKey))
  }
  /** Rows of a sheet that the batch created or changed. */
  kept(sheet: EntityName): ReadonlyMap<string, AnyRow> {
    return this.#kept.get(sheet) ?? new Map()
  }
  sheets(): EntityName[] {
    return [...this.#kept.keys()]
  }
  deleted(sheet: EntityName): string[] {
    const prefix = `${sheet} `
    return [...this.#deleted].flatMap(id => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []))
  }
  /** What is to be written: new rows, changed rows and keys of deleted ones, by sheet. */
  collect(): {
    created: Map<EntityName, AnyRow[]>
    changed: Map<EntityName, AnyRow[]>
    deleted: Map<EntityName, string[]>
  } {
    const created = new Map<EntityName, AnyRow[]>()
    const changed = new Map<EntityName, AnyRow[]>()
    const deleted = new Map<EntityName, string[]>()
    for (const [sheet, rows] of this.#kept) {
      for (const row of rows.values()) {
        if (this.#deleted.has(idOf(sheet, row.rowKey))) continue
        appendTo(this.isNew(sheet, row.rowKey) ? created : changed, sheet, row)
      }
    }
    for (const id of this.#deleted) {
      const at = id.indexOf(' ')
      appendTo(deleted, id.slice(0, at) as EntityName, id.slice(at + 1))
    }
    return { created, changed, deleted }
  }
}

function idOf(sheet: EntityName, rowKey: string): string {
  return `${sheet} ${rowKey}`
}

/** Adds to the list that a map holds under a key. */
export function appendTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
