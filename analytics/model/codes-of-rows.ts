import type { CellValue } from './contract.ts'
import { type EntityName, entityOf } from './entities.ts'
import { fieldsOf } from './entity.ts'

/** What people call each row of a sheet as it travels: its code or, where the sheet has none, the codes of the rows it must refer to, such as
 *  `A1020/R-03` for an assignment, else its key. Where several rows would be called the same, the second is followed by ` #2` and so on. */
export function codesOfRows(
  sheet: EntityName,
  rowKeys: readonly string[],
  columns: Readonly<Record<string, readonly CellValue[]>>,
): string[] {
  const entity = entityOf(sheet)
  const named = entity.codeField === null ? requiredReferences(sheet) : [entity.codeField]
  const counts = new Map<string, number>()
  return rowKeys.map((rowKey, at) => {
    const code = named.map(field => String(columns[field]?.[at] ?? '')).join('/') || rowKey
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count === 1 ? code : `${code} #${count}`
  })
}

function requiredReferences(sheet: EntityName): string[] {
  return fieldsOf(entityOf(sheet)).flatMap(([name, field]) =>
    field.refersTo !== null && !field.nullable ? [name] : [],
  )
}
