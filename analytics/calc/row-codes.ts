import type { EntityName } from '#model/entities.ts'
import { entityNames, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'

/** Sheets whose rows are referred to by code: activity, calendar, resource, cost account, baseline. */
export const referredSheets: readonly EntityName[] = [
  ...new Set(
    entityNames.flatMap(name =>
      fieldsOf(entityOf(name)).flatMap(([, field]) =>
        field.refersTo === null ? [] : [field.refersTo as EntityName],
      ),
    ),
  ),
]

/** The codes of the sheets that others refer to, in both directions, kept up to date while a batch is applied. */
export class RowCodes {
  readonly #keyByCode = new Map<EntityName, Map<string, string>>()
  readonly #codeByKey = new Map<EntityName, Map<string, string>>()
  readonly #known = new Map<EntityName, Set<string>>()

  /** Takes the codes of one sheet as the store holds them. */
  load(sheet: EntityName, keysByCode: ReadonlyMap<string, string>): void {
    this.#keyByCode.set(sheet, new Map(keysByCode))
    this.#codeByKey.set(sheet, new Map([...keysByCode].map(([code, key]) => [key, code])))
  }
  has(sheet: EntityName): boolean {
    return this.#keyByCode.has(sheet)
  }
  keyOf(sheet: EntityName, code: string): string | null {
    return this.#keyByCode.get(sheet)?.get(code) ?? null
  }
  codeOf(sheet: EntityName, key: string): string | null {
    return this.#codeByKey.get(sheet)?.get(key) ?? null
  }
  /** All codes of a sheet, for grammars in which a code may hold anything. */
  known(sheet: EntityName): ReadonlySet<string> {
    let known = this.#known.get(sheet)
    if (!known) this.#known.set(sheet, (known = new Set(this.#keyByCode.get(sheet)?.keys() ?? [])))
    return known
  }
  /** Gives a row a code, or takes it away with null. */
  set(sheet: EntityName, key: string, code: string | null): void {
    this.#known.delete(sheet)
    const old = this.codeOf(sheet, key)
    if (old !== null && this.keyOf(sheet, old) === key) this.#keyByCode.get(sheet)?.delete(old)
    this.#codeByKey.get(sheet)?.delete(key)
    if (code === null) return
    this.#keyByCode.get(sheet)?.set(code, key)
    this.#codeByKey.get(sheet)?.set(key, code)
  }
}
