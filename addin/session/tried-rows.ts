import { codesOfRows } from '#model/codes-of-rows.ts'
import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { fieldsOf } from '#model/entity.ts'
import { makeCellWords, readReference } from '../sync/cell-words.ts'
import type { ProjectSnapshot, SheetSnapshot } from '../sync/snapshot.ts'
import { triedFields, triedSheets, type TriedRow } from './what-if-scenario.ts'

/** The rows that scenarios may change, each with what people call it and what its cells show now. */
export function triedRows(snapshot: ProjectSnapshot, language: Language): TriedRow[] {
  const reference = readReference(snapshot)
  const rows: TriedRow[] = []
  for (const sheet of triedSheets) {
    const held = snapshot.sheets[sheet]
    if (!held) continue
    const words = makeCellWords(sheet, reference, language)
    const fields = triedFields.filter(one => one.sheet === sheet).map(({ field }) => field)
    const codes = codesOfRows(sheet, held.rowKeys, held.columns)
    const nameAt = rowNames(sheet, held, snapshot)
    held.rowKeys.forEach((rowKey, at) => {
      const value = (field: string) => held.columns[field]?.[at] ?? null
      const calendar = words.calendarField ? value(words.calendarField) : null
      const shown = fields.map(field => [field, words.show(field, value(field), calendar)])
      rows.push({ sheet, rowKey, code: codes[at] ?? '', name: nameAt(at), shown: Object.fromEntries(shown) })
    })
  }
  return rows
}

/** The name of a row, or of the rows it refers to where it has none of its own. */
function rowNames(sheet: EntityName, held: SheetSnapshot, snapshot: ProjectSnapshot): (at: number) => string {
  const own = held.columns['name']
  if (own) return at => String(own[at] ?? '')
  const referred = fieldsOf(entityOf(sheet)).flatMap(([field, { refersTo }]) =>
    refersTo === null
      ? []
      : [{ column: held.columns[field] ?? [], names: namesByCode(snapshot.sheets[refersTo as EntityName]) }],
  )
  return at => referred.flatMap(({ column, names }) => names.get(String(column[at])) ?? []).join(' · ')
}

function namesByCode(sheet: SheetSnapshot | undefined): Map<string, string> {
  const { code = [], name = [] } = sheet?.columns ?? {}
  return new Map(code.map((one, at) => [String(one), String(name[at] ?? '')]))
}
