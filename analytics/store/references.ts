import { entityNames, entityOf, type EntityName } from '#model/entities.ts'
import { storedFields } from '#model/entity.ts'
import type { Connection } from './connection.ts'
import type { Reference } from './store.ts'
import { quoteName } from './table.ts'

/** The rows that refer to given rows, sheets made by the server included (`entity.typed` tells). */
export async function readReferencesTo(
  connection: Connection,
  projectId: string,
  entityName: EntityName,
  rowKeys: Iterable<string>,
): Promise<Reference[]> {
  const fields = referringFields(entityName)
  if (fields.length === 0) return []
  const selects = fields.map(({ sheet, field }) => {
    const within = crossesProjects(sheet, field) ? '' : ' AND "projectId" = $2'
    return `SELECT '${sheet}' AS sheet, "rowKey", '${field}' AS field, ${quoteName(field)} AS target
      FROM ${quoteName(sheet)} WHERE ${quoteName(field)} IN (SELECT unnest($1))${within}`
  })
  return connection.read<Reference>(`${selects.join('\nUNION ALL\n')}\nORDER BY ALL`, [
    [...rowKeys],
    projectId,
  ])
}

/** Fields of all sheets that hold row keys of a sheet. */
export function referringFields(entityName: EntityName): { sheet: EntityName; field: string }[] {
  return entityNames.flatMap(sheet =>
    storedFields(entityOf(sheet))
      .filter(([, field]) => field.refersTo === entityName)
      .map(([field]) => ({ sheet, field })),
  )
}

/** A link belongs to its successor's project; its predecessor may be of another. */
function crossesProjects(sheet: EntityName, field: string): boolean {
  return sheet === 'link' && field === 'predecessorKey'
}
